/** The bucket behind the portals, and the edge in front of it. */
import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { HeadObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Site, SiteFile } from '../../../shared/content/site.ts';
import { sha256Hex } from '../digest.ts';

export interface SiteBucketNames {
  readonly bucket: string;
  /** Distribution of each portal, by programme; a portal without one is only written. */
  readonly distributions: Readonly<Record<string, string>>;
}

/** Above this many paths one wildcard is cheaper and as quick. */
const pathsAtOnce = 100;

export function createSiteBucket(
  names: SiteBucketNames,
  s3: Pick<S3Client, 'send'> = new S3Client({ maxAttempts: 4 }),
  cloudFront: Pick<CloudFrontClient, 'send'> = new CloudFrontClient({ maxAttempts: 4 }),
): Site {
  return {
    async write(programmeId, file) {
      const Key = `${programmeId}/${file.path}`;
      const digest = digestOf(file);
      if ((await digestAt(s3, names.bucket, Key)) === digest) return false;
      await s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, ...objectOf(file), Metadata: { digest } }));
      return true;
    },
    async refresh(programmeId, files, reference) {
      const DistributionId = names.distributions[programmeId];
      if (DistributionId === undefined) return;
      const Items = files.length > pathsAtOnce ? ['/*'] : addressesOf(files.map(({ path }) => path));
      // CloudFront takes a reference once: what an event's second coming wrote must not be mistaken for its first.
      const CallerReference = `${reference}-${sha256Hex(files.map(digestOf).join('|')).slice(0, 32)}`;
      const InvalidationBatch = { CallerReference, Paths: { Quantity: Items.length, Items } };
      await cloudFront.send(new CreateInvalidationCommand({ DistributionId, InvalidationBatch }));
    },
  };
}

function digestOf({ path, contentType, maxAgeSeconds, body }: SiteFile): string {
  return sha256Hex(`${path}|${contentType}|${maxAgeSeconds}|${body}`);
}

function objectOf({ contentType, body, maxAgeSeconds }: SiteFile) {
  return { Body: body, ContentType: contentType, CacheControl: `public, max-age=${maxAgeSeconds}` };
}

/** The home page has two addresses. */
function addressesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) => (path === 'index.html' ? ['/', '/index.html'] : [`/${path}`]));
}

async function digestAt(s3: Pick<S3Client, 'send'>, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    return (await s3.send(new HeadObjectCommand({ Bucket, Key }))).Metadata?.['digest'];
  } catch (fault) {
    // Who may not list the bucket hears 403 of an object that is not there.
    if (fault instanceof S3ServiceException && [403, 404].includes(fault.$metadata.httpStatusCode ?? 0))
      return undefined;
    throw fault;
  }
}
