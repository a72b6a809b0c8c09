import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlob, seal, unseal } from '../../../../../infra/local/endpoints/kms/ciphertext.ts';

const key = { id: 'data-key', generation: 3, material: randomBytes(32) };
const plaintext = fc.uint8Array({ minLength: 1, maxLength: 4096 });
const context = fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), { maxKeys: 5 });

const open = (blob: Buffer, under: Readonly<Record<string, string>>) => {
  const parts = readBlob(blob);
  return parts && parts.keyId === key.id && parts.generation === key.generation
    ? unseal(parts, key.material, under)
    : undefined;
};

test('what was sealed opens under its own context, whatever the order of its pairs', () => {
  fc.assert(
    fc.property(plaintext, context, (bytes, pairs) => {
      const turned = Object.fromEntries(Object.entries(pairs).reverse());
      expect(open(seal(key, bytes, pairs), turned)).toEqual(Buffer.from(bytes));
    }),
  );
});

test('no flipped bit opens, wherever in the blob it is', () => {
  fc.assert(
    fc.property(plaintext, context, fc.nat(), (bytes, pairs, position) => {
      const blob = seal(key, bytes, pairs);
      const bit = position % (blob.length * 8);
      const byte = Math.floor(bit / 8);
      blob.writeUInt8(blob.readUInt8(byte) ^ (1 << (bit % 8)), byte);
      expect(open(blob, pairs)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test('no flipped bit opens, for every bit of one blob', () => {
  const blob = seal(key, Buffer.from('名前'), { case: 'case-1' });
  for (let bit = 0; bit < blob.length * 8; bit += 1) {
    const flipped = Buffer.from(blob);
    const byte = Math.floor(bit / 8);
    flipped.writeUInt8(flipped.readUInt8(byte) ^ (1 << (bit % 8)), byte);
    expect(open(flipped, { case: 'case-1' })).toBeUndefined();
  }
});

test('no other context opens', () => {
  fc.assert(
    fc.property(plaintext, context, context, (bytes, sealed, other) => {
      fc.pre(JSON.stringify(Object.entries(sealed).sort()) !== JSON.stringify(Object.entries(other).sort()));
      expect(open(seal(key, bytes, sealed), other)).toBeUndefined();
    }),
  );
});

test('no shortened or lengthened blob opens', () => {
  const blob = seal(key, Buffer.from('名前'), {});
  for (let length = 0; length < blob.length; length += 1) expect(open(blob.subarray(0, length), {})).toBeUndefined();
  expect(open(Buffer.concat([blob, Buffer.alloc(1)]), {})).toBeUndefined();
});

test('two sealings of the same text never look alike', () => {
  expect(seal(key, Buffer.from('名前'), {})).not.toEqual(seal(key, Buffer.from('名前'), {}));
});
