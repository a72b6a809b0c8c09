/** Calls that prove where something came from: MACs and signatures. */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import * as z from 'zod';
import type { KeyModel } from '../../model.ts';
import { jsonOperation } from '../json-rpc.ts';
import { ServiceError } from '../service-error.ts';
import type { KeyRing } from './key-ring.ts';
import { blob, encoded, GrantTokens, KeyName, mustBeFor, needOf } from './key-use.ts';

const hashes = {
  HMAC_SHA_224: 'sha224',
  HMAC_SHA_256: 'sha256',
  HMAC_SHA_384: 'sha384',
  HMAC_SHA_512: 'sha512',
} as const;
const MacAlgorithm = z.enum(['HMAC_SHA_224', 'HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512']);

const GenerateMac = z.strictObject({ KeyId: KeyName, Message: blob(1, 4096), MacAlgorithm, GrantTokens });
const VerifyMac = GenerateMac.extend({ Mac: blob(1, 6144) });

const Sign = z.strictObject({
  KeyId: KeyName,
  Message: blob(1, 4096),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.literal('ECDSA_SHA_256'),
  GrantTokens,
});
const Verify = Sign.extend({ Signature: blob(1, 6144) });
const OnlyKey = z.strictObject({ KeyId: KeyName, GrantTokens });

export function proofCalls(ring: KeyRing) {
  const needs = (action: string) => (input: { readonly KeyId: string }) => [
    needOf({ action, key: ring.find(input.KeyId), name: input.KeyId }),
  ];

  function mac(key: KeyModel, message: Buffer, algorithm: z.output<typeof MacAlgorithm>): Buffer {
    mustBeFor(key, 'GENERATE_VERIFY_MAC');
    if (macAlgorithmOf(key) !== algorithm) {
      const text = `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`;
      throw new ServiceError('InvalidKeyUsageException', text);
    }
    return createHmac(hashes[algorithm], ring.current(key).material).update(message).digest();
  }

  function privateKey(input: z.output<typeof Sign>): { readonly key: KeyModel; readonly secret: KeyObject } {
    const key = ring.find(input.KeyId);
    mustBeFor(key, 'SIGN_VERIFY');
    if (input.MessageType === 'DIGEST') throw new ServiceError('NotImplemented', 'Digests are not signed here', 501);
    return { key, secret: privateKeyOf(ring, key) };
  }

  return {
    GenerateMac: jsonOperation(GenerateMac, {
      needs: needs('GenerateMac'),
      run(input) {
        const key = ring.find(input.KeyId);
        const Mac = encoded(mac(key, input.Message, input.MacAlgorithm));
        return { KeyId: key.arn, Mac, MacAlgorithm: input.MacAlgorithm };
      },
    }),

    VerifyMac: jsonOperation(VerifyMac, {
      needs: needs('VerifyMac'),
      run(input) {
        const key = ring.find(input.KeyId);
        const expected = mac(key, input.Message, input.MacAlgorithm);
        if (expected.length !== input.Mac.length || !timingSafeEqual(expected, input.Mac))
          throw new ServiceError('KMSInvalidMacException', 'The MAC does not belong to this message');
        return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm };
      },
    }),

    Sign: jsonOperation(Sign, {
      needs: needs('Sign'),
      run(input) {
        const { key, secret } = privateKey(input);
        const Signature = encoded(sign('sha256', input.Message, secret));
        return { KeyId: key.arn, Signature, SigningAlgorithm: input.SigningAlgorithm };
      },
    }),

    Verify: jsonOperation(Verify, {
      needs: needs('Verify'),
      run(input) {
        const { key, secret } = privateKey(input);
        if (!verify('sha256', input.Message, createPublicKey(secret), input.Signature))
          throw new ServiceError('KMSInvalidSignatureException', 'The signature does not belong to this message');
        return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: input.SigningAlgorithm };
      },
    }),

    GetPublicKey: jsonOperation(OnlyKey, {
      needs: needs('GetPublicKey'),
      run({ KeyId }) {
        const key = ring.find(KeyId);
        if (key.usage !== 'SIGN_VERIFY')
          throw new ServiceError('UnsupportedOperationException', `${key.arn} has no public key`);
        const der = createPublicKey(privateKeyOf(ring, key)).export({ format: 'der', type: 'spki' });
        return {
          KeyId: key.arn,
          PublicKey: encoded(der),
          KeySpec: key.spec,
          CustomerMasterKeySpec: key.spec,
          KeyUsage: key.usage,
          SigningAlgorithms: ['ECDSA_SHA_256'],
        };
      },
    }),
  };
}

function privateKeyOf(ring: KeyRing, key: KeyModel): KeyObject {
  return createPrivateKey({ key: Buffer.from(ring.current(key).material), format: 'der', type: 'pkcs8' });
}

/** The one MAC algorithm of a key's spec: HMAC_256 goes with HMAC_SHA_256. */
export function macAlgorithmOf(key: KeyModel): string {
  return key.spec.replace('HMAC_', 'HMAC_SHA_');
}
