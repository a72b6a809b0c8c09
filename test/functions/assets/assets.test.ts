import { createHash } from 'node:crypto';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFileRepository } from '../../../functions/assets/dynamodb-file-repository.ts';
import { onScanResult } from '../../../functions/assets/on-scan-result/handler.ts';
import { createRoutes } from '../../../functions/assets/staff/routes.ts';
import { randomIds } from '../../../functions/platform/clock.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { createCommandLog } from '../../../functions/platform/dynamodb/command-log.ts';
import { shardCount } from '../../../functions/platform/dynamodb/keys.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { createFileBuckets } from '../../../functions/platform/s3/file-buckets.ts';
import { fileMoves, type UploadedFile } from '../../../shared/assets/file.ts';
import type { FileStorage } from '../../../shared/assets/file-storage.ts';
import { looksLike } from '../../../shared/assets/file-type.ts';
import { FileId } from '../../../shared/kernel/ids.ts';
import { type S3Host, startS3Host } from '../../infra/local/endpoints/s3/s3-host.ts';
import { ours, type Person, type StaffWorld, startStaffWorld, theirs, visit } from '../../support/staff-world.ts';

let world: StaffWorld;
let s3: S3Host;
let storage: FileStorage;
let handler: HttpHandler;
let files: ReturnType<typeof createFileRepository>;
let me: Person;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  s3 = await startS3Host({ client: { requestChecksumCalculation: 'WHEN_REQUIRED' } });
  const { client } = world.database;
  const changes = createChangeSaver(client, { own: 'assets', outbox: 'outbox', audit: 'audit' }, randomIds);
  files = createFileRepository({ client, table: 'assets', changes });
  storage = createFileBuckets({ quarantine: 'quarantine', private: 'plain' }, s3.client);
  const commands = createCommandLog(client, 'assets', world.clock);
  handler = world.serve(createRoutes({ door: world.door, files, storage, ids: randomIds, commands }));
  me = world.person('body-staff');
});
afterAll(async () => {
  await s3.remove();
  await world.stop();
});

const csv = Buffer.from('団体コード,担当課\n011002,子ども家庭課\n');
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
const json = { 'content-type': 'application/json' };
const call = async (path: string, body: object, person = me) => {
  const result = await visit(handler, person, {
    method: 'POST',
    path,
    body: JSON.stringify(body),
    headers: { ...json, accept: 'application/json' },
  });
  return { status: result.statusCode, ...JSON.parse(result.body) };
};
const begin = (more: object = {}, person = me) =>
  call(
    '/console/assets/uploads',
    { name: '連絡先.csv', size: csv.byteLength, lastModified: 1, commandId: randomIds.next(), ...more },
    person,
  );
async function sendPart(partsUrl: string, bytes: Uint8Array, partNumber = 1, sha256 = sha(bytes)) {
  const { url } = await call(partsUrl, { partNumber, sha256 });
  const sent = await fetch(url, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'x-amz-checksum-sha256': sha256 },
  });
  return { status: sent.status, part: { partNumber, sha256, etag: sent.headers.get('etag') ?? '' } };
}
async function uploaded(bytes: Uint8Array = csv, more: object = {}): Promise<FileId> {
  const begun = await begin({ size: bytes.byteLength, lastModified: Math.random(), ...more });
  const { part } = await sendPart(begun.partsUrl, bytes);
  expect(await call(begun.completeUrl, { parts: [part] })).toMatchObject({ status: 200 });
  return FileId.parse(String(begun.partsUrl).split('/')[4]);
}
const fileOf = async (fileId: FileId): Promise<UploadedFile> => {
  const found = await files.find(ours, fileId);
  if (found === undefined) throw new Error('no file');
  return found;
};
const key = (fileId: string) => `${ours}/files/${fileId}`;
async function etagOf(fileId: string): Promise<string> {
  return (await s3.client.send(new HeadObjectCommand({ Bucket: 'quarantine', Key: key(fileId) }))).ETag ?? '';
}
async function lies(bucket: string, fileId: string): Promise<boolean> {
  return s3.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key(fileId) })).then(
    () => true,
    () => false,
  );
}
const resultOf = (fileId: string, scanResultStatus: unknown, eTag: string, objectKey = key(fileId)) => ({
  id: randomIds.next(),
  detail: { s3ObjectDetails: { bucketName: 'quarantine', objectKey, eTag }, scanResultDetails: { scanResultStatus } },
});
const hear = (body: unknown) => onScanResult({ files, storage, clock: world.clock })(body);
async function eventsAbout(fileId: string): Promise<string[]> {
  const pages = await Promise.all(
    Array.from({ length: shardCount }, (_, shard) =>
      world.database.client.send(
        new QueryCommand({
          TableName: 'outbox',
          IndexName: 'due',
          KeyConditionExpression: 'dueShard = :s',
          ExpressionAttributeValues: { ':s': `unpublished#${shard}` },
        }),
      ),
    ),
  );
  return pages
    .flatMap(({ Items }) => Items ?? [])
    .filter((row) => String(row['data']).includes(fileId))
    .map((row) => String(row['type']));
}

