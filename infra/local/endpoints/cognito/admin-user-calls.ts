/** The life of a user in a pool: made, read, disabled, enabled, given passwords, signed out, removed. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { UserPoolModel } from '../../model.ts';
import { jsonOperation } from '../json-rpc.ts';
import { notKept, ServiceError } from '../service-error.ts';
import type { CognitoState } from './cognito-state.ts';
import { checkPolicy, unknownPassword } from './passwords.ts';
import { notAuthorized } from './token-issuer.ts';
import { Attribute, attributeOf, signsInByEmail, type User } from './user-rows.ts';

const dayMs = 24 * 60 * 60 * 1_000;

const OfUser = z.strictObject({ UserPoolId: z.string(), Username: z.string().min(1).max(128) });
const AdminCreateUser = OfUser.extend({
  UserAttributes: z.array(Attribute).default([]),
  TemporaryPassword: z.string().optional(),
  MessageAction: z.enum(['SUPPRESS', 'RESEND']).optional(),
  DesiredDeliveryMediums: z.array(z.enum(['EMAIL', 'SMS'])).optional(),
  ClientMetadata: z.unknown().optional(),
});
const AdminSetUserPassword = OfUser.extend({ Password: z.string(), Permanent: z.boolean().default(false) });
const AdminResetUserPassword = OfUser.extend({ ClientMetadata: z.unknown().optional() });

export function adminUserCalls(state: CognitoState) {
  const { clock, store, pools, users, tokens } = state;
  const temporaryUntil = (pool: UserPoolModel) => clock.now() + pool.temporaryPasswordDays * dayMs;

  async function create(input: z.output<typeof AdminCreateUser>) {
    const pool = pools.find(input.UserPoolId);
    if (input.MessageAction !== 'SUPPRESS') throw notKept('invitation mails: use MessageAction SUPPRESS');
    if (input.TemporaryPassword !== undefined) checkPolicy(pool, input.TemporaryPassword);
    const now = clock.now();
    const user: User = {
      ...newUser(pool, input.Username, input.UserAttributes),
      status: 'FORCE_CHANGE_PASSWORD',
      password: await state.passwords.hash(input.TemporaryPassword ?? unknownPassword()),
      temporaryUntil: temporaryUntil(pool),
      createdAt: now,
      modifiedAt: now,
    };
    users.add(pool, user);
    return { User: { ...shape(user), Attributes: attributes(user) } };
  }

  async function setPassword({ UserPoolId, Username, Password, Permanent }: z.output<typeof AdminSetUserPassword>) {
    const pool = pools.find(UserPoolId);
    users.mustFind(pool, Username);
    checkPolicy(pool, Password);
    const password = await state.passwords.hash(Password);
    const status = Permanent ? ('CONFIRMED' as const) : ('FORCE_CHANGE_PASSWORD' as const);
    users.change(pool, Username, { password, status, temporaryUntil: temporaryUntil(pool), modifiedAt: clock.now() });
  }

  function resetPassword({ UserPoolId, Username }: z.output<typeof AdminResetUserPassword>) {
    users.change(pools.find(UserPoolId), Username, (user) => {
      if (!user.enabled) throw notAuthorized('User is disabled.');
      if (user.status !== 'CONFIRMED') throw notAuthorized('User password cannot be reset in the current state.');
      if (attributeOf(user, 'email_verified') !== 'true')
        throw new ServiceError('InvalidParameterException', 'Cannot reset password: there is no verified address');
      return { status: 'RESET_REQUIRED', modifiedAt: clock.now() };
    });
  }

  function setEnabled({ UserPoolId, Username }: z.output<typeof OfUser>, enabled: boolean) {
    store.transaction(() => {
      const pool = pools.find(UserPoolId);
      const user = users.change(pool, Username, { enabled, modifiedAt: clock.now() });
      if (!enabled) tokens.signOut(pool, user);
    });
  }

  function signOut({ UserPoolId, Username }: z.output<typeof OfUser>, andRemove: boolean) {
    store.transaction(() => {
      const pool = pools.find(UserPoolId);
      const user = users.mustFind(pool, Username);
      tokens.signOut(pool, user);
      if (andRemove) users.remove(pool, user);
    });
  }

  function get({ UserPoolId, Username }: z.output<typeof OfUser>) {
    const user = users.mustFind(pools.find(UserPoolId), Username);
    return {
      ...shape(user),
      UserAttributes: attributes(user),
      ...(user.mfaEnabled ? { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] } : {}),
      ...(user.mfaPreferred ? { PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' } : {}),
    };
  }

  const call = <S extends typeof OfUser>(action: string, schema: S, run: (input: z.output<S>) => unknown) =>
    jsonOperation(schema, { needs: pools.needs(action), run });

  return {
    AdminCreateUser: call('AdminCreateUser', AdminCreateUser, create),
    AdminSetUserPassword: call('AdminSetUserPassword', AdminSetUserPassword, setPassword),
    AdminResetUserPassword: call('AdminResetUserPassword', AdminResetUserPassword, resetPassword),
    AdminGetUser: call('AdminGetUser', OfUser, get),
    AdminDisableUser: call('AdminDisableUser', OfUser, (input) => setEnabled(input, false)),
    AdminEnableUser: call('AdminEnableUser', OfUser, (input) => setEnabled(input, true)),
    AdminUserGlobalSignOut: call('AdminUserGlobalSignOut', OfUser, (input) => signOut(input, false)),
    AdminDeleteUser: call('AdminDeleteUser', OfUser, (input) => signOut(input, true)),
  };
}

type NewUser = Omit<User, 'status' | 'password' | 'createdAt' | 'modifiedAt'>;

/** In a pool that signs in with addresses, the name that was given is the address and the user name is the sub. */
export function newUser(
  pool: UserPoolModel,
  name: string,
  given: readonly Attribute[],
  sub: string = randomUUID(),
): NewUser {
  if (given.some(({ Name }) => Name === 'sub'))
    throw new ServiceError('InvalidParameterException', 'Cannot modify the non-mutable attribute sub');
  const byEmail = signsInByEmail(pool);
  if (byEmail && !name.includes('@'))
    throw new ServiceError('InvalidParameterException', 'Username should be an email.');
  const rest = given.filter(({ Name }) => !(byEmail && Name === 'email'));
  return {
    username: byEmail ? sub : name,
    sub,
    attributes: byEmail ? [{ Name: 'email', Value: name }, ...rest] : [...rest],
    enabled: true,
    totpStep: 0,
    mfaEnabled: false,
    mfaPreferred: false,
  };
}

export function attributes(user: User): readonly Attribute[] {
  return [{ Name: 'sub', Value: user.sub }, ...user.attributes];
}

/** What every answer says of a user; times are epoch seconds. */
export function shape(user: User) {
  return {
    Username: user.username,
    UserCreateDate: user.createdAt / 1_000,
    UserLastModifiedDate: user.modifiedAt / 1_000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}
