/**
 * The checksums of S3: over one body, over a multipart object as a whole, and as a checksum of checksums.
 * @source Amazon S3 User Guide, "Checking object integrity in Amazon S3"
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import {
  type CrcParameters,
  combineCrc,
  crc32cParameters,
  crc32Parameters,
  crc64nvmeParameters,
  createCrc,
} from './crc.ts';
import { S3Refusal } from './s3-refusal.ts';

export const ChecksumAlgorithm = z.enum(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']);
export type ChecksumAlgorithm = z.infer<typeof ChecksumAlgorithm>;

export const ChecksumType = z.enum(['FULL_OBJECT', 'COMPOSITE']);
export type ChecksumType = z.infer<typeof ChecksumType>;

/** `value` is base64; a composite one ends in `-N`, the number of parts. */
export const Checksum = z.object({ algorithm: ChecksumAlgorithm, type: ChecksumType, value: z.string() });
export type Checksum = z.infer<typeof Checksum>;

export interface RunningDigest {
  update(chunk: Buffer): void;
  digest(): Buffer;
}

const crcs: Partial<Record<ChecksumAlgorithm, CrcParameters>> = {
  CRC32: crc32Parameters,
  CRC32C: crc32cParameters,
  CRC64NVME: crc64nvmeParameters,
};

const bytesOf = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 } as const satisfies Record<
  ChecksumAlgorithm,
  number
>;

export function createDigest(algorithm: ChecksumAlgorithm | 'MD5'): RunningDigest {
  const crc = algorithm === 'MD5' ? undefined : crcs[algorithm];
  if (crc) return createCrc(crc);
  const hash = createHash(algorithm.toLowerCase());
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() };
}

/** The header that carries a checksum of this algorithm. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The name in XML documents, e.g. `ChecksumSHA256`. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

export function checksumHeaders(checksum: Checksum): Record<string, string> {
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

export function algorithmNamed(name: string): ChecksumAlgorithm {
  const parsed = ChecksumAlgorithm.safeParse(name.toUpperCase());
  if (!parsed.success) {
    throw new S3Refusal(
      'InvalidRequest',
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types',
    );
  }
  return parsed.data;
}

export function checkedValue(algorithm: ChecksumAlgorithm, value: string): string {
  const plain = value.replace(/-\d+$/, '');
  const bytes = Buffer.from(plain, 'base64');
  if (bytes.length !== bytesOf[algorithm] || bytes.toString('base64') !== plain) {
    throw new S3Refusal('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`);
  }
  return value;
}

/** The checksum that the headers declare for the body. Refuses more than one, and values of a wrong length. */
export function declaredChecksum(
  headers: Readonly<Record<string, string>>,
): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const found = ChecksumAlgorithm.options.flatMap((algorithm) => {
    const value = headers[checksumHeader(algorithm)];
    return value === undefined ? [] : [{ algorithm, value: checkedValue(algorithm, value) }];
  });
  if (found.length > 1) {
    throw new S3Refusal(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  return found[0];
}

/** The algorithm whose value follows the body as a trailer. */
export function trailerAlgorithm(headers: Readonly<Record<string, string>>): ChecksumAlgorithm | undefined {
  const name = headers['x-amz-trailer'];
  if (name === undefined) return undefined;
  const match = /^x-amz-checksum-([a-z0-9]+)$/i.exec(name.trim());
  if (!match?.[1])
    throw new S3Refusal('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
  return algorithmNamed(match[1]);
}

/** How S3 combines the parts' checksums where the caller does not say. Refuses pairs that do not exist. */
export function checksumTypeFor(algorithm: ChecksumAlgorithm, wanted: string | undefined): ChecksumType {
  const usual: ChecksumType = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  const type = ChecksumType.safeParse(wanted ?? usual);
  const isCrc = crcs[algorithm] !== undefined;
  if (
    !type.success ||
    (type.data === 'FULL_OBJECT' && !isCrc) ||
    (type.data === 'COMPOSITE' && usual !== 'COMPOSITE')
  ) {
    throw new S3Refusal(
      'InvalidRequest',
      `The ${wanted} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return type.data;
}

/** The checksum of a multipart object from those of its parts, without reading the content again. */
export function checksumOfParts(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly { readonly value: string; readonly size: number }[],
): Checksum {
  const values = parts.map(({ value }) => Buffer.from(value, 'base64'));
  const crc = crcs[algorithm];
  if (type === 'FULL_OBJECT' && crc) {
    const value = combineCrc(
      crc,
      values.map((bytes, index) => ({ bytes, size: parts[index]?.size ?? 0 })),
    );
    return { algorithm, type, value: value.toString('base64') };
  }
  const digest = createDigest(algorithm);
  for (const value of values) digest.update(value);
  return { algorithm, type: 'COMPOSITE', value: `${digest.digest().toString('base64')}-${parts.length}` };
}