describe('the word of the scanner', () => {
  it('"nothing found" lets the file out, with its digest, and tells of it once, however often it is said', async () => {
    const fileId = await uploaded();
    const etag = await etagOf(fileId);
    await hear(resultOf(fileId, 'NO_THREATS_FOUND', etag));
    const sha256 = createHash('sha256').update(csv).digest('hex');
    expect(await fileOf(fileId)).toMatchObject({ status: 'clean', sha256, key: key(fileId) });
    expect([await lies('plain', fileId), await lies('quarantine', fileId)]).toEqual([true, false]);
    await hear(resultOf(fileId, 'NO_THREATS_FOUND', etag));
    await hear(resultOf(fileId, 'THREATS_FOUND', etag));
    expect(await eventsAbout(fileId)).toEqual(['file-cleared.v1']);
    expect((await fileOf(fileId)).status).toBe('clean');
  });

  it.each([
    'THREATS_FOUND',
    'UNSUPPORTED',
    'ACCESS_DENIED',
    'FAILED',
    'SKIPPED',
    'no_threats_found',
    'NO_THREATS_FOUND ',
    'CLEAN',
    '',
    'なし',
  ])('%j is not clean: refused, erased, told', async (verdict) => {
    const fileId = await uploaded();
    await hear(resultOf(fileId, verdict, await etagOf(fileId)));
    expect(await fileOf(fileId)).toMatchObject({
      status: 'refused',
      reason: verdict === 'THREATS_FOUND' ? 'infected' : 'not-scannable',
    });
    expect([await lies('plain', fileId), await lies('quarantine', fileId)]).toEqual([false, false]);
    expect(await eventsAbout(fileId)).toEqual(['file-refused.v1']);
  });

  it.each([undefined, null, 1, ['NO_THREATS_FOUND']])(
    'of another shape (%j) is a fault, and the file stays where it is',
    async (verdict) => {
      const fileId = await uploaded();
      await expect(hear(resultOf(fileId, verdict, await etagOf(fileId)))).rejects.toThrow();
      expect([(await fileOf(fileId)).status, await lies('plain', fileId)]).toEqual(['scanning', false]);
    },
  );

  it('about other bytes than those that lie there clears nothing', async () => {
    const fileId = await uploaded();
    const scanned = await etagOf(fileId);
    await s3.client.send(new PutObjectCommand({ Bucket: 'quarantine', Key: key(fileId), Body: 'other,bytes\n' }));
    await hear(resultOf(fileId, 'NO_THREATS_FOUND', scanned));
    expect([(await fileOf(fileId)).status, await lies('plain', fileId)]).toEqual(['scanning', false]);
  });

  it('about a file that is gone is a fault that is heard again, not silence', async () => {
    const fileId = await uploaded();
    const etag = await etagOf(fileId);
    await storage.removeFromQuarantine(key(fileId));
    await expect(hear(resultOf(fileId, 'NO_THREATS_FOUND', etag))).rejects.toThrow('not in quarantine');
  });

  it.each([
    '../../etc/passwd',
    `${theirs}/files/`,
    'x',
    `${ours}/collations/6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01`,
    `A B/files/1`,
  ])("about %s is nobody's and changes nothing", async (objectKey) => {
    await expect(hear(resultOf('none', 'NO_THREATS_FOUND', 'e', objectKey))).resolves.toBeUndefined();
  });

  it("under another programme's folder does not reach ours", async () => {
    const fileId = await uploaded();
    await hear(resultOf(fileId, 'NO_THREATS_FOUND', await etagOf(fileId), `${theirs}/files/${fileId}`));
    expect((await fileOf(fileId)).status).toBe('scanning');
  });

  it.each([
    ['a program that is called a list', Buffer.from('MZ\u0090\0\u0003'), 'type-differs'],
    ['a PDF that is called a list', Buffer.from('%PDF-1.7\n'), 'type-differs'],
    ['a list with zero bytes', Buffer.from('a,b\0c\n'), 'type-differs'],
  ])('does not let %s out, and not into the private bucket either', async (_, bytes, reason) => {
    const fileId = await uploaded(bytes);
    await hear(resultOf(fileId, 'NO_THREATS_FOUND', await etagOf(fileId)));
    expect(await fileOf(fileId)).toMatchObject({ status: 'refused', reason });
    expect([await lies('plain', fileId), await lies('quarantine', fileId)]).toEqual([false, false]);
  });

  it('does not let out a file of another size than was announced', async () => {
    const fileId = await uploaded(csv, { size: csv.byteLength + 1 });
    await hear(resultOf(fileId, 'NO_THREATS_FOUND', await etagOf(fileId)));
    expect(await fileOf(fileId)).toMatchObject({ status: 'refused', reason: 'digest-differs' });
    expect(await lies('plain', fileId)).toBe(false);
  });

  it('said by two at once settles the file once', async () => {
    const fileId = await uploaded();
    const result = resultOf(fileId, 'NO_THREATS_FOUND', await etagOf(fileId));
    await Promise.allSettled([hear(result), hear(result), hear(result)]);
    await hear(result);
    expect((await fileOf(fileId)).status).toBe('clean');
    expect(await eventsAbout(fileId)).toEqual(['file-cleared.v1']);
  });
});

