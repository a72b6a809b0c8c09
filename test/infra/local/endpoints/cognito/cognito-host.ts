/** The Cognito stand-in over a store, and the real SDK client in front of it, with the steps that tests repeat. */
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  type ChallengeNameType,
  CognitoIdentityProviderClient,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createCognitoEndpoint } from '../../../../../infra/local/endpoints/cognito/cognito-endpoint.ts';
import { fromBase32, stepAt, totpCode } from '../../../../../infra/local/endpoints/cognito/totp.ts';
import type { UserPoolModel } from '../../../../../infra/local/model.ts';
import { openStore } from '../../../../../infra/local/store.ts';
import { serveEndpoint } from '../../../../support/endpoint-server.ts';
import { fixedClock } from '../../../../support/fakes/fixed-clock.ts';

const pool = (id: string, more: Partial<UserPoolModel> = {}): UserPoolModel => ({
  id,
  arn: `arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/${id}`,
  clients: [
    {
      id: `${id}-server`,
      flows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      accessTokenMinutes: 15,
    },
    { id: `${id}-other`, flows: ['ALLOW_USER_SRP_AUTH'], accessTokenMinutes: 15 },
  ],
  minimumPasswordLength: 12,
  temporaryPasswordDays: 7,
  mfa: 'OPTIONAL',
  ...more,
});

export const pools = {
  staff: pool('ap-northeast-1_Staff'),
  strict: pool('ap-northeast-1_Strict', { mfa: 'ON' }),
  plain: pool('ap-northeast-1_Plain', { mfa: 'OFF', passwordRequires: ['lowercase'] }),
  byEmail: pool('ap-northeast-1_ByEmail', { mfa: 'OFF', usernameAttributes: ['email'] }),
} as const;

export const temporary = 'Temporary-Pass-1';
export const permanent = 'Chosen-Password-2';

export type CognitoHost = Awaited<ReturnType<typeof startCognitoHost>>;

export async function startCognitoHost(file = ':memory:') {
  const store = openStore(file);
  const clock = fixedClock('2026-06-01T00:00:00Z');
  const options = { pools: Object.values(pools), region: 'ap-northeast-1', store, clock, passwordCost: 1_024 };
  const endpoint = createCognitoEndpoint(options);
  const server = await serveEndpoint(endpoint);
  const client = new CognitoIdentityProviderClient({
    endpoint: server.url,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const signIn = (Username: string, Password: string, of: UserPoolModel = pools.staff) =>
    client.send(
      new AdminInitiateAuthCommand({
        UserPoolId: of.id,
        ClientId: `${of.id}-server`,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: Username, PASSWORD: Password },
      }),
    );
  const refresh = (token: string, of: UserPoolModel = pools.staff) =>
    client.send(
      new AdminInitiateAuthCommand({
        UserPoolId: of.id,
        ClientId: `${of.id}-server`,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: token },
      }),
    );
  const respond = (
    ChallengeName: ChallengeNameType,
    Session: string | undefined,
    ChallengeResponses: Record<string, string>,
    of: UserPoolModel = pools.staff,
  ) =>
    client.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId: of.id,
        ClientId: `${of.id}-server`,
        ChallengeName,
        Session,
        ChallengeResponses,
      }),
    );
  const code = (secret: string, steps = 0) => totpCode(fromBase32(secret), stepAt(clock.now()) + steps);
  const create = (Username: string, of: UserPoolModel = pools.staff) =>
    client.send(
      new AdminCreateUserCommand({
        UserPoolId: of.id,
        Username,
        UserAttributes: [
          { Name: 'email', Value: `${Username}@mikata.example` },
          { Name: 'email_verified', Value: 'true' },
        ],
        TemporaryPassword: temporary,
        MessageAction: 'SUPPRESS',
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    );
  return {
    client,
    clock,
    endpoint,
    server,
    signIn,
    refresh,
    respond,
    code,
    create,
    /** A user with a password of their own. */
    async confirmed(Username: string, of: UserPoolModel = pools.staff) {
      await create(Username, of);
      const input = { UserPoolId: of.id, Username, Password: permanent, Permanent: true };
      await client.send(new AdminSetUserPasswordCommand(input));
    },
    /** Sets up an authenticator app with an access token; answers its secret. */
    async withApp(AccessToken: string | undefined) {
      const { SecretCode = '' } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
      await client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: code(SecretCode) }));
      return SecretCode;
    },
    pass: (ms: number) => clock.moveTo(clock.now() + ms),
    async stop() {
      client.destroy();
      await server.close();
      store.close();
    },
  };
}
