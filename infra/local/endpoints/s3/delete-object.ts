/** DeleteObject and DeleteObjects, with versions, markers and retention. */
import type { Readable } from 'node:stream';
import type { BucketModel } from '../../model.ts';
import { childrenNamed, childText, xml, xmlDocument } from '../xml.ts';
import { checkWrite } from './conditions.ts';
import type { Segment } from './content-folder.ts';
import { announceDeletion } from './object-events.ts';
import { readXml } from './object-headers.ts';
import type { ObjectVersion } from './object-table.ts';
import {
  answer,
  bucketOf,
  namespace,
  newVersionId,
  onObject,
  type Prepare,
  type S3Context,
  versionHeader,
  xmlAnswer,
} from './s3-context.ts';
import { S3Refusal } from './s3-refusal.ts';
import { readSmallBody } from './small-body.ts';

const mostKeys = 1000;
const noDigest = { etag: '', size: 0, headers: {}, tags: {}, checksum: null, segments: [], retainedUntil: null };

interface Target {
  readonly key: string;
  readonly versionId?: string;
}

interface Deletion {
  readonly unused: readonly Segment[];
  /** The version that went, or the marker that came. */
  readonly version?: ObjectVersion;
  readonly isNewMarker: boolean;
}

function removeVersion(context: S3Context, bucket: BucketModel, version: ObjectVersion): Deletion {
  if (version.retainedUntil !== null && version.retainedUntil > context.clock.now()) {
    throw new S3Refusal('AccessDenied', 'Access Denied because object protected by object lock.');
  }
  const unused = context.objects.remove(version);
  announceDeletion(context, bucket, version, 'Permanently Deleted');
  return { unused, version, isNewMarker: false };
}

/** In a transaction. Deleting what is not there succeeds. */
function deleteTarget(context: S3Context, bucket: BucketModel, { key, versionId }: Target): Deletion {
  const { objects, clock } = context;
  if (versionId !== undefined || !bucket.versioned) {
    const version =
      versionId === undefined ? objects.latest(bucket.name, key) : objects.version(bucket.name, key, versionId);
    return version ? removeVersion(context, bucket, version) : { unused: [], isNewMarker: false };
  }
  const { version, replaced } = objects.add({
    ...noDigest,
    bucket: bucket.name,
    key,
    versionId: newVersionId(bucket),
    isMarker: true,
    modifiedAt: clock.now(),
  });
  announceDeletion(context, bucket, version, 'Delete Marker Created');
  return { unused: replaced, version, isNewMarker: true };
}

function needFor(bucket: BucketModel, { key, versionId }: Target) {
  return onObject(versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion', bucket.name, key);
}

export const deleteObject: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);
  const { key } = call;
  const versionId = call.query.get('versionId');
  const target: Target = versionId === undefined ? { key } : { key, versionId };

  async function run() {
    const { unused, version } = context.store.transaction(() => {
      const present = context.objects.latest(bucket.name, key);
      if (call.headers['if-match'] !== undefined) checkWrite({ 'if-match': call.headers['if-match'] }, present);
      return deleteTarget(context, bucket, target);
    });
    await context.content.release(unused);
    const marker = version?.isMarker ? { 'x-amz-delete-marker': 'true' } : {};
    return answer(204, { ...marker, ...(version ? versionHeader(bucket, version.versionId) : {}) });
  }

  return { needs: [needFor(bucket, target)], run };
};

function readTargets(source: string): { readonly targets: readonly Target[]; readonly isQuiet: boolean } {
  const root = readXml(source, 'Delete');
  const targets = childrenNamed(root, 'Object').map((object): Target => {
    const key = childText(object, 'Key');
    const versionId = childText(object, 'VersionId');
    if (!key) throw new S3Refusal('MalformedXML');
    return versionId === undefined ? { key } : { key, versionId };
  });
  if (targets.length === 0 || targets.length > mostKeys) throw new S3Refusal('MalformedXML');
  return { targets, isQuiet: childText(root, 'Quiet') === 'true' };
}

async function deleteOne(context: S3Context, bucket: BucketModel, target: Target, isQuiet: boolean): Promise<string> {
  const asked = [xml('Key', target.key), xml('VersionId', target.versionId)];
  try {
    const { unused, version, isNewMarker } = context.store.transaction(() => deleteTarget(context, bucket, target));
    await context.content.release(unused);
    if (isQuiet) return '';
    const marker = version?.isMarker
      ? [xml('DeleteMarker', true), xml('DeleteMarkerVersionId', version.versionId)]
      : [];
    return xml('Deleted', [...(isNewMarker ? [xml('Key', target.key)] : asked), ...marker]);
  } catch (error) {
    if (!(error instanceof S3Refusal)) throw error;
    return xml('Error', [...asked, xml('Code', error.code), xml('Message', error.message)]);
  }
}

/** The body is read before the permissions are known: they are those of its keys. */
export const deleteObjects: Prepare = async (context, call, request: { readonly body: Readable }) => {
  const bucket = bucketOf(context, call.bucket);
  const { targets, isQuiet } = readTargets(await readSmallBody(request.body, call.headers));

  async function run() {
    const results: string[] = [];
    for (const target of targets) results.push(await deleteOne(context, bucket, target, isQuiet));
    return xmlAnswer(xmlDocument('DeleteResult', results, namespace));
  }

  return { needs: targets.map((target) => needFor(bucket, target)), run };
};
