/** AdminInitiateAuth and AdminRespondToAuthChallenge: the server-side sign-in. */
import * as z from 'zod';
import type { UserPoolModel } from '../../model.ts';
import { jsonOperation } from '../json-rpc.ts';
import { ServiceError } from '../service-error.ts';
import { ChallengeName } from './challenge-sessions.ts';
import type { CognitoState } from './cognito-state.ts';
import { type SignInAnswer, signInSteps } from './sign-in-steps.ts';
import { notAuthorized, type PoolClient } from './token-issuer.ts';
import { sameName, type User } from './user-rows.ts';

/** Passed on to triggers and threat protection, which the stand-in does not have. */
const ignored = {
  ClientMetadata: z.unknown().optional(),
  ContextData: z.unknown().optional(),
  AnalyticsMetadata: z.unknown().optional(),
};

const AdminInitiateAuth = z.strictObject({
  UserPoolId: z.string(),
  ClientId: z.string(),
  AuthFlow: z.enum(['ADMIN_USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN']),
  AuthParameters: z.strictObject({
    USERNAME: z.string().optional(),
    PASSWORD: z.string().optional(),
    REFRESH_TOKEN: z.string().optional(),
    SECRET_HASH: z.string().optional(),
  }),
  ...ignored,
});

const AdminRespondToAuthChallenge = z.strictObject({
  UserPoolId: z.string(),
  ClientId: z.string(),
  ChallengeName,
  Session: z.string().min(20),
  ChallengeResponses: z.record(z.string(), z.string()),
  ...ignored,
});

export function signInCalls(state: CognitoState) {
  const { pools, users, attempts, sessions, tokens } = state;
  const steps = signInSteps(state);

  async function byPassword(pool: UserPoolModel, client: PoolClient, name: string, password: string) {
    attempts.check(pool.id, name);
    const right = await state.passwords.matches(password, users.find(pool, name)?.password);
    // Read again: the user may have changed while the hash was computed.
    const user: User | undefined = users.find(pool, name);
    if (!right || !user) {
      attempts.failed(pool.id, name);
      throw notAuthorized('Incorrect username or password.');
    }
    attempts.succeeded(pool.id, name);
    return steps.afterPassword(pool, client, user);
  }

  async function byRefreshToken(pool: UserPoolModel, client: PoolClient, token: string): Promise<SignInAnswer> {
    const { sub, origin } = tokens.readRefresh(pool, client, token);
    const user = users.find(pool, sub);
    if (!user) throw notAuthorized('Invalid Refresh Token');
    if (!user.enabled) throw notAuthorized('User is disabled.');
    return { ChallengeParameters: {}, AuthenticationResult: await tokens.refreshed(pool, client, user, origin) };
  }

  return {
    AdminInitiateAuth: jsonOperation(AdminInitiateAuth, {
      needs: pools.needs('AdminInitiateAuth'),
      async run(input) {
        const pool = pools.find(input.UserPoolId);
        const client = pools.client(pool, input.ClientId);
        const { USERNAME, PASSWORD, REFRESH_TOKEN, SECRET_HASH } = input.AuthParameters;
        const isRefresh = input.AuthFlow !== 'ADMIN_USER_PASSWORD_AUTH';
        mustAllow(client, isRefresh ? 'ALLOW_REFRESH_TOKEN_AUTH' : 'ALLOW_ADMIN_USER_PASSWORD_AUTH');
        if (SECRET_HASH !== undefined)
          throw notAuthorized(`Client ${client.id} is configured without secret but secret was received`);
        if (isRefresh) return byRefreshToken(pool, client, required('REFRESH_TOKEN', REFRESH_TOKEN));
        return byPassword(pool, client, required('USERNAME', USERNAME), required('PASSWORD', PASSWORD));
      },
    }),

    AdminRespondToAuthChallenge: jsonOperation(AdminRespondToAuthChallenge, {
      needs: pools.needs('AdminRespondToAuthChallenge'),
      async run(input) {
        const pool = pools.find(input.UserPoolId);
        const client = pools.client(pool, input.ClientId);
        const name = required('USERNAME', input.ChallengeResponses['USERNAME']);
        const challenge = sessions.read(input.Session);
        const user = users.find(pool, name);
        const isOfThis =
          challenge.name === input.ChallengeName &&
          challenge.poolId === pool.id &&
          challenge.clientId === client.id &&
          sameName(challenge.username) === sameName(user?.username ?? '');
        if (!user || !isOfThis) throw notAuthorized('Invalid session for the user.');
        if (!user.enabled) throw notAuthorized('User is disabled.');
        const step = { pool, client, user, challenge, session: input.Session };
        return steps.respond[input.ChallengeName](step, input.ChallengeResponses);
      },
    }),
  };
}

/** `ADMIN_NO_SRP_AUTH` is the old name of the password flow. */
function mustAllow(client: PoolClient, flow: string): void {
  const isOldName = flow === 'ALLOW_ADMIN_USER_PASSWORD_AUTH' && client.flows.includes('ADMIN_NO_SRP_AUTH');
  if (!isOldName && !client.flows.includes(flow))
    throw new ServiceError('InvalidParameterException', 'Auth flow not enabled for this client');
}

function required(name: string, value: string | undefined): string {
  if (!value) throw new ServiceError('InvalidParameterException', `Missing required parameter ${name}`);
  return value;
}
