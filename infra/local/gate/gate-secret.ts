/** The secret with which functions sign: random, one per data folder, never the same on two machines. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ownerOnly = 0o600;

/** Makes the secret on the first call. `folder` must exist. */
export function gateSecret(folder: string): string {
  const file = join(folder, 'gate-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: ownerOnly, flush: true });
  return readFileSync(file, 'utf8');
}
