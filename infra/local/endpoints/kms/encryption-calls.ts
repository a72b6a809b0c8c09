/** Calls on symmetric keys: Encrypt, Decrypt, ReEncrypt and the data keys. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { KeyModel } from '../../model.ts';
import { jsonOperation } from '../json-rpc.ts';
import { ServiceError } from '../service-error.ts';
import { type EncryptionContext, readBlob, type SealedBlob, seal, unseal } from './ciphertext.ts';
import type { KeyRing } from './key-ring.ts';
import { blob, Context, encoded, GrantTokens, KeyName, mustBeFor, needOf } from './key-use.ts';

const Algorithm = z.literal('SYMMETRIC_DEFAULT').default('SYMMETRIC_DEFAULT');
const CiphertextBlob = blob(1, 6144);

const Encrypt = z.strictObject({
  KeyId: KeyName,
  Plaintext: blob(1, 4096),
  EncryptionContext: Context,
  EncryptionAlgorithm: Algorithm,
  GrantTokens,
});

const Decrypt = z.strictObject({
  KeyId: KeyName.optional(),
  CiphertextBlob,
  EncryptionContext: Context,
  EncryptionAlgorithm: Algorithm,
  GrantTokens,
});

const ReEncrypt = z.strictObject({
  CiphertextBlob,
  SourceKeyId: KeyName.optional(),
  SourceEncryptionContext: Context,
  SourceEncryptionAlgorithm: Algorithm,
  DestinationKeyId: KeyName,
  DestinationEncryptionContext: Context,
  DestinationEncryptionAlgorithm: Algorithm,
  GrantTokens,
});

const DataKey = z
  .strictObject({
    KeyId: KeyName,
    EncryptionContext: Context,
    KeySpec: z.enum(['AES_256', 'AES_128']).optional(),
    NumberOfBytes: z.int().min(1).max(1024).optional(),
    GrantTokens,
  })
  .refine((input) => (input.KeySpec === undefined) !== (input.NumberOfBytes === undefined), {
    message: 'Please specify either number of bytes or key spec.',
  });

export function encryptionCalls(ring: KeyRing) {
  function sealWith(key: KeyModel, plaintext: Uint8Array, context: EncryptionContext): string {
    mustBeFor(key, 'ENCRYPT_DECRYPT');
    const { generation, material } = ring.current(key);
    return encoded(seal({ id: key.id, generation, material }, plaintext, context));
  }

  /** The key that a blob names; one that the caller names must be the same. */
  function keyOf(sealed: Buffer, name: string | undefined): { readonly key: KeyModel; readonly parts: SealedBlob } {
    const parts = readBlob(sealed);
    const key = parts && ring.byId(parts.keyId);
    const named = name === undefined ? undefined : ring.find(name);
    if (!parts || !key) throw invalidCiphertext();
    if (named && named !== key) {
      const message = 'The key ID in the request does not identify a CMK that can perform this operation.';
      throw new ServiceError('IncorrectKeyException', message);
    }
    return { key, parts };
  }

  function open(key: KeyModel, parts: SealedBlob, context: EncryptionContext): Buffer {
    mustBeFor(key, 'ENCRYPT_DECRYPT');
    const generation = ring.generation(key, parts.generation);
    const plaintext = generation && unseal(parts, generation.material, context);
    if (!plaintext) throw invalidCiphertext();
    return plaintext;
  }

  function dataKey(input: z.output<typeof DataKey>) {
    const key = ring.find(input.KeyId);
    const plaintext = randomBytes(input.NumberOfBytes ?? (input.KeySpec === 'AES_128' ? 16 : 32));
    return { KeyId: key.arn, CiphertextBlob: sealWith(key, plaintext, input.EncryptionContext), plaintext };
  }

  const needs = (action: string, name: string, context: EncryptionContext) => [
    needOf({ action, key: ring.find(name), name, context }),
  ];

  return {
    Encrypt: jsonOperation(Encrypt, {
      needs: (input) => needs('Encrypt', input.KeyId, input.EncryptionContext),
      run(input) {
        const key = ring.find(input.KeyId);
        const CiphertextBlob = sealWith(key, input.Plaintext, input.EncryptionContext);
        return { KeyId: key.arn, CiphertextBlob, EncryptionAlgorithm: input.EncryptionAlgorithm };
      },
    }),

    Decrypt: jsonOperation(Decrypt, {
      needs({ CiphertextBlob, KeyId, EncryptionContext: context }) {
        return [needOf({ action: 'Decrypt', key: keyOf(CiphertextBlob, KeyId).key, name: KeyId, context })];
      },
      run(input) {
        const { key, parts } = keyOf(input.CiphertextBlob, input.KeyId);
        const Plaintext = encoded(open(key, parts, input.EncryptionContext));
        return { KeyId: key.arn, Plaintext, EncryptionAlgorithm: input.EncryptionAlgorithm };
      },
    }),

    ReEncrypt: jsonOperation(ReEncrypt, {
      needs: (input) => [
        needOf({
          action: 'ReEncryptFrom',
          key: keyOf(input.CiphertextBlob, input.SourceKeyId).key,
          name: input.SourceKeyId,
          context: input.SourceEncryptionContext,
        }),
        ...needs('ReEncryptTo', input.DestinationKeyId, input.DestinationEncryptionContext),
      ],
      run(input) {
        const from = keyOf(input.CiphertextBlob, input.SourceKeyId);
        const to = ring.find(input.DestinationKeyId);
        const plaintext = open(from.key, from.parts, input.SourceEncryptionContext);
        return {
          CiphertextBlob: sealWith(to, plaintext, input.DestinationEncryptionContext),
          SourceKeyId: from.key.arn,
          KeyId: to.arn,
          SourceEncryptionAlgorithm: input.SourceEncryptionAlgorithm,
          DestinationEncryptionAlgorithm: input.DestinationEncryptionAlgorithm,
        };
      },
    }),

    GenerateDataKey: jsonOperation(DataKey, {
      needs: (input) => needs('GenerateDataKey', input.KeyId, input.EncryptionContext),
      run(input) {
        const { plaintext, ...sealed } = dataKey(input);
        return { ...sealed, Plaintext: encoded(plaintext) };
      },
    }),

    GenerateDataKeyWithoutPlaintext: jsonOperation(DataKey, {
      needs: (input) => needs('GenerateDataKeyWithoutPlaintext', input.KeyId, input.EncryptionContext),
      run(input) {
        const { KeyId, CiphertextBlob } = dataKey(input);
        return { KeyId, CiphertextBlob };
      },
    }),
  };
}

function invalidCiphertext(): ServiceError {
  return new ServiceError('InvalidCiphertextException', 'The ciphertext does not open');
}