describe('an upload in parts', () => {
  it('goes on where it stopped: the same file of the same person, with the parts that have arrived', async () => {
    const about = { name: '続き.csv', size: 6_000_000 + csv.byteLength, lastModified: 42 };
    const first = await begin(about);
    expect(first.done).toEqual([]);
    const { part } = await sendPart(first.partsUrl, Buffer.alloc(6_000_000, 'a'));
    const again = await begin(about);
    expect(again).toMatchObject({ partsUrl: first.partsUrl, done: [part] });
    for (const other of [
      { ...about, lastModified: 43 },
      { ...about, size: 1 },
      { ...about, name: '別.csv' },
    ]) {
      expect((await begin(other)).partsUrl).not.toBe(first.partsUrl);
    }
    expect((await begin(about, world.person('body-manager'))).partsUrl).not.toBe(first.partsUrl);
  });

  it('that the storage knows no more is begun anew', async () => {
    const about = { name: '終わった.csv', lastModified: 7 };
    const first = await begin(about);
    const { part } = await sendPart(first.partsUrl, csv);
    const fileId = String(first.partsUrl).split('/')[4] ?? '';
    const row = await fileOf(FileId.parse(fileId));
    await storage.completeParts(key(fileId), row.status === 'uploading' ? row.multipart.uploadId : '', [part]);
    const again = await begin(about);
    expect([again.status, again.partsUrl === first.partsUrl]).toEqual([200, false]);
  });

  it('is completed once, and completing it again is no fault', async () => {
    const begun = await begin({ lastModified: 8 });
    const { part } = await sendPart(begun.partsUrl, csv);
    const answers = await Promise.all([
      call(begun.completeUrl, { parts: [part] }),
      call(begun.completeUrl, { parts: [part] }),
    ]);
    const again = await call(begun.completeUrl, { parts: [part] });
    expect([...answers, again].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await fileOf(FileId.parse(String(begun.partsUrl).split('/')[4]))).version).toBe(2);
  });

  it('refuses parts that do not fit, and bytes that are not those of their digest', async () => {
    const begun = await begin({ lastModified: 9 });
    const { part } = await sendPart(begun.partsUrl, csv);
    expect((await sendPart(begun.partsUrl, csv, 2, sha(Buffer.from('others')))).status).toBe(400);
    for (const parts of [
      [{ ...part, etag: '"wrong"' }],
      [{ ...part, partNumber: 5 }],
      [{ ...part, sha256: sha(Buffer.from('x')) }],
    ]) {
      expect(await call(begun.completeUrl, { parts })).toMatchObject({ status: 422 });
    }
    expect(await call(begun.completeUrl, { parts: [] })).toMatchObject({ status: 400 });
    expect(await call(begun.completeUrl, { parts: [part] })).toMatchObject({ status: 200 });
  });

  it('of somebody else, of another programme, or of nobody is not there', async () => {
    const begun = await begin({ lastModified: 10 });
    const { part } = await sendPart(begun.partsUrl, csv);
    for (const person of [world.person('body-manager'), world.person('body-staff', theirs)]) {
      expect(await call(begun.partsUrl, { partNumber: 1, sha256: part.sha256 }, person)).toMatchObject({ status: 404 });
      expect(await call(begun.completeUrl, { parts: [part] }, person)).toMatchObject({ status: 404 });
    }
    const absent = String(begun.completeUrl).replace(/[0-9a-f]{12}(?=\/complete)/, '000000000000');
    expect(await call(absent, { parts: [part] })).toMatchObject({ status: 404 });
  });

  it.each([
    [{ name: 'x.exe' }, 422],
    [{ name: 'x.csv.html' }, 422],
    [{ name: 'csv' }, 422],
    [{ name: '' }, 400],
    [{ name: `${'あ'.repeat(256)}.csv` }, 400],
    [{ size: 0 }, 422],
    [{ size: 20_000_001 }, 413],
    [{ size: -1 }, 400],
    [{ size: 1.5 }, 400],
    [{ size: '1' }, 400],
    [{ purpose: 'poster' }, 400],
    [{ lastModified: 1e300 }, 400],
  ])('of %j is refused with %i in Japanese', async (more, status) => {
    const answer = await begin(more);
    expect(answer.status).toBe(status);
    expect(JSON.stringify([answer.title, answer.errors])).toMatch(/[ぁ-ん]/);
  });

  it('shows its file to its own programme only', async () => {
    const fileId = await uploaded();
    const page = (person: Person) => visit(handler, person, { path: `/console/assets/files/${fileId}` });
    expect((await page(me)).statusCode).toBe(200);
    expect((await page(world.person('auditor'))).statusCode).toBe(200);
    expect((await page(world.person('body-staff', theirs))).statusCode).toBe(404);
  });
});

