/** The listed calls. What is not named here, be it a call, a parameter or an `x-amz-` header, is answered 501. */
import { completeMultipartUpload } from './complete-upload.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-object.ts';
import { getObject, headObject, readParameters } from './get-object.ts';
import { headBucket, listObjects, listParameters } from './list-objects.ts';
import { abortMultipartUpload, createMultipartUpload, listParts } from './multipart-upload.ts';
import { postObject } from './post-object.ts';
import { putObject } from './put-object.ts';
import type { S3Call } from './s3-call.ts';
import type { Prepare } from './s3-context.ts';
import { notImplemented } from './s3-refusal.ts';
import { getObjectTagging, putObjectTagging } from './tagging.ts';
import { uploadPart, uploadPartCopy } from './upload-part.ts';

export interface Operation {
  readonly prepare: Prepare;
  readonly parameters: readonly string[];
  /** Without those that every call may carry. A name that ends in `*` stands for all that start so. */
  readonly headers: readonly string[];
}

const everyHeader = ['x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token', 'x-amz-user-agent'];
const digests = [
  'x-amz-sdk-checksum-algorithm',
  'x-amz-checksum-crc32',
  'x-amz-checksum-crc32c',
  'x-amz-checksum-crc64nvme',
  'x-amz-checksum-sha1',
  'x-amz-checksum-sha256',
];
const body = [...digests, 'x-amz-decoded-content-length', 'x-amz-trailer'];
const described = ['x-amz-meta-*', 'x-amz-tagging', 'x-amz-server-side-encryption'];
const copied = ['x-amz-copy-source', 'x-amz-copy-source-if-*'];

export const operations = {
  PutObject: { prepare: putObject, parameters: [], headers: [...body, ...described] },
  GetObject: { prepare: getObject, parameters: readParameters, headers: ['x-amz-checksum-mode'] },
  HeadObject: { prepare: headObject, parameters: readParameters, headers: ['x-amz-checksum-mode'] },
  DeleteObject: { prepare: deleteObject, parameters: ['versionId'], headers: [] },
  DeleteObjects: { prepare: deleteObjects, parameters: ['delete'], headers: digests },
  CopyObject: {
    prepare: copyObject,
    parameters: [],
    headers: [
      ...copied,
      ...described,
      'x-amz-metadata-directive',
      'x-amz-tagging-directive',
      'x-amz-checksum-algorithm',
    ],
  },
  ListObjectsV2: { prepare: listObjects, parameters: listParameters, headers: [] },
  HeadBucket: { prepare: headBucket, parameters: [], headers: [] },
  CreateMultipartUpload: {
    prepare: createMultipartUpload,
    parameters: ['uploads'],
    headers: [...described, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'],
  },
  UploadPart: { prepare: uploadPart, parameters: ['uploadId', 'partNumber'], headers: body },
  UploadPartCopy: {
    prepare: uploadPartCopy,
    parameters: ['uploadId', 'partNumber'],
    headers: [...copied, 'x-amz-copy-source-range'],
  },
  CompleteMultipartUpload: {
    prepare: completeMultipartUpload,
    parameters: ['uploadId'],
    headers: [...digests, 'x-amz-checksum-type', 'x-amz-mp-object-size'],
  },
  AbortMultipartUpload: { prepare: abortMultipartUpload, parameters: ['uploadId'], headers: [] },
  ListParts: { prepare: listParts, parameters: ['uploadId', 'max-parts', 'part-number-marker'], headers: [] },
  PutObjectTagging: { prepare: putObjectTagging, parameters: ['tagging', 'versionId'], headers: digests },
  GetObjectTagging: { prepare: getObjectTagging, parameters: ['tagging', 'versionId'], headers: [] },
  PostObject: { prepare: postObject, parameters: [], headers: [] },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

function bucketOperation({ method, query, headers }: S3Call): OperationName | undefined {
  if (method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : undefined;
  if (method === 'HEAD') return 'HeadBucket';
  if (method !== 'POST') return undefined;
  if (query.has('delete')) return 'DeleteObjects';
  return isForm(headers) ? 'PostObject' : undefined;
}

function objectOperation({ method, query, headers }: S3Call): OperationName | undefined {
  const isCopy = headers['x-amz-copy-source'] !== undefined;
  if (method === 'PUT') {
    if (query.has('uploadId')) return isCopy ? 'UploadPartCopy' : 'UploadPart';
    if (query.has('tagging')) return 'PutObjectTagging';
    return isCopy ? 'CopyObject' : 'PutObject';
  }
  if (method === 'GET') {
    if (query.has('uploadId')) return 'ListParts';
    return query.has('tagging') ? 'GetObjectTagging' : 'GetObject';
  }
  if (method === 'HEAD') return 'HeadObject';
  if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject';
  if (method !== 'POST') return undefined;
  if (query.has('uploads')) return 'CreateMultipartUpload';
  return query.has('uploadId') ? 'CompleteMultipartUpload' : undefined;
}

export function isForm(headers: Readonly<Record<string, string>>): boolean {
  return /^multipart\/form-data;/i.test(headers['content-type'] ?? '');
}

function isListed(name: string, list: readonly string[]): boolean {
  return list.some((known) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known));
}

/** The call that a request makes. Refuses NotImplemented. */
export function operationOf(call: S3Call): OperationName {
  const name = call.bucket === '' ? undefined : call.key === '' ? bucketOperation(call) : objectOperation(call);
  if (name === undefined) throw notImplemented(`${call.method} with these parameters`);
  const operation: Operation = operations[name];
  const parameter = [...call.query.keys()].find((given) => !isListed(given, operation.parameters));
  if (parameter !== undefined) throw notImplemented(`the parameter ${parameter} of ${name}`);
  const allowed = [...everyHeader, ...operation.headers];
  const header = Object.keys(call.headers).find((given) => given.startsWith('x-amz-') && !isListed(given, allowed));
  if (header !== undefined) throw notImplemented(`the header ${header} of ${name}`);
  return name;
}
