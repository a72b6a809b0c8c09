/** What the calls on keys have in common: their fields, and what they need. */
import * as z from 'zod';
import type { KeyModel } from '../../model.ts';
import type { NeededPermission } from '../../ports.ts';
import { ServiceError } from '../service-error.ts';
import type { EncryptionContext } from './ciphertext.ts';

export const KeyName = z.string().min(1).max(2048);

/** Bytes in base64, within bounds that count after decoding. */
export function blob(minBytes: number, maxBytes: number) {
  return z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((bytes) => bytes.length >= minBytes && bytes.length <= maxBytes, {
      message: `Member must have length between ${minBytes} and ${maxBytes}`,
    });
}

export const Context = z.record(z.string(), z.string()).default({});

/** Grants are not kept: a token changes nothing, since the gate has decided by the function's policy alone. */
export const GrantTokens = z.array(z.string()).optional();

/** Bytes in an answer. */
export function encoded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

export interface KeyUse {
  readonly action: string;
  readonly key: KeyModel;
  /** What the caller named the key, where it named it. */
  readonly name?: string | undefined;
  readonly context?: EncryptionContext;
}

export function needOf({ action, key, name, context = {} }: KeyUse): NeededPermission {
  const conditions: Record<string, readonly string[]> = {
    'kms:KeySpec': [key.spec],
    'kms:KeyUsage': [key.usage],
    'kms:ResourceAliases': key.aliases.map((alias) => (alias.startsWith('alias/') ? alias : `alias/${alias}`)),
  };
  if (name?.includes('alias/')) conditions['kms:RequestAlias'] = [name.slice(name.indexOf('alias/'))];
  const pairs = Object.entries(context);
  if (pairs.length > 0) conditions['kms:EncryptionContextKeys'] = pairs.map(([field]) => field);
  for (const [field, value] of pairs) conditions[`kms:EncryptionContext:${field}`] = [value];
  return { action: `kms:${action}`, resource: key.arn, conditions };
}

/** Refuses a key that is for something else. */
export function mustBeFor(key: KeyModel, usage: string): void {
  if (key.usage === usage) return;
  throw new ServiceError(
    'InvalidKeyUsageException',
    `${key.arn} key usage is ${key.usage} which is not valid for this`,
  );
}
