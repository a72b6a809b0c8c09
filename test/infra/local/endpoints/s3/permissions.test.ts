import { Readable } from 'node:stream';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GateRequest } from '../../../../../infra/local/ports.ts';
import { type S3Host, startS3Host } from './s3-host.ts';

let host: S3Host;
beforeAll(async () => {
  host = await startS3Host();
  const Tagging = 'GuardDutyMalwareScanStatus=NO_THREATS_FOUND';
  await host.client.send(new PutObjectCommand({ Bucket: 'quarantine', Key: 'a', Body: 'x', Tagging }));
});
afterAll(() => host.remove());

const plain = 'arn:aws:s3:::plain';

async function understood(method: string, target: string, headers: GateRequest['headers'] = {}, body = '') {
  const stream = Readable.from([Buffer.from(body)]);
  const caller = { kind: 'function', functionId: 'Test-Function' } as const;
  const { operation, needs } = await host.endpoint.parse({ method, target, headers, body: stream, caller });
  return { operation, needs: needs.map(({ action, resource }) => `${action} ${resource}`) };
}

test.each([
  ['PUT', '/plain/k', {}, 'PutObject', [`s3:PutObject ${plain}/k`]],
  [
    'PUT',
    '/plain/k',
    { 'x-amz-tagging': 'a=b' },
    'PutObject',
    [`s3:PutObject ${plain}/k`, `s3:PutObjectTagging ${plain}/k`],
  ],
  ['GET', '/plain/k%20k', {}, 'GetObject', [`s3:GetObject ${plain}/k k`]],
  ['GET', '/plain/k?versionId=v', {}, 'GetObject', [`s3:GetObjectVersion ${plain}/k`]],
  ['HEAD', '/plain/k', {}, 'HeadObject', [`s3:GetObject ${plain}/k`]],
  ['DELETE', '/plain/k', {}, 'DeleteObject', [`s3:DeleteObject ${plain}/k`]],
  ['DELETE', '/versions/k?versionId=v', {}, 'DeleteObject', ['s3:DeleteObjectVersion arn:aws:s3:::versions/k']],
  ['GET', '/plain?list-type=2', {}, 'ListObjectsV2', [`s3:ListBucket ${plain}`]],
  ['HEAD', '/plain', {}, 'HeadBucket', [`s3:ListBucket ${plain}`]],
  ['POST', '/plain/k?uploads', {}, 'CreateMultipartUpload', [`s3:PutObject ${plain}/k`]],
  ['PUT', '/plain/k?uploadId=u&partNumber=1', {}, 'UploadPart', [`s3:PutObject ${plain}/k`]],
  ['POST', '/plain/k?uploadId=u', {}, 'CompleteMultipartUpload', [`s3:PutObject ${plain}/k`]],
  ['DELETE', '/plain/k?uploadId=u', {}, 'AbortMultipartUpload', [`s3:AbortMultipartUpload ${plain}/k`]],
  ['GET', '/plain/k?uploadId=u', {}, 'ListParts', [`s3:ListMultipartUploadParts ${plain}/k`]],
  ['PUT', '/plain/k?tagging', {}, 'PutObjectTagging', [`s3:PutObjectTagging ${plain}/k`]],
  ['GET', '/plain/k?tagging', {}, 'GetObjectTagging', [`s3:GetObjectTagging ${plain}/k`]],
] as const)('%s %s %j is %s and needs its permissions', async (method, target, headers, operation, needs) => {
  expect(await understood(method, target, headers)).toEqual({ operation, needs });
});

test('copying an object that has tags needs to read and to write tags, unless they are replaced', async () => {
  const copy = { 'x-amz-copy-source': 'quarantine/a' };
  const both = ['s3:GetObject arn:aws:s3:::quarantine/a', `s3:PutObject ${plain}/b`];
  const tags = ['s3:GetObjectTagging arn:aws:s3:::quarantine/a', `s3:PutObjectTagging ${plain}/b`];
  expect((await understood('PUT', '/plain/b', copy)).needs).toEqual([...both, ...tags]);
  expect((await understood('PUT', '/plain/b', { ...copy, 'x-amz-tagging-directive': 'REPLACE' })).needs).toEqual(both);
  expect((await understood('PUT', '/plain/b?uploadId=u&partNumber=1', copy)).needs).toEqual(both);
});

test('deleting many needs the permission for each', async () => {
  const body =
    '<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>';
  expect((await understood('POST', '/plain?delete', {}, body)).needs).toEqual([
    `s3:DeleteObject ${plain}/a`,
    `s3:DeleteObject ${plain}/b`,
  ]);
});

test('a listing carries its prefix as a condition', async () => {
  const request = { method: 'GET', target: '/plain?list-type=2&prefix=a%2F&delimiter=%2F', headers: {} };
  const caller = { kind: 'function', functionId: 'Test-Function' } as const;
  const { needs } = await host.endpoint.parse({ ...request, body: Readable.from([]), caller });
  expect(needs[0]?.conditions).toMatchObject({ 's3:prefix': ['a/'], 's3:delimiter': ['/'] });
});

test.each([
  ['GET', '/plain', {}],
  ['GET', '/plain?versions', {}],
  ['PUT', '/plain', {}],
  ['GET', '/', {}],
  ['GET', '/plain/k?partNumber=1', {}],
  ['GET', '/plain/k?attributes', {}],
  ['PUT', '/plain/k?acl', {}],
  ['PUT', '/plain/k?retention', {}],
  ['PUT', '/plain/k', { 'x-amz-acl': 'public-read' }],
  ['PUT', '/plain/k', { 'x-amz-server-side-encryption-customer-key': 'x' }],
  ['PUT', '/plain/k', { 'x-amz-object-lock-mode': 'GOVERNANCE' }],
  ['DELETE', '/locked/k?versionId=v', { 'x-amz-bypass-governance-retention': 'true' }],
] as const)('%s %s %j is not listed and answers 501', async (method, target, headers) => {
  const caller = { kind: 'function', functionId: 'Test-Function' } as const;
  const call = await host.endpoint.parse({ method, target, headers, body: Readable.from([]), caller });
  const { status, body } = await call.run();
  expect({ status, body }).toMatchObject({ status: 501, body: expect.stringContaining('<Code>NotImplemented</Code>') });
});

test.each([
  ['OPTIONS', {}, true],
  ['POST', { 'content-type': 'multipart/form-data; boundary=x' }, true],
  ['POST', {}, false],
  ['GET', {}, false],
  ['PUT', { 'content-type': 'multipart/form-data; boundary=x' }, false],
] as const)('%s %j without a signature is let in: %s', (method, headers, expected) => {
  expect(host.endpoint.allowsAnonymous?.({ method, target: '/plain', headers })).toBe(expected);
});
