import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTotpSecret } from '../../../../../infra/local/endpoints/cognito/totp.ts';
import { type CognitoHost, permanent, pools, startCognitoHost, temporary } from './cognito-host.ts';

let host: CognitoHost;
beforeEach(async () => {
  host = await startCognitoHost();
});
afterEach(() => host.stop());

const wrong = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const minuteMs = 60_000;

describe('the first sign-in', () => {
  test('with the temporary password leads to the choice of a new one, and then in', async () => {
    await host.create('hanako');
    const first = await host.signIn('hanako', temporary);
    expect(first).toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: { USER_ID_FOR_SRP: 'hanako', requiredAttributes: '[]' },
    });
    expect(first.AuthenticationResult).toBeUndefined();
    const answers = { USERNAME: 'hanako', NEW_PASSWORD: permanent };
    const second = await host.respond('NEW_PASSWORD_REQUIRED', first.Session, answers);
    expect(second.AuthenticationResult?.TokenType).toBe('Bearer');
    await expect(host.signIn('hanako', temporary)).rejects.toMatchObject(wrong);
    expect((await host.signIn('hanako', permanent)).AuthenticationResult).toBeDefined();
  });

  test('refuses a new password that does not fit, and lets try again in the same session', async () => {
    await host.create('hanako');
    const { Session } = await host.signIn('hanako', temporary);
    const choose = (NEW_PASSWORD: string) =>
      host.respond('NEW_PASSWORD_REQUIRED', Session, { USERNAME: 'hanako', NEW_PASSWORD });
    await expect(choose('weak')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    expect((await choose(permanent)).AuthenticationResult).toBeDefined();
  });

  test('is refused once the temporary password is too old', async () => {
    await host.create('hanako');
    host.pass(7 * 24 * 60 * minuteMs - 1);
    expect((await host.signIn('hanako', temporary)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    host.pass(1);
    await expect(host.signIn('hanako', temporary)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: expect.stringContaining('expired'),
    });
  });
});

