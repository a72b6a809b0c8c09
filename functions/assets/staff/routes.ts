import * as z from 'zod';
import { FilePurpose } from '../../../events/file-cleared.v1.ts';
import { FileId } from '../../../shared/kernel/ids.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { createBeginUpload, createBeginUploadByProgram } from './begin-upload.ts';
import type { StaffAssetsDeps } from './deps.ts';
import { FileBody } from './file-body.ts';
import { createListFiles, createListFilesByProgram, createShowFile, createShowFileByProgram } from './list-files.ts';
import { createReceiveFile, createShowUpload } from './receive-file.ts';
import { createCompleteUpload, createCompleteUploadByProgram, createLinkForPart } from './upload-parts.ts';

const Sha256 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'SHA-256をBase64で指定してください。');
const PartNumber = z.int('1から10000までの整数で指定してください。').min(1).max(10_000);
const Part = z.object({ partNumber: PartNumber, etag: z.string().min(1).max(200), sha256: Sha256 });
const OneFile = z.object({ fileId: FileId });
const Begin = z.object({
  name: z.string().min(1, 'ファイル名を指定してください。').max(255, 'ファイル名は255文字以内にしてください。'),
  size: z.int('大きさをバイト数で指定してください。').min(0).max(1_000_000_000_000),
  lastModified: z.number().min(0).max(8.64e15).default(0),
  purpose: FilePurpose.default('contact-import'),
});
const PartLink = OneFile.extend({ partNumber: PartNumber, sha256: Sha256 });
const Complete = OneFile.extend({ parts: z.array(Part).min(1).max(10_000) });
const exampleFile = '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01';
const exampleDigest = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

export function createRoutes(deps: StaffAssetsDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/console/assets/files',
      access: staff('files:read'),
      input: z.object({}),
      handler: createListFiles(deps),
    }),
    route({
      method: 'GET',
      path: '/console/assets/files/{fileId}',
      access: staff('files:read'),
      input: OneFile,
      handler: createShowFile(deps),
    }),
    route({
      method: 'GET',
      path: '/console/assets/files/new',
      access: staff('files:upload'),
      input: z.object({}),
      handler: createShowUpload(deps),
    }),
    route({
      method: 'POST',
      path: '/console/assets/files',
      access: staff('files:upload'),
      accepts: 'multipart',
      input: z.looseObject({
        file: z
          .object({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) })
          .optional()
          .catch(undefined),
        purpose: FilePurpose.catch('contact-import'),
      }),
      handler: createReceiveFile(deps),
    }),
    // What the page's script calls; the same acts as under /api/v1, by the session instead of a token.
    route({
      method: 'POST',
      path: '/console/assets/uploads',
      access: staff('files:upload'),
      accepts: 'json',
      input: Begin,
      handler: createBeginUpload(deps),
    }),
    route({
      method: 'POST',
      path: '/console/assets/uploads/{fileId}/parts',
      access: staff('files:upload'),
      accepts: 'json',
      input: PartLink,
      handler: createLinkForPart(deps),
    }),
    route({
      method: 'POST',
      path: '/console/assets/uploads/{fileId}/complete',
      access: staff('files:upload'),
      accepts: 'json',
      input: Complete,
      handler: createCompleteUpload(deps),
    }),
    ...apiRoutes(deps),
  ];
}

function apiRoutes(deps: StaffAssetsDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/api/v1/assets/files',
      access: staff('files:read'),
      input: z.object({}),
      handler: createListFilesByProgram(deps),
      describe: {
        operationId: 'listFiles',
        summary: 'アップロードしたファイルの一覧を見る',
        replies: { 200: z.object({ files: z.array(FileBody) }) },
        refusals: [],
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/assets/files/{fileId}',
      access: staff('files:read'),
      input: OneFile,
      handler: createShowFileByProgram(deps),
      describe: {
        operationId: 'getFile',
        summary: '1つのファイルの状態を見る',
        replies: { 200: FileBody },
        refusals: [],
        example: { fileId: exampleFile },
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/assets/uploads',
      access: staff('files:upload'),
      input: Begin,
      handler: createBeginUploadByProgram(deps),
      describe: {
        operationId: 'beginUpload',
        summary: 'ファイルのアップロードを始める（または再開する）',
        replies: { 201: z.object({ fileId: FileId, partBytes: z.int(), done: z.array(Part) }) },
        refusals: [409, 422],
        example: { name: '連絡先.csv', size: 123456, lastModified: 1780000000000, purpose: 'contact-import' },
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/assets/uploads/{fileId}/parts',
      access: staff('files:upload'),
      input: PartLink,
      handler: createLinkForPart(deps),
      describe: {
        operationId: 'linkForPart',
        summary: '1つの部分を送るためのアドレスを得る',
        replies: { 200: z.object({ url: z.string() }) },
        refusals: [409],
        example: { fileId: exampleFile, partNumber: 1, sha256: exampleDigest },
        repeatable: false,
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/assets/uploads/{fileId}/complete',
      access: staff('files:upload'),
      input: Complete,
      handler: createCompleteUploadByProgram(deps),
      describe: {
        operationId: 'completeUpload',
        summary: 'すべての部分を送り終えたことを伝える',
        replies: { 200: z.object({ fileId: FileId }) },
        refusals: [409, 422],
        example: { fileId: exampleFile, parts: [{ partNumber: 1, etag: '"etag"', sha256: exampleDigest }] },
      },
    }),
  ];
}
