import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CognitoHost, permanent, pools, startCognitoHost, temporary } from './cognito-host.ts';

let host: CognitoHost;
beforeEach(async () => {
  host = await startCognitoHost();
});
afterEach(() => host.stop());

const UserPoolId = pools.staff.id;
const of = (Username: string) => ({ UserPoolId, Username });
const get = (Username: string) => host.client.send(new AdminGetUserCommand(of(Username)));

describe('a new user', () => {
  test('must change the password, and is found by name in any case and by sub', async () => {
    const { User } = await host.create('hanako');
    const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
    expect(User).toMatchObject({
      Username: 'hanako',
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      Enabled: true,
      UserCreateDate: new Date('2026-06-01T00:00:00Z'),
    });
    expect(await get('Hanako')).toMatchObject({
      Username: 'hanako',
      UserAttributes: [
        { Name: 'sub', Value: sub },
        { Name: 'email', Value: 'hanako@mikata.example' },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
    expect((await get(sub)).Username).toBe('hanako');
  });

  test('is refused under a name that is taken, with a weak password, and in a pool that is not there', async () => {
    await host.create('hanako');
    await expect(host.create('HANAKO')).rejects.toMatchObject({ name: 'UsernameExistsException' });
    const weak = { ...of('taro'), TemporaryPassword: 'short', MessageAction: 'SUPPRESS' } as const;
    await expect(host.client.send(new AdminCreateUserCommand(weak))).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    const nowhere = { ...weak, UserPoolId: 'ap-northeast-1_None' };
    await expect(host.client.send(new AdminCreateUserCommand(nowhere))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(get('taro')).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });

  test('gets no mail: without SUPPRESS the call is 501', async () => {
    const command = new AdminCreateUserCommand({ ...of('taro'), TemporaryPassword: temporary });
    await expect(host.client.send(command)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });

  test('in a pool that signs in with addresses has the sub as name, and is found and signs in by address', async () => {
    const UserPoolId = pools.byEmail.id;
    const input = { UserPoolId, Username: 'Hanako@mikata.example', MessageAction: 'SUPPRESS' } as const;
    const { User } = await host.client.send(new AdminCreateUserCommand(input));
    const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
    expect(User?.Username).toBe(sub);
    await host.client.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: sub, Password: permanent, Permanent: true }),
    );
    const answer = await host.signIn('hanako@mikata.example', permanent, pools.byEmail);
    expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
    const twice = new AdminCreateUserCommand({ ...input, Username: 'hanako@mikata.example' });
    await expect(host.client.send(twice)).rejects.toMatchObject({ name: 'UsernameExistsException' });
    const noAddress = new AdminCreateUserCommand({ ...input, Username: 'hanako' });
    await expect(host.client.send(noAddress)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

test('a removed user is gone, with every way in', async () => {
  await host.confirmed('hanako');
  const { AuthenticationResult } = await host.signIn('hanako', permanent);
  await host.client.send(new AdminDeleteUserCommand(of('hanako')));
  await expect(get('hanako')).rejects.toMatchObject({ name: 'UserNotFoundException' });
  await expect(host.signIn('hanako', permanent)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  await expect(host.refresh(AuthenticationResult?.RefreshToken ?? '')).rejects.toMatchObject({
    name: 'NotAuthorizedException',
  });
});

test('a disabled user cannot sign in, refresh or set up an app; an enabled one can again', async () => {
  await host.confirmed('hanako');
  const { AuthenticationResult: tokens } = await host.signIn('hanako', permanent);
  await host.client.send(new AdminDisableUserCommand(of('hanako')));
  expect((await get('hanako')).Enabled).toBe(false);
  const refused = { name: 'NotAuthorizedException' };
  await expect(host.signIn('hanako', permanent)).rejects.toMatchObject({ ...refused, message: 'User is disabled.' });
  await expect(host.refresh(tokens?.RefreshToken ?? '')).rejects.toMatchObject(refused);
  await expect(host.withApp(tokens?.AccessToken)).rejects.toMatchObject(refused);
  await host.client.send(new AdminEnableUserCommand(of('hanako')));
  expect((await host.signIn('hanako', permanent)).AuthenticationResult).toBeDefined();
  await expect(host.refresh(tokens?.RefreshToken ?? '')).rejects.toMatchObject(refused);
});

describe('a password', () => {
  test('set by an administrator for good lets in at once, set for a time must be changed', async () => {
    await host.confirmed('hanako');
    expect((await host.signIn('hanako', permanent)).ChallengeName).toBeUndefined();
    await host.client.send(new AdminSetUserPasswordCommand({ ...of('hanako'), Password: temporary }));
    expect((await host.signIn('hanako', temporary)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    await expect(host.signIn('hanako', permanent)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('that is reset lets nobody in until a new one is set', async () => {
    await host.confirmed('hanako');
    await host.client.send(new AdminResetUserPasswordCommand(of('hanako')));
    expect((await get('hanako')).UserStatus).toBe('RESET_REQUIRED');
    await expect(host.signIn('hanako', permanent)).rejects.toMatchObject({ name: 'PasswordResetRequiredException' });
    await expect(host.signIn('hanako', 'Wrong-Password-1')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const again = host.client.send(new AdminResetUserPasswordCommand(of('hanako')));
    await expect(again).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const set = { ...of('hanako'), Password: `${permanent}x`, Permanent: true };
    await host.client.send(new AdminSetUserPasswordCommand(set));
    expect((await host.signIn('hanako', `${permanent}x`)).AuthenticationResult).toBeDefined();
  });
});

describe('the list of users', () => {
  beforeEach(async () => {
    for (const name of ['c', 'a', 'b']) await host.create(name);
  });
  const list = async (input: { Filter?: string; Limit?: number; PaginationToken?: string | undefined }) => {
    const { Users = [], PaginationToken } = await host.client.send(new ListUsersCommand({ UserPoolId, ...input }));
    return { names: Users.map(({ Username }) => Username), PaginationToken };
  };

  test('finds by address, exactly or from its beginning, in any case', async () => {
    expect((await list({ Filter: 'email = "B@mikata.example"' })).names).toEqual(['b']);
    expect((await list({ Filter: 'email ^= "a"' })).names).toEqual(['a']);
    expect((await list({ Filter: 'email = "b"' })).names).toEqual([]);
    expect((await list({ Filter: 'cognito:user_status = "FORCE_CHANGE_PASSWORD"' })).names).toEqual(['a', 'b', 'c']);
  });

  test('comes in pages', async () => {
    const first = await list({ Limit: 2 });
    expect(first.names).toEqual(['a', 'b']);
    expect(await list({ Limit: 2, PaginationToken: first.PaginationToken })).toEqual({
      names: ['c'],
      PaginationToken: undefined,
    });
  });

  test.each(['email', 'email = a', 'password = "a"', 'email = "a" or email = "b"'])(
    'refuses the filter %s',
    async (Filter) => {
      await expect(list({ Filter })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    },
  );
});

test('a call needs the action of its name on the pool', async () => {
  await host.create('hanako');
  await host.signIn('hanako', temporary);
  expect(host.server.calls.map(({ needs }) => needs)).toEqual([
    [{ action: 'cognito-idp:AdminCreateUser', resource: pools.staff.arn }],
    [{ action: 'cognito-idp:AdminInitiateAuth', resource: pools.staff.arn }],
  ]);
});

test('a call or a field that is not kept is answered with 501', async () => {
  const kept = { name: 'NotImplemented', $metadata: { httpStatusCode: 501 } };
  await expect(host.client.send(new ListGroupsCommand({ UserPoolId }))).rejects.toMatchObject(kept);
  const forced = { ...of('taro'), MessageAction: 'SUPPRESS', ForceAliasCreation: true } as const;
  await expect(host.client.send(new AdminCreateUserCommand(forced))).rejects.toMatchObject(kept);
});
