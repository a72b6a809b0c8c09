/** The users of all pools, one durable row each. */
import * as z from 'zod';
import type { UserPoolModel } from '../../model.ts';
import type { Store } from '../../ports.ts';
import { ServiceError } from '../service-error.ts';

export const Attribute = z.strictObject({ Name: z.string().min(1).max(32), Value: z.string().max(2048).default('') });
export type Attribute = z.output<typeof Attribute>;

const UserStatus = z.enum(['FORCE_CHANGE_PASSWORD', 'CONFIRMED', 'RESET_REQUIRED']);

const User = z.object({
  username: z.string(),
  sub: z.string(),
  /** Without `sub`. */
  attributes: z.array(Attribute),
  status: UserStatus,
  enabled: z.boolean(),
  /** Salt and scrypt hash. */
  password: z.string(),
  /** Until when a temporary password lets in, epoch milliseconds. */
  temporaryUntil: z.number().optional(),
  /** Base32; there once a code of it was verified. */
  totpSecret: z.string().optional(),
  /** Given out, not yet verified. */
  pendingSecret: z.string().optional(),
  /** The step of the last code that was taken. */
  totpStep: z.number(),
  mfaEnabled: z.boolean(),
  mfaPreferred: z.boolean(),
  createdAt: z.number(),
  modifiedAt: z.number(),
});
export type User = z.infer<typeof User>;

const Row = z.object({ data: z.string() });
const Rows = z.array(Row);

export function openUserRows(store: Store) {
  store.db.exec(`
    CREATE TABLE IF NOT EXISTS cognito_users (
      pool_id TEXT NOT NULL, name TEXT NOT NULL, sub TEXT NOT NULL, email TEXT, data TEXT NOT NULL,
      PRIMARY KEY (pool_id, name)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX IF NOT EXISTS cognito_users_by_sub ON cognito_users (pool_id, sub);
    CREATE INDEX IF NOT EXISTS cognito_users_by_email ON cognito_users (pool_id, email);`);
  const { db } = store;
  const put = db.prepare(
    'INSERT OR REPLACE INTO cognito_users (pool_id, name, sub, email, data) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM cognito_users WHERE pool_id = ? AND name = ?');
  const byName = db.prepare('SELECT data FROM cognito_users WHERE pool_id = ? AND name = ?');
  const bySub = db.prepare('SELECT data FROM cognito_users WHERE pool_id = ? AND sub = ?');
  const byEmail = db.prepare('SELECT data FROM cognito_users WHERE pool_id = ? AND email = ? ORDER BY name');
  const after = db.prepare('SELECT data FROM cognito_users WHERE pool_id = ? AND name > ? ORDER BY name');
  const read = (row: z.infer<typeof Row>): User => User.parse(JSON.parse(row.data));
  const write = (pool: UserPoolModel, user: User) =>
    put.run(pool.id, sameName(user.username), user.sub, emailOf(user) ?? null, JSON.stringify(user));

  /** By user name or sub; by address too where the pool signs in with addresses. */
  function find(pool: UserPoolModel, name: string): User | undefined {
    const row = byName.get(pool.id, sameName(name)) ?? bySub.get(pool.id, name);
    if (row) return read(Row.parse(row));
    const [first] = signsInByEmail(pool) ? Rows.parse(byEmail.all(pool.id, sameName(name))) : [];
    return first && read(first);
  }

  function mustFind(pool: UserPoolModel, name: string): User {
    const user = find(pool, name);
    if (!user) throw new ServiceError('UserNotFoundException', 'User does not exist.');
    return user;
  }

  return {
    find,
    mustFind,

    add(pool: UserPoolModel, user: User): void {
      store.transaction(() => {
        const name = signsInByEmail(pool) ? (emailOf(user) ?? user.username) : user.username;
        if (find(pool, name)) throw new ServiceError('UsernameExistsException', 'User account already exists');
        write(pool, user);
      });
    },

    /** Reads, changes and writes as one; answers the user as written. Refuses with UserNotFoundException. */
    change(pool: UserPoolModel, name: string, changed: Partial<User> | ((user: User) => Partial<User>)): User {
      return store.transaction(() => {
        const user = mustFind(pool, name);
        const next = { ...user, ...(typeof changed === 'function' ? changed(user) : changed) };
        write(pool, next);
        return next;
      });
    },

    /** Writes the whole user. Joins the surrounding transaction. */
    replace: (pool: UserPoolModel, user: User): unknown => write(pool, user),

    remove: (pool: UserPoolModel, user: User): unknown => remove.run(pool.id, sameName(user.username)),

    withEmail: (pool: UserPoolModel, email: string): readonly User[] =>
      Rows.parse(byEmail.all(pool.id, sameName(email))).map(read),

    /** In the order of their names, those after `name`. */
    *after(pool: UserPoolModel, name: string): Generator<User> {
      for (const row of after.iterate(pool.id, sameName(name))) yield read(Row.parse(row));
    },
  };
}

export function signsInByEmail(pool: UserPoolModel): boolean {
  return pool.usernameAttributes?.includes('email') ?? false;
}

export function attributeOf(user: User, name: string): string | undefined {
  return name === 'sub' ? user.sub : user.attributes.find((attribute) => attribute.Name === name)?.Value;
}

function emailOf(user: User): string | undefined {
  const email = attributeOf(user, 'email');
  return email === undefined ? undefined : sameName(email);
}

/** Cognito's pools do not tell upper from lower case in names and addresses. */
export function sameName(name: string): string {
  return name.toLowerCase();
}
