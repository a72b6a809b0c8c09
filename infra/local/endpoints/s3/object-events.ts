/** What follows a change of an object: the event of S3 on the default bus, and the malware scan of a new object. */
import type { BucketModel } from '../../model.ts';
import { scanWork } from '../malware-scan/scan-work.ts';
import type { ObjectVersion } from './object-table.ts';
import type { S3Context } from './s3-context.ts';

export type CreationReason = 'PutObject' | 'POST Object' | 'CopyObject' | 'CompleteMultipartUpload';
export type DeletionType = 'Permanently Deleted' | 'Delete Marker Created';

const sequencerDigits = 18;

function eventObject(bucket: BucketModel, { id, key, versionId }: ObjectVersion): Record<string, unknown> {
  return {
    key,
    ...(bucket.versioned ? { 'version-id': versionId } : {}),
    sequencer: id.toString(16).toUpperCase().padStart(sequencerDigits, '0'),
  };
}

function emit(
  { events, account, clock }: S3Context,
  bucket: BucketModel,
  detailType: string,
  about: { readonly object: Record<string, unknown>; readonly reason: string; readonly deletionType?: DeletionType },
): void {
  events.accept({
    busName: 'default',
    source: 'aws.s3',
    detailType,
    resources: [bucket.arn],
    time: clock.now(),
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: about.object,
      'request-id': String(about.object['sequencer']),
      requester: account,
      'source-ip-address': '127.0.0.1',
      reason: about.reason,
      ...(about.deletionType ? { 'deletion-type': about.deletionType } : {}),
    },
  });
}

/** In the transaction that adds the version. */
export function announceCreation(
  context: S3Context,
  bucket: BucketModel,
  version: ObjectVersion,
  reason: CreationReason,
): void {
  if (bucket.notifiesEventBridge) {
    const { size, etag } = version;
    emit(context, bucket, 'Object Created', { object: { ...eventObject(bucket, version), size, etag }, reason });
  }
  if (bucket.scannedPrefixes?.some((prefix) => version.key.startsWith(prefix))) {
    const { id, key, etag, versionId } = version;
    const task = { objectId: id, bucketName: bucket.name, objectKey: key, etag };
    context.board.add(scanWork(bucket.versioned ? { ...task, versionId } : task));
  }
}

/** In the transaction that removes the version or adds the marker. */
export function announceDeletion(
  context: S3Context,
  bucket: BucketModel,
  version: ObjectVersion,
  deletionType: DeletionType,
): void {
  if (!bucket.notifiesEventBridge) return;
  emit(context, bucket, 'Object Deleted', {
    object: eventObject(bucket, version),
    reason: 'DeleteObject',
    deletionType,
  });
}
