/**
 * Setting up an authenticator app: within a sign-in (by session) or afterwards (by access token). These two calls
 * are unsigned in the real service as well: what they carry is the permission.
 */
import * as z from 'zod';
import type { UserPoolModel } from '../../model.ts';
import { jsonOperation } from '../json-rpc.ts';
import { ServiceError } from '../service-error.ts';
import type { Challenge } from './challenge-sessions.ts';
import type { CognitoState } from './cognito-state.ts';
import { notAuthorized } from './token-issuer.ts';
import { checkCode, newTotpSecret } from './totp.ts';
import type { User } from './user-rows.ts';

const AssociateSoftwareToken = z.strictObject({ AccessToken: z.string().optional(), Session: z.string().optional() });
const VerifySoftwareToken = AssociateSoftwareToken.extend({
  UserCode: z.string().regex(/^[0-9]+$/),
  FriendlyDeviceName: z.string().max(131_072).optional(),
});
const Preference = z.strictObject({ Enabled: z.boolean().default(false), PreferredMfa: z.boolean().default(false) });
const AdminSetUserMFAPreference = z.strictObject({
  UserPoolId: z.string(),
  Username: z.string(),
  SoftwareTokenMfaSettings: Preference.optional(),
});

interface Bearer {
  readonly pool: UserPoolModel;
  readonly user: User;
  /** Undefined where an access token was brought. */
  readonly inSession: { readonly session: string; readonly challenge: Challenge } | undefined;
}

export function softwareTokenCalls(state: CognitoState) {
  const { clock, store, pools, users, sessions, tokens } = state;

  async function bearer(input: z.output<typeof AssociateSoftwareToken>): Promise<Bearer> {
    if (input.Session !== undefined) return bySession(input.Session);
    if (input.AccessToken !== undefined) return byAccessToken(input.AccessToken);
    throw new ServiceError('InvalidParameterException', 'Either an access token or a session is required');
  }

  function bySession(session: string): Bearer {
    const challenge = sessions.read(session);
    if (challenge.name !== 'MFA_SETUP') throw notAuthorized('Invalid session for the user.');
    const pool = pools.find(challenge.poolId);
    return { pool, user: enabled(users.mustFind(pool, challenge.username)), inSession: { session, challenge } };
  }

  async function byAccessToken(token: string): Promise<Bearer> {
    const pool = pools.all.find(({ id }) => issuerOf(token)?.endsWith(`/${id}`));
    if (!pool) throw notAuthorized('Invalid Access Token');
    const user = enabled(users.mustFind(pool, await tokens.readAccess(pool, token)));
    return { pool, user, inSession: undefined };
  }

  function associate({ pool, user, inSession }: Bearer) {
    const SecretCode = newTotpSecret();
    if (!inSession) {
      users.change(pool, user.username, { pendingSecret: SecretCode });
      return { SecretCode };
    }
    const Session = store.transaction(() => {
      sessions.use(inSession.session);
      return sessions.open({ ...inSession.challenge, pendingSecret: SecretCode, verified: false });
    });
    return { SecretCode, Session };
  }

  function verify({ pool, user, inSession }: Bearer, code: string) {
    const secret = inSession ? inSession.challenge.pendingSecret : user.pendingSecret;
    if (secret === undefined)
      throw new ServiceError('SoftwareTokenMFANotFoundException', 'No software token was associated');
    const checked = checkCode(secret, code, clock.now(), 0);
    if (checked.kind !== 'right') {
      if (inSession) sessions.wrongCode(inSession.session);
      throw new ServiceError('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
    }
    return store.transaction(() => {
      const { pendingSecret: _, ...rest } = user;
      const isRequired = pool.mfa === 'ON';
      users.replace(pool, {
        ...rest,
        totpSecret: secret,
        totpStep: checked.step,
        mfaEnabled: isRequired || user.mfaEnabled,
        mfaPreferred: isRequired || user.mfaPreferred,
      });
      if (!inSession) return { Status: 'SUCCESS' };
      sessions.use(inSession.session);
      return { Status: 'SUCCESS', Session: sessions.open({ ...inSession.challenge, verified: true }) };
    });
  }

  return {
    AssociateSoftwareToken: jsonOperation(AssociateSoftwareToken, {
      needs: () => [],
      run: async (input) => associate(await bearer(input)),
    }),

    VerifySoftwareToken: jsonOperation(VerifySoftwareToken, {
      needs: () => [],
      run: async (input) => verify(await bearer(input), input.UserCode),
    }),

    AdminSetUserMFAPreference: jsonOperation(AdminSetUserMFAPreference, {
      needs: pools.needs('AdminSetUserMFAPreference'),
      run({ UserPoolId, Username, SoftwareTokenMfaSettings: settings }) {
        const pool = pools.find(UserPoolId);
        if (!settings) return void users.mustFind(pool, Username);
        if (settings.PreferredMfa && !settings.Enabled)
          throw new ServiceError('InvalidParameterException', 'A preferred factor must be enabled');
        users.change(pool, Username, (user) => {
          if (settings.Enabled && user.totpSecret === undefined)
            throw new ServiceError('InvalidParameterException', 'User has not verified software token mfa');
          return { mfaEnabled: settings.Enabled, mfaPreferred: settings.PreferredMfa, modifiedAt: clock.now() };
        });
      },
    }),
  };
}

function enabled(user: User): User {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return user;
}

const Issued = z.object({ iss: z.string() });

/** Who a token says has issued it; the signature is checked afterwards, with that pool's key. */
function issuerOf(token: string): string | undefined {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    return Issued.parse(JSON.parse(payload)).iss;
  } catch {
    return undefined;
  }
}
