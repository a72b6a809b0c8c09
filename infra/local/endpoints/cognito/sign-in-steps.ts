/** What a sign-in asks for next: a new password, a code, setting up an authenticator app, or nothing more. */
import type { UserPoolModel } from '../../model.ts';
import { notKept, ServiceError } from '../service-error.ts';
import type { Challenge, ChallengeName } from './challenge-sessions.ts';
import type { CognitoState } from './cognito-state.ts';
import { checkPolicy } from './passwords.ts';
import { notAuthorized, type PoolClient } from './token-issuer.ts';
import { checkCode } from './totp.ts';
import type { User } from './user-rows.ts';

/** One sign-in on its way: the challenge it stands at, and the session that brought it here. */
export interface Step {
  readonly pool: UserPoolModel;
  readonly client: PoolClient;
  readonly user: User;
  readonly challenge: Challenge;
  readonly session: string;
}

export type SignInAnswer = Readonly<Record<string, unknown>>;

export function signInSteps(state: CognitoState) {
  const { clock, store, users, sessions, tokens } = state;

  function challenge(pool: UserPoolModel, client: PoolClient, user: User, name: ChallengeName): SignInAnswer {
    const about = { name, poolId: pool.id, clientId: client.id, username: user.username };
    const ChallengeParameters = { USER_ID_FOR_SRP: user.username, ...challengeDetails(name, user) };
    return { ChallengeName: name, Session: sessions.open(about), ChallengeParameters };
  }

  /** Of a user whose password was right. */
  async function afterPassword(pool: UserPoolModel, client: PoolClient, user: User): Promise<SignInAnswer> {
    if (!user.enabled) throw notAuthorized('User is disabled.');
    if (user.status === 'RESET_REQUIRED')
      throw new ServiceError('PasswordResetRequiredException', 'Password reset required for the user');
    if (user.status === 'FORCE_CHANGE_PASSWORD') {
      if (clock.now() >= (user.temporaryUntil ?? 0))
        throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
      return challenge(pool, client, user, 'NEW_PASSWORD_REQUIRED');
    }
    return secondFactor(pool, client, user);
  }

  async function secondFactor(pool: UserPoolModel, client: PoolClient, user: User): Promise<SignInAnswer> {
    if (pool.mfa === 'ON' && user.totpSecret === undefined) return challenge(pool, client, user, 'MFA_SETUP');
    if (pool.mfa === 'ON' || (pool.mfa === 'OPTIONAL' && user.mfaEnabled))
      return challenge(pool, client, user, 'SOFTWARE_TOKEN_MFA');
    return finished(pool, client, user);
  }

  async function finished(pool: UserPoolModel, client: PoolClient, user: User): Promise<SignInAnswer> {
    return { ChallengeParameters: {}, AuthenticationResult: await tokens.signedIn(pool, client, user) };
  }

  async function newPassword(step: Step, responses: Readonly<Record<string, string>>): Promise<SignInAnswer> {
    const extra = Object.keys(responses).find((name) => name !== 'USERNAME' && name !== 'NEW_PASSWORD');
    if (extra !== undefined) throw notKept(`the challenge response ${extra}`);
    const chosen = responses['NEW_PASSWORD'];
    if (chosen === undefined) throw missing('NEW_PASSWORD');
    checkPolicy(step.pool, chosen);
    const password = await state.passwords.hash(chosen);
    const user = store.transaction(() => {
      sessions.use(step.session);
      const changed = { password, status: 'CONFIRMED' as const, modifiedAt: clock.now() };
      return users.change(step.pool, step.user.username, changed);
    });
    return secondFactor(step.pool, step.client, user);
  }

  async function softwareToken(step: Step, responses: Readonly<Record<string, string>>): Promise<SignInAnswer> {
    const code = responses['SOFTWARE_TOKEN_MFA_CODE'];
    if (code === undefined) throw missing('SOFTWARE_TOKEN_MFA_CODE');
    const { totpSecret, totpStep } = step.user;
    if (totpSecret === undefined)
      throw new ServiceError('SoftwareTokenMFANotFoundException', 'Software token MFA is not set up');
    const checked = checkCode(totpSecret, code, clock.now(), totpStep);
    if (checked.kind === 'used')
      throw new ServiceError('ExpiredCodeException', 'Your software token has already been used once.');
    if (checked.kind !== 'right') {
      sessions.wrongCode(step.session);
      throw new ServiceError('CodeMismatchException', 'Invalid code received for user');
    }
    const user = store.transaction(() => {
      sessions.use(step.session);
      return users.change(step.pool, step.user.username, { totpStep: checked.step });
    });
    return finished(step.pool, step.client, user);
  }

  async function mfaSetup(step: Step): Promise<SignInAnswer> {
    if (!step.challenge.verified)
      throw new ServiceError('SoftwareTokenMFANotFoundException', 'Software token MFA is not set up');
    store.transaction(() => sessions.use(step.session));
    return finished(step.pool, step.client, step.user);
  }

  return {
    afterPassword,
    respond: { NEW_PASSWORD_REQUIRED: newPassword, SOFTWARE_TOKEN_MFA: softwareToken, MFA_SETUP: mfaSetup },
  };
}

function challengeDetails(name: ChallengeName, user: User): Readonly<Record<string, string>> {
  switch (name) {
    case 'NEW_PASSWORD_REQUIRED': {
      const attributes = Object.fromEntries(user.attributes.map(({ Name, Value }) => [Name, Value]));
      return { requiredAttributes: '[]', userAttributes: JSON.stringify(attributes) };
    }
    case 'MFA_SETUP':
      return { MFAS_CAN_SETUP: JSON.stringify(['SOFTWARE_TOKEN_MFA']) };
    case 'SOFTWARE_TOKEN_MFA':
      return {};
  }
}

function missing(name: string): ServiceError {
  return new ServiceError('InvalidParameterException', `Missing required parameter ${name}`);
}
