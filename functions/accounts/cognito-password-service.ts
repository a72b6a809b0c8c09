/**
 * The user pool behind our `PasswordService`. It knows the password and the second factor and nothing else of a
 * person; the challenge session stays on the server.
 */
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandOutput,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import type { PasswordOutcome, PasswordService } from '../../shared/accounts/sign-in-ports.ts';
import { AccountId } from '../../shared/kernel/ids.ts';
import { initialPassword } from '../platform/secrets/secrets.ts';

export interface UserPoolNames {
  readonly userPoolId: string;
  readonly clientId: string;
}

type Answer = Pick<AdminInitiateAuthCommandOutput, 'AuthenticationResult' | 'ChallengeName' | 'Session'>;

export function createPasswordService(
  { userPoolId, clientId }: UserPoolNames,
  pool: Pick<CognitoIdentityProviderClient, 'send'> = new CognitoIdentityProviderClient({ maxAttempts: 4 }),
): PasswordService {
  const names = { UserPoolId: userPoolId, ClientId: clientId };
  const respond = (
    email: string,
    challenge: 'SOFTWARE_TOKEN_MFA' | 'NEW_PASSWORD_REQUIRED',
    session: string,
    answer: Record<string, string>,
  ) =>
    outcomeOf(
      () =>
        pool.send(
          new AdminRespondToAuthChallengeCommand({
            ...names,
            ChallengeName: challenge,
            Session: session,
            ChallengeResponses: { USERNAME: email, ...answer },
          }),
        ),
      challenge === 'SOFTWARE_TOKEN_MFA',
    );
  return {
    check: (email, password) =>
      outcomeOf(
        () =>
          pool.send(
            new AdminInitiateAuthCommand({
              ...names,
              AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
              AuthParameters: { USERNAME: email, PASSWORD: password },
            }),
          ),
        false,
      ),
    answerTotp: (email, session, code) =>
      respond(email, 'SOFTWARE_TOKEN_MFA', session, { SOFTWARE_TOKEN_MFA_CODE: code }),
    setNewPassword: (email, session, password) =>
      respond(email, 'NEW_PASSWORD_REQUIRED', session, { NEW_PASSWORD: password }),
    async newTotpSecret(accessToken) {
      const { SecretCode } = await pool.send(new AssociateSoftwareTokenCommand({ AccessToken: accessToken }));
      if (SecretCode === undefined) throw new Error('the user pool gave no TOTP secret');
      return SecretCode;
    },
    confirmTotp: (email, accessToken, code) => confirmTotp(pool, { userPoolId, email, accessToken, code }),
    register: (email) => register(pool, userPoolId, email),
    async setInitialPassword(email, password) {
      const user = { UserPoolId: userPoolId, Username: email };
      await pool.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: false }));
    },
    async disable(email) {
      await pool.send(new AdminDisableUserCommand({ UserPoolId: userPoolId, Username: email }));
    },
    async enable(email) {
      await pool.send(new AdminEnableUserCommand({ UserPoolId: userPoolId, Username: email }));
    },
  };
}

/** What the pool refuses becomes an outcome; what it cannot do just now stays a fault. */
async function outcomeOf(send: () => Promise<Answer>, withTotp: boolean): Promise<PasswordOutcome> {
  try {
    return read(await send(), withTotp);
  } catch (fault) {
    const refused = fault instanceof Error ? refusedAs.get(fault.name) : undefined;
    if (refused === undefined) throw fault;
    // A challenge session that ran out is refused with the same name as a wrong password.
    const isOver = fault instanceof Error && fault.message.includes('session');
    return { kind: isOver ? 'took-too-long' : refused };
  }
}

const refusedAs: ReadonlyMap<string, 'wrong' | 'too-weak' | 'took-too-long'> = new Map([
  ['NotAuthorizedException', 'wrong'],
  ['UserNotFoundException', 'wrong'],
  ['PasswordResetRequiredException', 'wrong'],
  ['CodeMismatchException', 'wrong'],
  ['InvalidParameterException', 'wrong'],
  ['EnableSoftwareTokenMFAException', 'wrong'],
  ['InvalidPasswordException', 'too-weak'],
  ['ExpiredCodeException', 'took-too-long'],
]);

function read({ AuthenticationResult, ChallengeName, Session }: Answer, withTotp: boolean): PasswordOutcome {
  const token = AuthenticationResult?.AccessToken;
  if (token !== undefined) {
    const accountId = AccountId.parse(decodeJwt(token).sub);
    return {
      kind: 'passed',
      accountId,
      accessToken: token,
      expiresInSeconds: AuthenticationResult?.ExpiresIn ?? 0,
      withTotp,
    };
  }
  if (Session === undefined) throw new Error('the user pool answered neither a token nor a challenge');
  if (ChallengeName === 'SOFTWARE_TOKEN_MFA') return { kind: 'totp-needed', continuation: Session };
  if (ChallengeName === 'NEW_PASSWORD_REQUIRED') return { kind: 'new-password-needed', continuation: Session };
  throw new Error(`the user pool asks for ${ChallengeName}, which this system does not use`);
}

async function confirmTotp(
  pool: Pick<CognitoIdentityProviderClient, 'send'>,
  { userPoolId, email, accessToken, code }: { userPoolId: string; email: string; accessToken: string; code: string },
): Promise<boolean> {
  try {
    const { Status } = await pool.send(new VerifySoftwareTokenCommand({ AccessToken: accessToken, UserCode: code }));
    if (Status !== 'SUCCESS') return false;
  } catch (fault) {
    if (fault instanceof Error && refusedAs.has(fault.name)) return false;
    throw fault;
  }
  await pool.send(
    new AdminSetUserMFAPreferenceCommand({
      UserPoolId: userPoolId,
      Username: email,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }),
  );
  return true;
}

/** The user may exist already where an earlier try broke off before our own row was written; its id is kept then. */
async function register(
  pool: Pick<CognitoIdentityProviderClient, 'send'>,
  userPoolId: string,
  email: string,
): Promise<AccountId> {
  const user = { UserPoolId: userPoolId, Username: email };
  try {
    const created = await pool.send(
      new AdminCreateUserCommand({
        ...user,
        TemporaryPassword: initialPassword(),
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    return subOf(created.User?.Attributes);
  } catch (fault) {
    if (!(fault instanceof Error) || fault.name !== 'UsernameExistsException') throw fault;
    return subOf((await pool.send(new AdminGetUserCommand(user))).UserAttributes);
  }
}

function subOf(
  attributes: readonly { readonly Name?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): AccountId {
  return AccountId.parse(attributes?.find(({ Name }) => Name === 'sub')?.Value);
}
