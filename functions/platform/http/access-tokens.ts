/** Access tokens of the user pool: signature, issuer, client, use and time, all by the system's own clock. */
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { AccountId } from '../../../shared/kernel/ids.ts';
import { type Instant, instantFromMs } from '../../../shared/kernel/time.ts';

export interface AccessTokens {
  verify(
    token: string,
    now: Instant,
  ): Promise<{ readonly accountId: AccountId; readonly issuedAt: Instant } | undefined>;
}

export interface UserPool {
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Where the service is reached, when not at its usual address (the SDK's AWS_ENDPOINT_URL). */
  readonly endpoint?: string;
}

export function createAccessTokens(pool: UserPool): AccessTokens {
  const issuer = `https://cognito-idp.${pool.region}.amazonaws.com/${pool.userPoolId}`;
  const keysAt = `${pool.endpoint ?? `https://cognito-idp.${pool.region}.amazonaws.com`}/${pool.userPoolId}/.well-known/jwks.json`;
  const keys = createRemoteJWKSet(new URL(keysAt), { timeoutDuration: 3_000, cooldownDuration: 10_000 });
  return {
    async verify(token, now) {
      try {
        const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'], currentDate: new Date(now) });
        if (payload['token_use'] !== 'access' || payload['client_id'] !== pool.clientId) return undefined;
        const accountId = AccountId.safeParse(payload.sub);
        if (!accountId.success || payload.iat === undefined || payload.exp === undefined) return undefined;
        return { accountId: accountId.data, issuedAt: instantFromMs(payload.iat * 1000) };
      } catch (fault) {
        if (isUnreachable(fault)) throw fault;
        return undefined;
      }
    },
  };
}

/** A key service that does not answer is a fault, not a forged token. */
function isUnreachable(fault: unknown): boolean {
  if (!(fault instanceof Error) || !('code' in fault)) return true;
  return fault.code === 'ERR_JWKS_TIMEOUT' || fault.code === 'ERR_JWKS_INVALID' || fault.code === 'ERR_JOSE_GENERIC';
}
