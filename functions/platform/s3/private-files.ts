/** Files that we make and keep private: written by a job, fetched by staff through a link that soon ends. */
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { sha256Hex } from '../digest.ts';
import { attachment } from '../http/reply.ts';

export interface PrivateFiles {
  put(file: { readonly key: string; readonly bytes: Uint8Array; readonly contentType: string }): Promise<void>;
  /** An address that gives the file to whoever holds it, under that name, for so many seconds. */
  linkTo(
    file: { readonly key: string; readonly contentType: string; readonly name: string },
    seconds: number,
  ): Promise<string>;
}

export function createPrivateFiles(bucket: string, s3: S3Client = new S3Client({ maxAttempts: 4 })): PrivateFiles {
  return {
    async put({ key, bytes, contentType }) {
      const ChecksumSHA256 = Buffer.from(sha256Hex(bytes), 'hex').toString('base64');
      await s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType, ChecksumSHA256 }),
      );
    },
    linkTo({ key, contentType, name }, seconds) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentType: contentType,
        ResponseContentDisposition: attachment({ plain: key.split('/').at(-1) ?? 'file', full: name }),
      });
      return getSignedUrl(s3, command, { expiresIn: seconds });
    },
  };
}
