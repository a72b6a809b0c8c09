/**
 * Cognito user pools as far as this system uses them: passwords and one-time codes, checked on the server's side.
 * docs/local-host/cognito.md says what of the real service is kept.
 */
import type { Endpoint, GateRequest, ParsedCall } from '../../ports.ts';
import { createJsonRpc, jsonAnswer } from '../json-rpc.ts';
import { adminUserCalls } from './admin-user-calls.ts';
import { type CognitoOptions, openCognitoState } from './cognito-state.ts';
import { listUsersCall } from './list-users-call.ts';
import { type PlacedUser, placeUser } from './place-user.ts';
import { signInCalls } from './sign-in-calls.ts';
import { softwareTokenCalls } from './software-token-calls.ts';
import type { KeySet } from './token-issuer.ts';

export interface CognitoEndpoint extends Endpoint {
  /** The pool's public keys; undefined when there is no such pool. */
  jwks(poolId: string): Promise<KeySet | undefined>;
  /** Makes a user who can sign in at once, for demo data. One who is there already stays as is. Answers the sub. */
  placeUser(poolId: string, user: PlacedUser): Promise<string>;
}

const target = 'AWSCognitoIdentityProviderService';
const unsigned = new Set([`${target}.AssociateSoftwareToken`, `${target}.VerifySoftwareToken`]);
const keySetPath = /^\/([A-Za-z0-9_-]+)\/\.well-known\/jwks\.json$/;

export function createCognitoEndpoint(options: CognitoOptions): CognitoEndpoint {
  const state = openCognitoState(options);
  const operations = {
    ...adminUserCalls(state),
    ...signInCalls(state),
    ...softwareTokenCalls(state),
    ...listUsersCall(state),
  };
  const rpc = createJsonRpc({ target, invalidCode: 'InvalidParameterException', operations });

  async function jwks(poolId: string): Promise<KeySet | undefined> {
    const pool = options.pools.find(({ id }) => id === poolId);
    return pool && state.tokens.keySet(pool);
  }

  async function keySetCall(poolId: string): Promise<ParsedCall> {
    const run = async () => {
      const keys = await jwks(poolId);
      if (!keys) return rpc.refuse('ResourceNotFoundException', `User pool ${poolId} does not exist.`, 404);
      return jsonAnswer(keys, 200, { 'content-type': 'application/json' });
    };
    return { operation: 'GetJwks', needs: [], run };
  }

  return {
    service: 'cognito-idp',
    refuse: rpc.refuse,
    allowsAnonymous: (request) =>
      keySetOf(request) !== undefined || unsigned.has(request.headers['x-amz-target'] ?? ''),
    async parse(request) {
      const poolId = keySetOf(request);
      return poolId === undefined ? rpc.parse(request) : keySetCall(poolId);
    },
    jwks,
    placeUser: async (poolId, user) => placeUser(state, poolId, user, await state.passwords.hash(user.password)),
  };
}

function keySetOf({ method, target: path }: Pick<GateRequest, 'method' | 'target'>): string | undefined {
  return method === 'GET' ? keySetPath.exec(path)?.[1] : undefined;
}
