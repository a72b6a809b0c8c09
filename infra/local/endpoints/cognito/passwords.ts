import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { UserPoolModel } from '../../model.ts';
import { ServiceError } from '../service-error.ts';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const hashBytes = 32;
const saltBytes = 16;
const longest = 256;

type CharacterClass = NonNullable<UserPoolModel['passwordRequires']>[number];

const classes: readonly { readonly name: CharacterClass; readonly pattern: RegExp; readonly words: string }[] = [
  { name: 'lowercase', pattern: /[a-z]/, words: 'lowercase' },
  { name: 'uppercase', pattern: /[A-Z]/, words: 'uppercase' },
  { name: 'numbers', pattern: /[0-9]/, words: 'numeric' },
  { name: 'symbols', pattern: /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/, words: 'symbol' },
];

/** Refuses what the pool's policy does not take. Cognito knows no list of common passwords; ours is in `accounts`. */
export function checkPolicy(pool: UserPoolModel, password: string): void {
  if (!/^\S(?:.*\S)?$/su.test(password) || password.length > longest)
    throw new ServiceError('InvalidParameterException', 'Password is empty, too long, or begins or ends with a space');
  if (password.length < pool.minimumPasswordLength) throw unfit('Password not long enough');
  const missing = classes.find(
    ({ name, pattern }) => (pool.passwordRequires?.includes(name) ?? true) && !pattern.test(password),
  );
  if (missing) throw unfit(`Password must have ${missing.words} characters`);
}

function unfit(reason: string): ServiceError {
  return new ServiceError('InvalidPasswordException', `Password did not conform with policy: ${reason}`);
}

export interface PasswordHashes {
  /** Cost, salt and hash in one text; the password itself is nowhere. */
  hash(password: string): Promise<string>;
  /** Takes as long for a user who does not exist (`stored` undefined) as for one who does. */
  matches(password: string, stored: string | undefined): Promise<boolean>;
}

/** `cost` is scrypt's N; a stored hash keeps its own. */
export function passwordHashes(cost = 16_384): PasswordHashes {
  const nobody = [cost, Buffer.alloc(saltBytes).toString('base64'), ''].join('$');
  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      const hash = await derive(password, salt, hashBytes, { N: cost });
      return [cost, salt.toString('base64'), hash.toString('base64')].join('$');
    },
    async matches(password, stored) {
      const [N = '', salt = '', hash = ''] = (stored ?? nobody).split('$');
      const derived = await derive(password, Buffer.from(salt, 'base64'), hashBytes, { N: Number(N) });
      const expected = Buffer.from(hash, 'base64');
      return expected.length === hashBytes && timingSafeEqual(derived, expected);
    },
  };
}

/** For a user who was made without a password: nobody knows it, until an administrator sets one. */
export function unknownPassword(): string {
  return `aA1-${randomBytes(48).toString('base64url')}`;
}
