import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';
import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CognitoHost, permanent, pools, startCognitoHost } from './cognito-host.ts';

let host: CognitoHost;
beforeEach(async () => {
  host = await startCognitoHost();
});
afterEach(() => host.stop());

const minuteMs = 60_000;
const issuer = `https://cognito-idp.ap-northeast-1.amazonaws.com/${pools.staff.id}`;

describe('tokens', () => {
  const claimsOf = (token: string | undefined) => decodeJwt(token ?? '');

  test('are RS256 JWTs of the pool, verified with its published keys', async () => {
    await host.confirmed('hanako');
    const { AuthenticationResult: tokens } = await host.signIn('hanako', permanent);
    const currentDate = new Date(host.clock.now());
    const published = createRemoteJWKSet(new URL(`${host.server.url}/${pools.staff.id}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(tokens?.AccessToken ?? '', published, { issuer, currentDate });
    const iat = Date.parse('2026-06-01T00:00:00Z') / 1_000;
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      iss: issuer,
      client_id: `${pools.staff.id}-server`,
      token_use: 'access',
      username: 'hanako',
      scope: 'aws.cognito.signin.user.admin',
      iat,
      exp: iat + 15 * 60,
    });
    expect(tokens?.ExpiresIn).toBe(15 * 60);
    const keys = (await host.endpoint.jwks(pools.staff.id)) ?? { keys: [] };
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const id = await jwtVerify(tokens?.IdToken ?? '', createLocalJWKSet({ keys: [...keys.keys] }), { currentDate });
    expect(id.payload).toMatchObject({ token_use: 'id', email: 'hanako@mikata.example', email_verified: true });
  });

  test('of one pool do not verify with the keys of another; a pool that is not there has no keys', async () => {
    await host.confirmed('hanako');
    const { AuthenticationResult: tokens } = await host.signIn('hanako', permanent);
    const other = (await host.endpoint.jwks(pools.plain.id)) ?? { keys: [] };
    const currentDate = new Date(host.clock.now());
    const verified = jwtVerify(tokens?.AccessToken ?? '', createLocalJWKSet({ keys: [...other.keys] }), {
      currentDate,
    });
    await expect(verified).rejects.toThrow();
    expect(await host.endpoint.jwks('ap-northeast-1_None')).toBeUndefined();
    expect((await fetch(`${host.server.url}/ap-northeast-1_None/.well-known/jwks.json`)).status).toBe(404);
  });

  test('only the key set and the two calls that carry their own token need no signature', () => {
    const anonymous = (method: string, target: string, call?: string) =>
      host.endpoint.allowsAnonymous?.({
        method,
        target,
        headers: call === undefined ? {} : { 'x-amz-target': `AWSCognitoIdentityProviderService.${call}` },
      });
    expect(anonymous('GET', '/ap-northeast-1_Staff/.well-known/jwks.json')).toBe(true);
    expect(anonymous('POST', '/', 'AssociateSoftwareToken')).toBe(true);
    expect(anonymous('POST', '/', 'VerifySoftwareToken')).toBe(true);
    expect(anonymous('POST', '/', 'AdminGetUser')).toBe(false);
    expect(anonymous('POST', '/ap-northeast-1_Staff/.well-known/jwks.json')).toBe(false);
    expect(anonymous('GET', '/')).toBe(false);
  });

  test('are made new by the refresh token for thirty days, within the same sign-in', async () => {
    await host.confirmed('hanako');
    const { AuthenticationResult: tokens } = await host.signIn('hanako', permanent);
    host.pass(29 * 24 * 60 * minuteMs);
    const { AuthenticationResult: fresh } = await host.refresh(tokens?.RefreshToken ?? '');
    expect(fresh?.RefreshToken).toBeUndefined();
    const [old, now] = [claimsOf(tokens?.AccessToken), claimsOf(fresh?.AccessToken)];
    expect(now).toMatchObject({ sub: old.sub, origin_jti: old['origin_jti'], auth_time: old['auth_time'] });
    expect(now.jti).not.toBe(old.jti);
    host.pass(24 * 60 * minuteMs);
    await expect(host.refresh(tokens?.RefreshToken ?? '')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('end with a sign-out everywhere', async () => {
    await host.confirmed('hanako');
    const { AuthenticationResult: tokens } = await host.signIn('hanako', permanent);
    const user = { UserPoolId: pools.staff.id, Username: 'hanako' };
    await host.client.send(new AdminUserGlobalSignOutCommand(user));
    await expect(host.refresh(tokens?.RefreshToken ?? '')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(host.withApp(tokens?.AccessToken)).rejects.toMatchObject({ message: 'Access Token has been revoked' });
    expect((await host.signIn('hanako', permanent)).AuthenticationResult).toBeDefined();
  });

  test('that are expired, changed, or not access tokens set up no app', async () => {
    await host.confirmed('hanako');
    const { AuthenticationResult: tokens } = await host.signIn('hanako', permanent);
    const refused = (message: string) => ({ name: 'NotAuthorizedException', message });
    await expect(host.withApp(tokens?.IdToken)).rejects.toMatchObject(refused('Invalid Access Token'));
    const [head = '', body = '', signature = ''] = tokens?.AccessToken?.split('.') ?? [];
    const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: 'somebody-else' };
    const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
    await expect(host.withApp(forged)).rejects.toMatchObject(refused('Invalid Access Token'));
    host.pass(15 * minuteMs);
    await expect(host.withApp(tokens?.AccessToken)).rejects.toMatchObject(refused('Access Token has expired'));
  });
});
