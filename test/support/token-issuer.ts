/** A user pool's keys on loopback, and access tokens signed with them: right ones, and every kind of wrong one. */
import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface TokenIssuer {
  readonly endpoint: string;
  readonly pool: {
    readonly region: string;
    readonly userPoolId: string;
    readonly clientId: string;
    readonly endpoint: string;
  };
  /** How often the keys were fetched. */
  fetched(): number;
  /** Answers 500 from now on. */
  fail(): void;
  sign(
    claims: JWTPayload,
    options?: { readonly kid?: string; readonly key?: CryptoKey; readonly alg?: string },
  ): Promise<string>;
  close(): Promise<void>;
}

const region = 'ap-northeast-1';
const userPoolId = 'ap-northeast-1_Staff';
const clientId = 'console';
const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const pair = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  let count = 0;
  let fails = false;
  const server = createServer((request, response) => {
    count += 1;
    const known = request.url === `/${userPoolId}/.well-known/jwks.json`;
    response.writeHead(fails ? 500 : known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  return {
    endpoint,
    pool: { region, userPoolId, clientId, endpoint },
    fetched: () => count,
    fail: () => {
      fails = true;
    },
    sign: (claims, { kid = 'key-1', key = pair.privateKey, alg = 'RS256' } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What the pool says of somebody who signed in. Seconds since the epoch. */
export function accessClaims(sub: string, issuedAtSeconds: number): JWTPayload {
  return {
    sub,
    iss: issuer,
    client_id: clientId,
    token_use: 'access',
    iat: issuedAtSeconds,
    exp: issuedAtSeconds + 900,
    username: 'somebody',
  };
}