describe('a session', () => {
  const answers = { USERNAME: 'hanako', NEW_PASSWORD: permanent };
  let Session: string | undefined;
  beforeEach(async () => {
    await host.create('hanako');
    Session = (await host.signIn('hanako', temporary)).Session;
  });
  const refused = { name: 'NotAuthorizedException', message: expect.stringContaining('Invalid session') };

  test('lives three minutes', async () => {
    host.pass(3 * minuteMs);
    await expect(host.respond('NEW_PASSWORD_REQUIRED', Session, answers)).rejects.toMatchObject(refused);
  });

  test('is used once, also by two at the same time', async () => {
    const both = await Promise.allSettled([
      host.respond('NEW_PASSWORD_REQUIRED', Session, answers),
      host.respond('NEW_PASSWORD_REQUIRED', Session, answers),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(host.respond('NEW_PASSWORD_REQUIRED', Session, answers)).rejects.toMatchObject(refused);
  });

  test('is of one user, one challenge and one pool, and cannot be made up', async () => {
    await host.create('taro');
    const respond = host.respond;
    const others = [
      respond('NEW_PASSWORD_REQUIRED', Session, { ...answers, USERNAME: 'taro' }),
      respond('NEW_PASSWORD_REQUIRED', Session, { ...answers, USERNAME: 'nobody' }),
      respond('MFA_SETUP', Session, { USERNAME: 'hanako' }),
      respond('NEW_PASSWORD_REQUIRED', Session, answers, pools.plain),
      respond('NEW_PASSWORD_REQUIRED', 'x'.repeat(64), answers),
    ];
    for (const other of await Promise.allSettled(others))
      expect(other).toMatchObject({ status: 'rejected', reason: refused });
  });
});

describe('guessing', () => {
  test('answers the same for a wrong password and for a user who does not exist', async () => {
    await host.confirmed('hanako');
    await expect(host.signIn('hanako', 'Wrong-Password-1')).rejects.toMatchObject(wrong);
    await expect(host.signIn('nobody', 'Wrong-Password-1')).rejects.toMatchObject(wrong);
  });

  test.each(['hanako', 'nobody'])(
    'of %s is braked from the fifth failure on, for twice as long each time',
    async (name) => {
      await host.confirmed('hanako');
      const braked = { name: 'NotAuthorizedException', message: 'Password attempts exceeded' };
      for (let n = 0; n < 5; n += 1) await expect(host.signIn(name, 'Wrong-Password-1')).rejects.toMatchObject(wrong);
      await expect(host.signIn(name, permanent)).rejects.toMatchObject(braked);
      host.pass(1_000);
      await expect(host.signIn(name, 'Wrong-Password-1')).rejects.toMatchObject(wrong);
      host.pass(1_999);
      await expect(host.signIn(name, permanent)).rejects.toMatchObject(braked);
      host.pass(1);
      await expect(host.signIn(name, 'Wrong-Password-1')).rejects.toMatchObject(wrong);
      host.pass(15 * minuteMs + 1);
      for (let n = 0; n < 5; n += 1) await expect(host.signIn(name, 'Wrong-Password-1')).rejects.toMatchObject(wrong);
    },
  );

  test('starts from nothing after a right password', async () => {
    await host.confirmed('hanako');
    for (let n = 0; n < 4; n += 1) await expect(host.signIn('hanako', 'x')).rejects.toMatchObject(wrong);
    await host.signIn('hanako', permanent);
    for (let n = 0; n < 4; n += 1) await expect(host.signIn('hanako', 'x')).rejects.toMatchObject(wrong);
    expect((await host.signIn('hanako', permanent)).AuthenticationResult).toBeDefined();
  });
});

describe('an authenticator app', () => {
  test('is set up within the first sign-in where the pool demands one, and asked for from then on', async () => {
    const { strict } = pools;
    await host.confirmed('hanako', strict);
    const first = await host.signIn('hanako', permanent, strict);
    expect(first).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
    });
    const early = host.respond('MFA_SETUP', first.Session, { USERNAME: 'hanako' }, strict);
    await expect(early).rejects.toMatchObject({ name: 'SoftwareTokenMFANotFoundException' });
    const { SecretCode = '', Session } = await host.client.send(
      new AssociateSoftwareTokenCommand({ Session: first.Session }),
    );
    expect(SecretCode).toMatch(/^[A-Z2-7]{52}$/);
    const mistyped = new VerifySoftwareTokenCommand({ Session, UserCode: host.code(SecretCode, 5) });
    await expect(host.client.send(mistyped)).rejects.toMatchObject({ name: 'EnableSoftwareTokenMFAException' });
    const verified = await host.client.send(
      new VerifySoftwareTokenCommand({ Session, UserCode: host.code(SecretCode), FriendlyDeviceName: '電話' }),
    );
    expect(verified.Status).toBe('SUCCESS');
    const done = await host.respond('MFA_SETUP', verified.Session, { USERNAME: 'hanako' }, strict);
    expect(done.AuthenticationResult).toBeDefined();

    host.pass(30_000);
    const next = await host.signIn('hanako', permanent, strict);
    expect(next.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    const answers = { USERNAME: 'hanako', SOFTWARE_TOKEN_MFA_CODE: host.code(SecretCode) };
    const second = await host.respond('SOFTWARE_TOKEN_MFA', next.Session, answers, strict);
    expect(second.AuthenticationResult).toBeDefined();
    const user = await host.client.send(new AdminGetUserCommand({ UserPoolId: strict.id, Username: 'hanako' }));
    expect(user).toMatchObject({
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  describe('where the pool leaves it open', () => {
    const UserPoolId = pools.staff.id;
    const prefer = (Enabled: boolean) =>
      host.client.send(
        new AdminSetUserMFAPreferenceCommand({
          UserPoolId,
          Username: 'hanako',
          SoftwareTokenMfaSettings: { Enabled, PreferredMfa: Enabled },
        }),
      );
    let secret: string;
    beforeEach(async () => {
      await host.confirmed('hanako');
      const { AuthenticationResult } = await host.signIn('hanako', permanent);
      await expect(prefer(true)).rejects.toMatchObject({ name: 'InvalidParameterException' });
      secret = await host.withApp(AuthenticationResult?.AccessToken);
      host.pass(30_000);
    });
    const answer = (Session: string | undefined, code: string) =>
      host.respond('SOFTWARE_TOKEN_MFA', Session, { USERNAME: 'hanako', SOFTWARE_TOKEN_MFA_CODE: code });

    test('is asked for once the preference says so, and no longer when it is taken back', async () => {
      expect((await host.signIn('hanako', permanent)).AuthenticationResult).toBeDefined();
      await prefer(true);
      expect((await host.signIn('hanako', permanent)).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
      await prefer(false);
      expect((await host.signIn('hanako', permanent)).AuthenticationResult).toBeDefined();
    });

    test('has its code taken once, also in another sign-in', async () => {
      await prefer(true);
      const first = await host.signIn('hanako', permanent);
      const second = await host.signIn('hanako', permanent);
      const code = host.code(secret);
      expect((await answer(first.Session, code)).AuthenticationResult).toBeDefined();
      await expect(answer(second.Session, code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
      host.pass(30_000);
      expect((await answer(second.Session, host.code(secret))).AuthenticationResult).toBeDefined();
    });

    test('may be mistyped, but five wrong codes end the session', async () => {
      await prefer(true);
      const { Session } = await host.signIn('hanako', permanent);
      for (let n = 0; n < 5; n += 1)
        await expect(answer(Session, host.code(secret, 10))).rejects.toMatchObject({ name: 'CodeMismatchException' });
      await expect(answer(Session, host.code(secret))).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    });
  });
});

test('a client signs in only by the flows it allows, and an unknown client not at all', async () => {
  await host.confirmed('hanako');
  const AuthParameters = { USERNAME: 'hanako', PASSWORD: permanent };
  const by = (ClientId: string, more: Record<string, string> = {}) =>
    host.client.send(
      new AdminInitiateAuthCommand({
        UserPoolId: pools.staff.id,
        ClientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { ...AuthParameters, ...more },
      }),
    );
  await expect(by(`${pools.staff.id}-other`)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(by('none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const secret = by(`${pools.staff.id}-server`, { SECRET_HASH: 'x' });
  await expect(secret).rejects.toMatchObject({ name: 'NotAuthorizedException' });
});

test('a placed user signs in at once, with a code where one was given, and is placed once', async () => {
  const totpSecret = newTotpSecret();
  const placed = { name: 'auditor', email: 'auditor@mikata.example', password: permanent, totpSecret, sub: 'sub-1' };
  expect(await host.endpoint.placeUser(pools.staff.id, placed)).toBe('sub-1');
  expect(await host.endpoint.placeUser(pools.staff.id, { ...placed, password: 'other', sub: 'sub-2' })).toBe('sub-1');
  const { Session } = await host.signIn('auditor', permanent);
  const answers = { USERNAME: 'auditor', SOFTWARE_TOKEN_MFA_CODE: host.code(totpSecret) };
  const { AuthenticationResult } = await host.respond('SOFTWARE_TOKEN_MFA', Session, answers);
  expect(decodeJwt(AuthenticationResult?.AccessToken ?? '').sub).toBe('sub-1');
});

test('a restart on the same folder keeps users, passwords, apps, sessions, refresh tokens, failures and keys', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mikata-cognito-'));
  const file = join(folder, 'state.db');
  const before = await startCognitoHost(file);
  await before.confirmed('hanako');
  const { AuthenticationResult: tokens } = await before.signIn('hanako', permanent);
  await before.create('taro');
  const { Session } = await before.signIn('taro', temporary);
  for (let n = 0; n < 5; n += 1) await expect(before.signIn('jiro', 'x')).rejects.toMatchObject(wrong);
  const keys = await before.endpoint.jwks(pools.staff.id);
  await before.stop();

  const after = await startCognitoHost(file);
  expect(await after.endpoint.jwks(pools.staff.id)).toEqual(keys);
  await expect(after.signIn('jiro', 'x')).rejects.toMatchObject({ message: 'Password attempts exceeded' });
  expect((await after.refresh(tokens?.RefreshToken ?? '')).AuthenticationResult).toBeDefined();
  expect(await after.withApp(tokens?.AccessToken)).toMatch(/^[A-Z2-7]{52}$/);
  const answers = { USERNAME: 'taro', NEW_PASSWORD: permanent };
  expect((await after.respond('NEW_PASSWORD_REQUIRED', Session, answers)).AuthenticationResult).toBeDefined();
  expect((await after.signIn('hanako', permanent)).AuthenticationResult).toBeDefined();
  await after.stop();
  rmSync(folder, { recursive: true });
});
