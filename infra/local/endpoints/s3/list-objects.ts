/** ListObjectsV2, in the order of UTF-8 bytes, with prefixes rolled up at a delimiter. */
import { xml, xmlDocument } from '../xml.ts';
import { afterPrefix, type ObjectTable, type ObjectVersion } from './object-table.ts';
import { numberParameter } from './s3-call.ts';
import { answer, bucketOf, isoTime, namespace, type Prepare, quoted, xmlAnswer } from './s3-context.ts';
import { S3Refusal } from './s3-refusal.ts';

const mostKeys = 1000;
export const listParameters = [
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
];

interface ListQuery {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly limit: number;
}

/** Where the next page goes on: after a key, or from a key on. */
interface Position {
  readonly key: string;
  readonly inclusive: boolean;
}

interface Page {
  readonly contents: readonly ObjectVersion[];
  readonly prefixes: readonly string[];
  readonly next: Position | undefined;
}

function rolledUp(key: string, { prefix, delimiter }: ListQuery): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** One page; `start` undefined means from the beginning. */
export function listPage(objects: ObjectTable, query: ListQuery, start: Position | undefined): Page {
  const contents: ObjectVersion[] = [];
  const prefixes: string[] = [];
  let position: Position | undefined = start ?? { key: '', inclusive: true };
  while (position && contents.length + prefixes.length < query.limit) {
    const limit = query.limit - contents.length - prefixes.length;
    const { key: after, inclusive }: Position = position;
    const found = objects.list({ bucket: query.bucket, prefix: query.prefix, after, inclusive, limit });
    position = undefined;
    for (const version of found) {
      const common = rolledUp(version.key, query);
      if (common === undefined) {
        contents.push(version);
        position = { key: version.key, inclusive: false };
        continue;
      }
      prefixes.push(common);
      const beyond = afterPrefix(common);
      position = beyond === undefined ? undefined : { key: beyond, inclusive: true };
      break;
    }
  }
  if (!position) return { contents, prefixes, next: undefined };
  const [more] = objects.list({ ...query, after: position.key, inclusive: position.inclusive, limit: 1 });
  return { contents, prefixes, next: more ? position : undefined };
}

function writeToken({ key, inclusive }: Position): string {
  return Buffer.from(`${inclusive ? 'i' : 'a'}${key}`).toString('base64url');
}

function readToken(token: string): Position {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!/^[ia]/.test(text)) throw new S3Refusal('InvalidArgument', 'The continuation token provided is incorrect');
  return { key: text.slice(1), inclusive: text.startsWith('i') };
}

export const listObjects: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);
  const prefix = call.query.get('prefix') ?? '';
  const delimiter = call.query.get('delimiter') ?? '';
  const limit = Math.min(numberParameter(call, 'max-keys', 0, 2 ** 31 - 1) ?? mostKeys, mostKeys);
  const token = call.query.get('continuation-token');
  const startAfter = call.query.get('start-after');
  const encoding = call.query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url')
    throw new S3Refusal('InvalidArgument', 'Invalid Encoding Method specified in Request');
  const written = (key: string) => (encoding === 'url' ? encodeURIComponent(key).replaceAll('%2F', '/') : key);

  function start(): Position | undefined {
    if (token !== undefined) return readToken(token);
    return startAfter ? { key: startAfter, inclusive: false } : undefined;
  }

  function contents(version: ObjectVersion): string {
    return xml('Contents', [
      xml('Key', written(version.key)),
      xml('LastModified', isoTime(version.modifiedAt)),
      xml('ETag', quoted(version.etag)),
      xml('ChecksumAlgorithm', version.checksum?.algorithm),
      xml('ChecksumType', version.checksum?.type),
      xml('Size', version.size),
      xml('StorageClass', 'STANDARD'),
    ]);
  }

  async function run() {
    const page = listPage(context.objects, { bucket: bucket.name, prefix, delimiter, limit }, start());
    const isTruncated = limit > 0 && page.next !== undefined;
    const document = [
      xml('Name', bucket.name),
      xml('Prefix', written(prefix)),
      xml('StartAfter', startAfter === undefined ? undefined : written(startAfter)),
      xml('Delimiter', delimiter === '' ? undefined : written(delimiter)),
      xml('EncodingType', encoding),
      xml('MaxKeys', limit),
      xml('KeyCount', page.contents.length + page.prefixes.length),
      xml('IsTruncated', isTruncated),
      xml('ContinuationToken', token),
      xml('NextContinuationToken', isTruncated && page.next ? writeToken(page.next) : undefined),
      ...page.contents.map(contents),
      ...page.prefixes.map((common) => xml('CommonPrefixes', [xml('Prefix', written(common))])),
    ];
    return xmlAnswer(xmlDocument('ListBucketResult', document, namespace));
  }

  const conditions = {
    's3:prefix': [prefix],
    ...(delimiter === '' ? {} : { 's3:delimiter': [delimiter] }),
    's3:max-keys': [String(limit)],
  };
  return { needs: [{ action: 's3:ListBucket', resource: bucket.arn, conditions }], run };
};

export const headBucket: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);
  const run = async () => answer(200, {});
  return { needs: [{ action: 's3:ListBucket', resource: bucket.arn }], run };
};
