/** Secrets that are made here and nowhere else. */
import { randomBytes, randomInt } from 'node:crypto';
import { sha256Hex } from '../digest.ts';

export const secretSource = {
  /** 256 random bits, 43 URL-safe characters. */
  next: (): string => randomBytes(32).toString('base64url'),
  digestOf: (secret: string): string => sha256Hex(secret),
};

const groups = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#%+-=?@'] as const;

/** An initial password of 16 characters, of every kind that policies ask for, without look-alikes. */
export function initialPassword(): string {
  const all = groups.join('');
  const characters = [...groups, all, all, all, all, all, all, all, all, all, all, all, all].map(pick);
  for (let place = characters.length - 1; place > 0; place -= 1) {
    const other = randomInt(place + 1);
    [characters[place], characters[other]] = [characters[other] ?? '', characters[place] ?? ''];
  }
  return characters.join('');
}

function pick(group: string): string {
  return group[randomInt(group.length)] ?? '';
}
