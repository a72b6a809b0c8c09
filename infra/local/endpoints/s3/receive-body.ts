/** Takes an object's or a part's bytes: decodes, measures, stores, and refuses what does not match what was declared. */
import type { Readable } from 'node:stream';
import { type DecodedBody, decodeChunks } from './aws-chunked.ts';
import {
  type ChecksumAlgorithm,
  checkedValue,
  checksumHeader,
  createDigest,
  declaredChecksum,
  trailerAlgorithm,
} from './checksums.ts';
import { chunkSigner, type SecretOf } from './chunk-signer.ts';
import { type ContentFolder, type Segment, sizeOf } from './content-folder.ts';
import { S3Refusal } from './s3-refusal.ts';

/** @source Amazon S3 User Guide, "Amazon S3 multipart upload limits" */
const largestBody = 5 * 1024 ** 3;

type Headers = Readonly<Record<string, string>>;

export interface ReceivedBody {
  readonly segments: readonly Segment[];
  readonly size: number;
  /** Hexadecimal. */
  readonly md5: string;
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
}

export interface ExpectedBody {
  readonly bytes: AsyncIterable<Buffer>;
  readonly trailers: ReadonlyMap<string, string>;
  /** Undefined where nobody said it beforehand. */
  readonly size: number | undefined;
  /** Hexadecimal SHA-256 from the signature. */
  readonly sha256: string | undefined;
  /** Hexadecimal. */
  readonly md5: string | undefined;
  readonly declared: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;
  /** Whether the value must follow the body as a trailer. */
  readonly isTrailed: boolean;
  /** What is computed and stored; its value may come as a trailer. */
  readonly algorithm: ChecksumAlgorithm;
  readonly least: number;
  readonly most: number;
}

function contentMd5(headers: Headers): string | undefined {
  const given = headers['content-md5'];
  if (given === undefined) return undefined;
  const bytes = Buffer.from(given, 'base64');
  if (bytes.length !== 16) throw new S3Refusal('InvalidDigest');
  return bytes.toString('hex');
}

function lengthHeader(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function decoded(body: Readable, headers: Headers, secretOf: SecretOf): DecodedBody & { readonly isChunked: boolean } {
  const payload = headers['x-amz-content-sha256'] ?? '';
  if (!payload.startsWith('STREAMING-')) return { bytes: body, trailers: new Map(), isChunked: false };
  const match = /^STREAMING-(UNSIGNED-PAYLOAD|AWS4-HMAC-SHA256-PAYLOAD)(-TRAILER)?$/.exec(payload);
  if (!match) throw new S3Refusal('NotImplemented', `The stand-in for S3 does not implement ${payload}`);
  const signer = match[1] === 'UNSIGNED-PAYLOAD' ? undefined : chunkSigner(headers, secretOf);
  return { ...decodeChunks(body, { signer, hasTrailer: match[2] !== undefined }), isChunked: true };
}

/** What the headers say of the body. `usual` is the algorithm where they name none. */
export function expectedBody(
  body: Readable,
  headers: Headers,
  { secretOf, usual = 'CRC64NVME' }: { secretOf: SecretOf; usual?: ChecksumAlgorithm },
): ExpectedBody {
  const { bytes, trailers, isChunked } = decoded(body, headers, secretOf);
  const size = lengthHeader(headers[isChunked ? 'x-amz-decoded-content-length' : 'content-length']);
  if (size === undefined) throw new S3Refusal('MissingContentLength');
  if (size > largestBody) throw new S3Refusal('EntityTooLarge');
  const payload = headers['x-amz-content-sha256'] ?? '';
  const declared = declaredChecksum(headers);
  const md5 = contentMd5(headers);
  const sha256 = /^[0-9a-f]{64}$/.test(payload) ? payload : undefined;
  const trailed = isChunked ? trailerAlgorithm(headers) : undefined;
  const algorithm = declared?.algorithm ?? trailed ?? usual;
  const isTrailed = trailed !== undefined;
  return { bytes, trailers, size, sha256, md5, declared, isTrailed, algorithm, least: 0, most: largestBody };
}

async function* measured({ bytes, most }: ExpectedBody, update: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > most) throw new S3Refusal('EntityTooLarge');
      update(chunk);
      yield chunk;
    }
  } catch (error) {
    // A connection that broke off is the sender's doing, not a fault of ours.
    throw error instanceof S3Refusal ? error : new S3Refusal('IncompleteBody');
  }
}

function checkValue(expected: ExpectedBody, value: string): void {
  const { algorithm, declared, trailers, isTrailed } = expected;
  const trailed = trailers.get(checksumHeader(algorithm));
  if (isTrailed && trailed === undefined) throw new S3Refusal('InvalidRequest', 'The announced trailer is missing');
  const given = declared?.value ?? (trailed === undefined ? undefined : checkedValue(algorithm, trailed));
  if (given !== undefined && given !== value) {
    throw new S3Refusal('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  }
}

function check(
  expected: ExpectedBody,
  found: { size: number; md5: string; sha256: string | undefined; value: string },
) {
  if (expected.size !== undefined && found.size !== expected.size) throw new S3Refusal('IncompleteBody');
  if (found.size < expected.least) throw new S3Refusal('EntityTooSmall');
  if (expected.sha256 !== found.sha256) throw new S3Refusal('XAmzContentSHA256Mismatch');
  if (expected.md5 !== undefined && expected.md5 !== found.md5) throw new S3Refusal('BadDigest');
  checkValue(expected, found.value);
}

/** Reads the body to its end, stores it durably and checks it; what does not match is not kept. */
export async function receiveBody(content: ContentFolder, expected: ExpectedBody): Promise<ReceivedBody> {
  const { algorithm } = expected;
  const md5 = createDigest('MD5');
  const checksum = createDigest(algorithm);
  const sha256 = expected.sha256 === undefined ? undefined : createDigest('SHA256');
  const digests = [md5, checksum, ...(sha256 ? [sha256] : [])];
  const segments = await content.write(
    measured(expected, (chunk) => {
      for (const digest of digests) digest.update(chunk);
    }),
  );
  const size = sizeOf(segments);
  const found = {
    size,
    md5: md5.digest().toString('hex'),
    sha256: sha256?.digest().toString('hex'),
    value: checksum.digest().toString('base64'),
  };
  try {
    check(expected, found);
  } catch (error) {
    await content.release(segments);
    throw error;
  }
  return { segments, size, md5: found.md5, checksum: { algorithm, value: found.value } };
}
