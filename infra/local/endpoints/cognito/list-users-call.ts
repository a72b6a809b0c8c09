import * as z from 'zod';
import type { UserPoolModel } from '../../model.ts';
import { jsonOperation } from '../json-rpc.ts';
import { ServiceError } from '../service-error.ts';
import { attributes, shape } from './admin-user-calls.ts';
import type { CognitoState } from './cognito-state.ts';
import { attributeOf, sameName, type User } from './user-rows.ts';

const mostUsers = 60;

const ListUsers = z.strictObject({
  UserPoolId: z.string(),
  Filter: z.string().max(256).optional(),
  Limit: z.int().min(0).max(mostUsers).optional(),
  AttributesToGet: z.array(z.string()).optional(),
  /** The name of the last user that was shown. */
  PaginationToken: z.string().min(1).optional(),
});

const fields: Readonly<Record<string, (user: User) => string | undefined>> = {
  username: (user) => user.username,
  'cognito:user_status': (user) => user.status,
  status: (user) => (user.enabled ? 'Enabled' : 'Disabled'),
  ...Object.fromEntries(
    ['sub', 'email', 'name', 'given_name', 'family_name', 'phone_number', 'preferred_username'].map((name) => [
      name,
      (user: User) => attributeOf(user, name),
    ]),
  ),
};

interface Filter {
  readonly field: string;
  readonly value: string;
  matches(user: User): boolean;
}

/** `email = "a@x.test"` or `email ^= "a"`, as Cognito writes them; an empty filter lets everybody through. */
function parseFilter(text: string | undefined): Filter | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const [, field = '', operator, quoted = ''] =
    /^\s*"?([a-z_:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(text) ?? [];
  const read = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (!read) throw new ServiceError('InvalidParameterException', 'Invalid filter');
  const value = sameName(quoted.replace(/\\(.)/g, '$1'));
  const matches = (user: User) => {
    const found = sameName(read(user) ?? '');
    return operator === '=' ? found === value : found.startsWith(value);
  };
  return { field: `${field}${operator}`, value, matches };
}

export function listUsersCall({ pools, users }: CognitoState) {
  /** By exact address through the index; anything else goes through the users in order. */
  function* candidates(pool: UserPoolModel, filter: Filter | undefined, after: string): Generator<User> {
    if (filter?.field === 'email=') {
      for (const user of users.withEmail(pool, filter.value)) if (sameName(user.username) > sameName(after)) yield user;
    } else yield* users.after(pool, after);
  }

  return {
    ListUsers: jsonOperation(ListUsers, {
      needs: pools.needs('ListUsers'),
      run(input) {
        const pool = pools.find(input.UserPoolId);
        const filter = parseFilter(input.Filter);
        const limit = input.Limit || mostUsers;
        const found: User[] = [];
        for (const user of candidates(pool, filter, input.PaginationToken ?? '')) {
          if (filter && !filter.matches(user)) continue;
          found.push(user);
          if (found.length > limit) break;
        }
        const page = found.slice(0, limit);
        const wanted = input.AttributesToGet;
        const Users = page.map((user) => ({
          ...shape(user),
          Attributes: attributes(user).filter(({ Name }) => wanted?.includes(Name) ?? true),
        }));
        const last = page.at(-1);
        return found.length > limit && last ? { Users, PaginationToken: last.username } : { Users };
      },
    }),
  };
}
