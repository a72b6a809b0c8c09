import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DecryptCommand,
  type DecryptRequest,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  ListKeysCommand,
  ReEncryptCommand,
  RotateKeyOnDemandCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KmsHost, keys, startKmsHost } from './kms-host.ts';

let host: KmsHost;
beforeAll(async () => {
  host = await startKmsHost();
});
afterAll(() => host.stop());

const message = Buffer.from('相談記録');
const context = { programme: 'womens-support-2026', case: 'case-1' };
const encrypt = async (KeyId: string, EncryptionContext: Record<string, string> = context, from = host) => {
  const { CiphertextBlob } = await from.client.send(
    new EncryptCommand({ KeyId, Plaintext: message, EncryptionContext }),
  );
  return CiphertextBlob ?? new Uint8Array();
};

describe('encryption', () => {
  test('opens under the same context in any order, without being told the key', async () => {
    const CiphertextBlob = await encrypt('data-key');
    const EncryptionContext = { case: 'case-1', programme: 'womens-support-2026' };
    const opened = await host.client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(message);
    expect(opened).toMatchObject({ KeyId: keys.data.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' });
  });

  test.each([
    'data-key',
    keys.data.arn,
    'alias/mikata/data',
    'arn:aws:kms:ap-northeast-1:123456789012:alias/mikata/data',
  ])('takes %s as the name of the key', async (name) => {
    const CiphertextBlob = await encrypt(name);
    const opened = await host.client.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: context, KeyId: name }),
    );
    expect(opened.KeyId).toBe(keys.data.arn);
  });

  test('refuses another context, none, another key, an unknown key and what is no ciphertext', async () => {
    const CiphertextBlob = await encrypt('data-key');
    const decrypt = (input: DecryptRequest) => host.client.send(new DecryptCommand(input));
    const other = { CiphertextBlob, EncryptionContext: { ...context, case: 'case-2' } };
    await expect(decrypt(other)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    await expect(decrypt({ CiphertextBlob })).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    const wrongKey = { CiphertextBlob, EncryptionContext: context, KeyId: 'cases-key' };
    await expect(decrypt(wrongKey)).rejects.toMatchObject({ name: 'IncorrectKeyException' });
    const noKey = { CiphertextBlob, EncryptionContext: context, KeyId: 'alias/none' };
    await expect(decrypt(noKey)).rejects.toMatchObject({ name: 'NotFoundException' });
    const text = { CiphertextBlob: message, EncryptionContext: context };
    await expect(decrypt(text)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  });

  test('refuses more than 4,096 bytes, and a key that is for something else', async () => {
    const long = new EncryptCommand({ KeyId: 'data-key', Plaintext: Buffer.alloc(4097) });
    await expect(host.client.send(long)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(encrypt('mac-key')).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  });

  test('moves to another key and context without showing the plaintext', async () => {
    const { CiphertextBlob, SourceKeyId, KeyId } = await host.client.send(
      new ReEncryptCommand({
        CiphertextBlob: await encrypt('data-key'),
        SourceEncryptionContext: context,
        DestinationKeyId: 'cases-key',
        DestinationEncryptionContext: { case: 'case-2' },
      }),
    );
    expect([SourceKeyId, KeyId]).toEqual([keys.data.arn, keys.cases.arn]);
    const opened = await host.client.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { case: 'case-2' }, KeyId: 'cases-key' }),
    );
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(message);
  });

  test('what an older generation sealed opens after a rotation, under new bytes for new ciphertexts', async () => {
    const before = await encrypt('cases-key');
    await host.client.send(new RotateKeyOnDemandCommand({ KeyId: 'cases-key' }));
    const after = await encrypt('cases-key');
    for (const CiphertextBlob of [before, after]) {
      const opened = await host.client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
      expect(Buffer.from(opened.Plaintext ?? [])).toEqual(message);
    }
    expect(Buffer.from(before).subarray(0, 15)).not.toEqual(Buffer.from(after).subarray(0, 15));
  });
});

