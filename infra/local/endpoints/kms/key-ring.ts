/** The keys of the model with their material, which is made on first use and kept for good, generation by generation. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { KeyModel } from '../../model.ts';
import type { Store, SystemClock } from '../../ports.ts';
import { ServiceError } from '../service-error.ts';

const materialBytes = { HMAC_224: 28, HMAC_256: 32, HMAC_384: 48, HMAC_512: 64 } as const;

export interface Generation {
  readonly generation: number;
  /** A symmetric key's bytes, or a private key in PKCS #8 DER. */
  readonly material: Uint8Array;
  /** Epoch milliseconds. */
  readonly madeAt: number;
}

const Row = z.object({ generation: z.number(), material: z.instanceof(Uint8Array), made_at: z.number() });

export type KeyRing = ReturnType<typeof openKeyRing>;

export function openKeyRing(models: readonly KeyModel[], store: Store, clock: SystemClock) {
  store.db.exec(`CREATE TABLE IF NOT EXISTS kms_generations (
    key_id TEXT NOT NULL, generation INTEGER NOT NULL, material BLOB NOT NULL, made_at INTEGER NOT NULL,
    PRIMARY KEY (key_id, generation)
  ) STRICT, WITHOUT ROWID`);
  const insert = store.db.prepare(
    'INSERT INTO kms_generations (key_id, generation, material, made_at) VALUES (?, ?, ?, ?)',
  );
  const newest = store.db.prepare(
    'SELECT generation, material, made_at FROM kms_generations WHERE key_id = ? ORDER BY generation DESC LIMIT 1',
  );
  const exact = store.db.prepare(
    'SELECT generation, material, made_at FROM kms_generations WHERE key_id = ? AND generation = ?',
  );
  const names = new Map(models.flatMap((key) => namesOf(key).map((name) => [name, key] as const)));
  const byId = new Map(models.map((key) => [key.id, key]));
  const read = (row: unknown): Generation | undefined => {
    const parsed = Row.optional().parse(row);
    return parsed && { generation: parsed.generation, material: parsed.material, madeAt: parsed.made_at };
  };

  function make(key: KeyModel, generation: number): Generation {
    const material = newMaterial(key.spec);
    const madeAt = clock.now();
    insert.run(key.id, generation, material, madeAt);
    return { generation, material, madeAt };
  }

  return {
    /** By id, ARN, alias or ARN of an alias; refuses with NotFoundException. */
    find(name: string): KeyModel {
      const key = names.get(name);
      if (key) return key;
      const what = name.includes('alias/') ? 'Alias' : 'Key';
      throw new ServiceError('NotFoundException', `${what} '${name}' does not exist`);
    },

    byId: (id: string): KeyModel | undefined => byId.get(id),

    /** The generation that new ciphertexts, tags and signatures use. */
    current(key: KeyModel): Generation {
      return store.transaction(() => read(newest.get(key.id)) ?? make(key, 1));
    },

    generation: (key: KeyModel, generation: number): Generation | undefined => read(exact.get(key.id, generation)),

    /** A new generation; what older ones sealed still opens. */
    rotate(key: KeyModel): void {
      store.transaction(() => make(key, (read(newest.get(key.id)) ?? make(key, 1)).generation + 1));
    },
  };
}

function namesOf(key: KeyModel): readonly string[] {
  const aliases = key.aliases.map((alias) => (alias.startsWith('alias/') ? alias : `alias/${alias}`));
  const prefix = key.arn.slice(0, key.arn.lastIndexOf(':') + 1);
  return [key.id, key.arn, ...aliases, ...aliases.map((alias) => prefix + alias)];
}

function newMaterial(spec: string): Uint8Array {
  if (spec === 'SYMMETRIC_DEFAULT') return randomBytes(32);
  if (spec === 'HMAC_224' || spec === 'HMAC_256' || spec === 'HMAC_384' || spec === 'HMAC_512')
    return randomBytes(materialBytes[spec]);
  if (spec === 'ECC_NIST_P256') {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    return privateKey.export({ format: 'der', type: 'pkcs8' });
  }
  throw new ServiceError('NotImplemented', `The one-machine host keeps no keys of spec ${spec}`, 501);
}
