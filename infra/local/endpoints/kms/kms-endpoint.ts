/**
 * KMS as far as this system uses it. Keys are those of the template; nothing makes, disables or deletes one.
 * docs/local-host/kms.md says what of the real service is kept.
 */
import * as z from 'zod';
import type { KeyModel } from '../../model.ts';
import type { Endpoint, Store, SystemClock } from '../../ports.ts';
import { createJsonRpc, jsonOperation } from '../json-rpc.ts';
import { ServiceError } from '../service-error.ts';
import { encryptionCalls } from './encryption-calls.ts';
import { type KeyRing, openKeyRing } from './key-ring.ts';
import { GrantTokens, KeyName, needOf } from './key-use.ts';
import { macAlgorithmOf, proofCalls } from './proof-calls.ts';

export interface KmsOptions {
  readonly keys: readonly KeyModel[];
  readonly store: Store;
  readonly clock: SystemClock;
}

export function createKmsEndpoint({ keys, store, clock }: KmsOptions): Endpoint {
  const ring = openKeyRing(keys, store, clock);
  const operations = { ...encryptionCalls(ring), ...proofCalls(ring), ...keyCalls(ring) };
  const rpc = createJsonRpc({ target: 'TrentService', invalidCode: 'ValidationException', operations });
  return { service: 'kms', ...rpc };
}

const DescribeKey = z.strictObject({ KeyId: KeyName, GrantTokens });
const RotateKeyOnDemand = z.strictObject({ KeyId: KeyName });

function keyCalls(ring: KeyRing) {
  const needs = (action: string) => (input: { readonly KeyId: string }) => [
    needOf({ action, key: ring.find(input.KeyId), name: input.KeyId }),
  ];
  return {
    DescribeKey: jsonOperation(DescribeKey, {
      needs: needs('DescribeKey'),
      run: ({ KeyId }) => ({ KeyMetadata: metadata(ring, ring.find(KeyId)) }),
    }),

    RotateKeyOnDemand: jsonOperation(RotateKeyOnDemand, {
      needs: needs('RotateKeyOnDemand'),
      run({ KeyId }) {
        const key = ring.find(KeyId);
        if (key.spec !== 'SYMMETRIC_DEFAULT')
          throw new ServiceError('UnsupportedOperationException', `${key.arn} cannot be rotated`);
        ring.rotate(key);
        return { KeyId: key.id };
      },
    }),
  };
}

const algorithms: Readonly<Record<string, (key: KeyModel) => Readonly<Record<string, readonly string[]>>>> = {
  ENCRYPT_DECRYPT: () => ({ EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }),
  GENERATE_VERIFY_MAC: (key) => ({ MacAlgorithms: [macAlgorithmOf(key)] }),
  SIGN_VERIFY: () => ({ SigningAlgorithms: ['ECDSA_SHA_256'] }),
};

function metadata(ring: KeyRing, key: KeyModel): Readonly<Record<string, unknown>> {
  return {
    AWSAccountId: key.arn.split(':')[4],
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: (ring.generation(key, 1) ?? ring.current(key)).madeAt / 1_000,
    Enabled: true,
    Description: '',
    KeyUsage: key.usage,
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: key.spec,
    KeySpec: key.spec,
    MultiRegion: false,
    ...algorithms[key.usage]?.(key),
  };
}
