/** Request documents: read whole, with the same digests checked as on objects. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createDigest, declaredChecksum } from './checksums.ts';
import { S3Refusal } from './s3-refusal.ts';

/** More than the largest document that S3 takes: ten thousand parts, or a thousand keys. */
const largestDocument = 8 * 1024 * 1024;

type Headers = Readonly<Record<string, string>>;

function checkDigests(body: Buffer, headers: Headers): void {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && createHash('md5').update(body).digest('base64') !== md5) throw new S3Refusal('BadDigest');
  const sha256 = headers['x-amz-content-sha256'] ?? '';
  if (/^[0-9a-f]{64}$/.test(sha256) && createHash('sha256').update(body).digest('hex') !== sha256) {
    throw new S3Refusal('XAmzContentSHA256Mismatch');
  }
}

async function readAll(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > largestDocument) throw new S3Refusal('EntityTooLarge');
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof S3Refusal ? error : new S3Refusal('IncompleteBody');
  }
  return Buffer.concat(chunks);
}

/** `checksums` is false where the `x-amz-checksum-` headers speak of the object and not of the document. */
export async function readSmallBody(body: Readable, headers: Headers, { checksums = true } = {}): Promise<string> {
  const bytes = await readAll(body);
  checkDigests(bytes, headers);
  const declared = checksums ? declaredChecksum(headers) : undefined;
  if (declared) {
    const digest = createDigest(declared.algorithm);
    digest.update(bytes);
    if (digest.digest().toString('base64') !== declared.value) throw new S3Refusal('BadDigest');
  }
  return bytes.toString('utf8');
}
