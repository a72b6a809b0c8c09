/** Reads whole objects out of the private bucket, up to a size that the caller can hold. */
import { createHash } from 'node:crypto';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

export interface PrivateObjects {
  /** Throws where the object is larger, is gone, or is not the one with this digest (SHA-256, lower-case hex). */
  read(object: { readonly key: string; readonly sha256: string; readonly largestBytes: number }): Promise<Uint8Array>;
}

export function createPrivateObjects(
  bucket: string,
  s3: Pick<S3Client, 'send'> = new S3Client({ maxAttempts: 4 }),
): PrivateObjects {
  return {
    async read({ key, sha256, largestBytes }) {
      const found = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const { Body, ContentLength } = found;
      if (Body === undefined) throw new Error('the storage gave no body');
      if (ContentLength === undefined || ContentLength > largestBytes)
        throw new Error('the object is too large to read');
      const bytes = await Body.transformToByteArray();
      const digest = createHash('sha256').update(bytes).digest('hex');
      if (digest !== sha256) throw new Error('the object is not the one that was cleared');
      return bytes;
    },
  };
}
