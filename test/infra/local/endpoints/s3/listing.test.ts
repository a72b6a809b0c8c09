import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type S3Host, startS3Host } from './s3-host.ts';

const keys = [
  'a',
  'a/',
  'a/1',
  'a/2/x',
  'a/2/y',
  'a0',
  'b//c',
  'b/é',
  'b/𠮷',
  'b/ｚ',
  'あ/い',
  'あ/う/え',
  'tab\there',
  'c&<d>',
];
let host: S3Host;
beforeAll(async () => {
  host = await startS3Host();
  for (const Key of keys) await host.client.send(new PutObjectCommand({ Bucket: 'plain', Key, Body: Key }));
});
afterAll(() => host.remove());

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

async function listAll(query: { Prefix?: string; Delimiter?: string; MaxKeys?: number; StartAfter?: string }) {
  const found: { keys: string[]; prefixes: string[]; pages: number } = { keys: [], prefixes: [], pages: 0 };
  let ContinuationToken: string | undefined;
  do {
    const page = await host.client.send(new ListObjectsV2Command({ Bucket: 'plain', ...query, ContinuationToken }));
    found.keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    found.prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
    found.pages += 1;
    expect(page.KeyCount).toBe((page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return found;
}

function expected(prefix: string, delimiter: string, after: string) {
  const matching = keys.filter((key) => key.startsWith(prefix) && byBytes(key, after) > 0).sort(byBytes);
  const common = (key: string) => {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    return at < 0 ? undefined : key.slice(0, at + delimiter.length);
  };
  return {
    keys: matching.filter((key) => common(key) === undefined),
    prefixes: [...new Set(matching.flatMap((key) => common(key) ?? []))],
  };
}

test('a listing is that of a naive one, in the order of UTF-8 bytes, whatever the page size', async () => {
  const prefix = fc.constantFrom('', 'a', 'a/', 'a/2', 'b/', 'あ', 'あ/', 'none');
  const delimiter = fc.constantFrom('', '/', '//', '2');
  await fc.assert(
    fc.asyncProperty(
      prefix,
      delimiter,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('', ...keys),
      async (p, d, size, after) => {
        const found = await listAll({ Prefix: p, Delimiter: d, MaxKeys: size, StartAfter: after });
        expect(found).toMatchObject(expected(p, d, after));
      },
    ),
    { numRuns: 40 },
  );
});

test('a page of no keys is not truncated', async () => {
  const page = await host.client.send(new ListObjectsV2Command({ Bucket: 'plain', MaxKeys: 0 }));
  expect(page).toMatchObject({ KeyCount: 0, IsTruncated: false });
});

test('a token that was never given is refused', async () => {
  const page = host.client.send(new ListObjectsV2Command({ Bucket: 'plain', ContinuationToken: 'eHg' }));
  await expect(page).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test('the host lists and reads without a request', async () => {
  expect(host.endpoint.listObjects('plain', { prefix: 'a/', limit: 2 }).map(({ key }) => key)).toEqual(['a/', 'a/1']);
  expect(host.endpoint.listObjects('plain', { after: 'あ/い', limit: 9 }).map(({ key }) => key)).toEqual(['あ/う/え']);
  const stored = await host.endpoint.read('plain', 'a/2/x', { start: 2 });
  expect(stored).toMatchObject({ size: 5, headers: { 'content-type': expect.any(String) } });
  expect(Buffer.concat((await stored?.body.toArray()) ?? []).toString()).toBe('2/x');
  expect(await host.endpoint.read('plain', 'absent')).toBeUndefined();
});
