/**
 * The ciphertext blob: version, key id, generation, nonce, AES-256-GCM text and tag. Everything before the text and
 * the encryption context are authenticated, so no bit can change unnoticed.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export type EncryptionContext = Readonly<Record<string, string>>;

export interface SealedBlob {
  readonly keyId: string;
  readonly generation: number;
  readonly header: Buffer;
  readonly nonce: Buffer;
  readonly text: Buffer;
  readonly tag: Buffer;
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

export function seal(
  key: { readonly id: string; readonly generation: number; readonly material: Uint8Array },
  plaintext: Uint8Array,
  context: EncryptionContext,
): Buffer {
  const id = Buffer.from(key.id, 'utf8');
  const header = Buffer.alloc(2 + id.length + 4);
  header.writeUInt8(version, 0);
  header.writeUInt8(id.length, 1);
  id.copy(header, 2);
  header.writeUInt32BE(key.generation, 2 + id.length);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.material, nonce);
  cipher.setAAD(Buffer.concat([header, canonical(context)]));
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([header, nonce, text, cipher.getAuthTag()]);
}

/** The parts of a blob, undefined when it has not the form of one. Says nothing on whether it is genuine. */
export function readBlob(blob: Buffer): SealedBlob | undefined {
  if (blob.length < 2 || blob.readUInt8(0) !== version) return undefined;
  const idEnd = 2 + blob.readUInt8(1);
  const headerEnd = idEnd + 4;
  const textEnd = blob.length - tagBytes;
  if (headerEnd + nonceBytes > textEnd) return undefined;
  return {
    keyId: blob.subarray(2, idEnd).toString('utf8'),
    generation: blob.readUInt32BE(idEnd),
    header: blob.subarray(0, headerEnd),
    nonce: blob.subarray(headerEnd, headerEnd + nonceBytes),
    text: blob.subarray(headerEnd + nonceBytes, textEnd),
    tag: blob.subarray(textEnd),
  };
}

/** The plaintext; undefined when a bit, the context or the key differs from the sealing. */
export function unseal(blob: SealedBlob, material: Uint8Array, context: EncryptionContext): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', material, blob.nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.concat([blob.header, canonical(context)]));
  decipher.setAuthTag(blob.tag);
  try {
    return Buffer.concat([decipher.update(blob.text), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** The order of the pairs does not matter; no two different contexts have the same bytes. */
function canonical(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs), 'utf8');
}
