/**
 * The `aws-chunked` bodies: chunks with a length each, optionally signed in a chain, optionally with a trailer.
 * @source Amazon S3 API Reference, "Signature Calculations for the Authorization Header: Transferring Payload in
 * Multiple Chunks"
 */
import { createHash } from 'node:crypto';
import { type ByteReader, createByteReader } from './byte-reader.ts';
import type { ChunkSigner } from './chunk-signer.ts';
import { S3Refusal } from './s3-refusal.ts';

const longestLine = 8 * 1024;
const emptyDigest = createHash('sha256').digest('hex');

export interface DecodedBody {
  readonly bytes: AsyncIterable<Buffer>;
  /** Complete once `bytes` has been read to its end; lower-case names. */
  readonly trailers: ReadonlyMap<string, string>;
}

interface ChunkHead {
  readonly size: number;
  readonly signature: string | undefined;
}

function readHead(line: string): ChunkHead {
  const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!match?.[1]) throw new S3Refusal('InvalidRequest', 'The body is not aws-chunked');
  return { size: Number.parseInt(match[1], 16), signature: match[2] };
}

async function readTrailers(reader: ByteReader, trailers: Map<string, string>): Promise<void> {
  while (!(await reader.isAtEnd())) {
    const line = await reader.line(longestLine);
    if (line === '') return;
    const colon = line.indexOf(':');
    if (colon <= 0) throw new S3Refusal('InvalidRequest', 'A trailer is not well-formed');
    trailers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
}

function checkTrailers(trailers: Map<string, string>, signer: ChunkSigner): void {
  const signature = trailers.get('x-amz-trailer-signature');
  trailers.delete('x-amz-trailer-signature');
  const lines = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
  const isRight = signer.trailerSignature(createHash('sha256').update(lines).digest('hex')) === signature;
  if (!isRight) throw new S3Refusal('SignatureDoesNotMatch');
}

/** Decodes the body; with a signer, refuses SignatureDoesNotMatch at the first chunk whose signature is not right. */
export function decodeChunks(
  body: AsyncIterable<Buffer>,
  { signer, hasTrailer }: { signer: ChunkSigner | undefined; hasTrailer: boolean },
): DecodedBody {
  const trailers = new Map<string, string>();
  const reader = createByteReader(body);

  async function* bytes(): AsyncGenerator<Buffer> {
    for (;;) {
      const { size, signature } = readHead(await reader.line(longestLine));
      const hash = createHash('sha256');
      for await (const piece of reader.take(size)) {
        if (signer) hash.update(piece);
        yield piece;
      }
      const digest = size === 0 ? emptyDigest : hash.digest('hex');
      if (signer && signer.chunkSignature(digest) !== signature) throw new S3Refusal('SignatureDoesNotMatch');
      if (size === 0) break;
      if ((await reader.line(0)) !== '') throw new S3Refusal('InvalidRequest', 'A chunk is longer than it says');
    }
    await readTrailers(reader, trailers);
    if (hasTrailer && signer) checkTrailers(trailers, signer);
  }

  return { bytes: bytes(), trailers };
}