describe('a file in one piece, without scripts', () => {
  const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW';
  const send = (content: string, name: string, commandId: string, csrf = me.csrf) => {
    const line = '\r\n';
    const b = `--${boundary}`;
    const field = (field: string, value: string) =>
      `${b}${line}content-disposition: form-data; name="${field}"${line}${line}${value}${line}`;
    const file = `${b}${line}content-disposition: form-data; name="file"; filename="${name}"${line}content-type: text/csv${line}${line}${content}${line}`;
    const body = `${field('csrf', csrf)}${field('commandId', commandId)}${file}${b}--${line}`;
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'x-csrf-token': '' };
    return visit(handler, me, { method: 'POST', path: '/console/assets/files', body, headers });
  };

  it('is taken once, also where it is sent twice, and goes through the same scan', async () => {
    const commandId = randomIds.next();
    const [first, again] = [await send('a,b\n', '一覧.csv', commandId), await send('a,b\n', '一覧.csv', commandId)];
    expect([first.statusCode, again.headers?.['location']]).toEqual([303, first.headers?.['location']]);
    const fileId = FileId.parse(String(first.headers?.['location']).split('/').at(-1));
    expect(await fileOf(fileId)).toMatchObject({ status: 'scanning', fileName: '一覧.csv', sizeBytes: 4 });
    await hear(resultOf(fileId, 'NO_THREATS_FOUND', await etagOf(fileId)));
    expect((await fileOf(fileId)).status).toBe('clean');
  });

  it('with other bytes under the same key of repetition is refused', async () => {
    const commandId = randomIds.next();
    await send('a,b\n', '一覧.csv', commandId);
    expect((await send('c,d\n', '一覧.csv', commandId)).statusCode).toBe(422);
  });

  it.each([
    ['', 'x.csv', 'ファイルの中身が空です。'],
    ['a,b', '', 'ファイルを選択してください。'],
    ['a,b', 'x.exe', 'この種類のファイルは受け付けていません。'],
    ['x'.repeat(4_000_001), 'x.csv', 'ファイルが大きすぎます。'],
  ])('%#: is refused on the page that asked for it', async (content, name, sentence) => {
    const result = await send(content, name, randomIds.next());
    expect(result.body).toContain(sentence);
    expect([413, 422]).toContain(result.statusCode);
    expect(result.headers?.['content-security-policy']).toContain(`connect-src 'self' ${s3.server.url}`);
  });

  it('from another session, or cut off in the middle, is refused', async () => {
    expect((await send('a,b', 'x.csv', randomIds.next(), 'wrong')).statusCode).toBe(403);
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    expect(
      (
        await visit(handler, me, {
          method: 'POST',
          path: '/console/assets/files',
          body: `--${boundary}\r\ncontent-`,
          headers,
        })
      ).statusCode,
    ).toBe(400);
    expect(
      (
        await visit(handler, me, {
          method: 'POST',
          path: '/console/assets/files',
          body: 'x',
          headers: { 'content-type': 'text/csv' },
        })
      ).statusCode,
    ).toBe(415);
  });
});