describe('data keys', () => {
  test('come once in the clear and open again from their blob', async () => {
    const made = await host.client.send(
      new GenerateDataKeyCommand({ KeyId: 'data-key', KeySpec: 'AES_256', EncryptionContext: context }),
    );
    expect(made.Plaintext).toHaveLength(32);
    const opened = await host.client.send(
      new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext: context }),
    );
    expect(opened.Plaintext).toEqual(made.Plaintext);
  });

  test('come without plaintext where that is asked, in the length that is asked', async () => {
    const made = await host.client.send(
      new GenerateDataKeyWithoutPlaintextCommand({ KeyId: 'data-key', NumberOfBytes: 48 }),
    );
    expect(made).not.toHaveProperty('Plaintext');
    const opened = await host.client.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }));
    expect(opened.Plaintext).toHaveLength(48);
  });

  test('need exactly one of spec and length', async () => {
    const both = new GenerateDataKeyCommand({ KeyId: 'data-key', KeySpec: 'AES_256', NumberOfBytes: 32 });
    const none = new GenerateDataKeyCommand({ KeyId: 'data-key' });
    for (const command of [both, none])
      await expect(host.client.send(command)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('message authentication', () => {
  const about = { KeyId: 'alias/mikata/mac', Message: message, MacAlgorithm: 'HMAC_SHA_256' } as const;

  test('is the same for the same message and verifies', async () => {
    const first = await host.client.send(new GenerateMacCommand(about));
    const second = await host.client.send(new GenerateMacCommand(about));
    expect(first.Mac).toHaveLength(32);
    expect(first.Mac).toEqual(second.Mac);
    const verified = await host.client.send(new VerifyMacCommand({ ...about, Mac: first.Mac }));
    expect(verified).toMatchObject({ MacValid: true, KeyId: keys.mac.arn });
  });

  test('refuses another message, a shortened MAC, another algorithm and a key for encryption', async () => {
    const { Mac = new Uint8Array() } = await host.client.send(new GenerateMacCommand(about));
    const other = new VerifyMacCommand({ ...about, Message: Buffer.from('別'), Mac });
    await expect(host.client.send(other)).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
    const short = new VerifyMacCommand({ ...about, Mac: Mac.subarray(0, 16) });
    await expect(host.client.send(short)).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
    const algorithm = new GenerateMacCommand({ ...about, MacAlgorithm: 'HMAC_SHA_512' });
    await expect(host.client.send(algorithm)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    const wrongKey = new GenerateMacCommand({ ...about, KeyId: 'data-key' });
    await expect(host.client.send(wrongKey)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  });
});

describe('signatures', () => {
  const about = { KeyId: 'signing-key', Message: message, SigningAlgorithm: 'ECDSA_SHA_256' } as const;

  test('verify here, and anywhere with the public key', async () => {
    const { Signature = new Uint8Array() } = await host.client.send(new SignCommand(about));
    expect(await host.client.send(new VerifyCommand({ ...about, Signature }))).toMatchObject({ SignatureValid: true });
    const { PublicKey, SigningAlgorithms } = await host.client.send(new GetPublicKeyCommand({ KeyId: 'signing-key' }));
    expect(SigningAlgorithms).toEqual(['ECDSA_SHA_256']);
    const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
    expect(verify('sha256', message, key, Signature)).toBe(true);
  });

  test('refuse another message and another key usage; a digest to sign is 501', async () => {
    const { Signature } = await host.client.send(new SignCommand(about));
    const other = new VerifyCommand({ ...about, Message: Buffer.from('別'), Signature });
    await expect(host.client.send(other)).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
    const wrongKey = new SignCommand({ ...about, KeyId: 'data-key' });
    await expect(host.client.send(wrongKey)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    const noPublicKey = new GetPublicKeyCommand({ KeyId: 'data-key' });
    await expect(host.client.send(noPublicKey)).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
    const Message = createHash('sha256').update(message).digest();
    const digest = new SignCommand({ ...about, Message, MessageType: 'DIGEST' });
    await expect(host.client.send(digest)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });
});

test('a key is described as the template has it', async () => {
  const { KeyMetadata } = await host.client.send(new DescribeKeyCommand({ KeyId: 'alias/mikata/data' }));
  expect(KeyMetadata).toMatchObject({
    AWSAccountId: '123456789012',
    KeyId: 'data-key',
    Arn: keys.data.arn,
    CreationDate: new Date('2026-06-01T00:00:00Z'),
    KeyState: 'Enabled',
    KeyUsage: 'ENCRYPT_DECRYPT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  });
});

test('a call needs its action on the ARN of the key, with the encryption context as conditions', async () => {
  const CiphertextBlob = await encrypt('alias/mikata/data');
  await host.client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
  const conditions = {
    'kms:KeySpec': ['SYMMETRIC_DEFAULT'],
    'kms:KeyUsage': ['ENCRYPT_DECRYPT'],
    'kms:ResourceAliases': ['alias/mikata/data'],
    'kms:EncryptionContextKeys': ['programme', 'case'],
    'kms:EncryptionContext:programme': ['womens-support-2026'],
    'kms:EncryptionContext:case': ['case-1'],
  };
  expect(host.server.calls.slice(-2).map((call) => call.needs)).toEqual([
    [
      {
        action: 'kms:Encrypt',
        resource: keys.data.arn,
        conditions: { ...conditions, 'kms:RequestAlias': ['alias/mikata/data'] },
      },
    ],
    [{ action: 'kms:Decrypt', resource: keys.data.arn, conditions }],
  ]);
});

test('moving a ciphertext needs a permission on both keys', async () => {
  await host.client.send(
    new ReEncryptCommand({ CiphertextBlob: await encrypt('data-key', {}), DestinationKeyId: 'cases-key' }),
  );
  expect(host.server.calls.at(-1)?.needs.map(({ action, resource }) => [action, resource])).toEqual([
    ['kms:ReEncryptFrom', keys.data.arn],
    ['kms:ReEncryptTo', keys.cases.arn],
  ]);
});

test('a call or a field that is not kept is answered with 501', async () => {
  const kept = { name: 'NotImplemented', $metadata: { httpStatusCode: 501 } };
  await expect(host.client.send(new ListKeysCommand({}))).rejects.toMatchObject(kept);
  const dryRun = new EncryptCommand({ KeyId: 'data-key', Plaintext: message, DryRun: true });
  await expect(host.client.send(dryRun)).rejects.toMatchObject(kept);
});

test('a restart on the same folder opens, verifies and signs with the same keys', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mikata-kms-'));
  const file = join(folder, 'state.db');
  const about = { KeyId: 'mac-key', Message: message, MacAlgorithm: 'HMAC_SHA_256' } as const;
  const before = await startKmsHost(file);
  const CiphertextBlob = await encrypt('data-key', context, before);
  const { Mac } = await before.client.send(new GenerateMacCommand(about));
  const { PublicKey } = await before.client.send(new GetPublicKeyCommand({ KeyId: 'signing-key' }));
  await before.stop();
  const after = await startKmsHost(file);
  const opened = await after.client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
  expect(Buffer.from(opened.Plaintext ?? [])).toEqual(message);
  expect(await after.client.send(new VerifyMacCommand({ ...about, Mac }))).toMatchObject({ MacValid: true });
  expect((await after.client.send(new GetPublicKeyCommand({ KeyId: 'signing-key' }))).PublicKey).toEqual(PublicKey);
  await after.stop();
  rmSync(folder, { recursive: true });
});