describe('after a day', () => {
  it('an upload has broken off and begins anew, and a scan that never spoke counts as not scannable', async () => {
    const about = { name: '中断.csv', lastModified: 44 };
    const first = await begin(about);
    const silent = await uploaded();
    world.clock.pass(24 * 3_600_000 + 1);
    await world.putSession(me, world.clock.now(), world.clock.now());
    const shown = async (fileId: string) =>
      (await visit(handler, me, { path: `/console/assets/files/${fileId}` })).body;
    expect(await shown(String(first.partsUrl).split('/')[4] ?? '')).toContain('途中で止まっています');
    expect(await shown(silent)).toContain('検査不能');
    expect((await begin(about)).partsUrl).not.toBe(first.partsUrl);
  });
});

describe('the states of a file', () => {
  it('lead to an end, and never back', () => {
    expect(fileMoves.clean).toEqual([]);
    expect(fileMoves.refused).toEqual([]);
  });
});

describe('the type of a file', () => {
  it('is asked of its first bytes; what is not known is not taken', () => {
    expect(looksLike('xlsx', Buffer.from('PK\u0003\u0004'))).toBe(true);
    expect(looksLike('xlsx', Buffer.from('PK'))).toBe(false);
    expect(looksLike('xlsx', csv)).toBe(false);
    expect(looksLike('csv', Buffer.from([0x93, 0xc1, 0x91, 0xcc, 0x2c]))).toBe(true);
    expect(looksLike('html', csv)).toBe(false);
    expect(looksLike('', csv)).toBe(false);
  });
});
