/** PutObjectTagging and GetObjectTagging. */
import { xml, xmlDocument } from '../xml.ts';
import { findVersion } from './get-object.ts';
import { documentTags } from './object-headers.ts';
import { once } from './once.ts';
import { answer, bucketOf, namespace, onObject, type Prepare, versionHeader, xmlAnswer } from './s3-context.ts';
import { readSmallBody } from './small-body.ts';

export const putObjectTagging: Prepare = (context, call, request) => {
  const bucket = bucketOf(context, call.bucket);
  const versionId = call.query.get('versionId');
  const read = once(async () => documentTags(await readSmallBody(request.body, call.headers)));

  async function run() {
    const tags = await read();
    const version = context.store.transaction(() => {
      const found = findVersion(context, bucket, call.key, versionId);
      context.objects.setTags(found.id, tags);
      return found;
    });
    return answer(200, versionHeader(bucket, version.versionId));
  }

  const action = versionId === undefined ? 'PutObjectTagging' : 'PutObjectVersionTagging';
  return { needs: [onObject(action, bucket.name, call.key)], run };
};

export const getObjectTagging: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);
  const versionId = call.query.get('versionId');

  async function run() {
    const version = findVersion(context, bucket, call.key, versionId);
    const tags = Object.entries(version.tags).map(([key, value]) => xml('Tag', [xml('Key', key), xml('Value', value)]));
    return xmlAnswer(
      xmlDocument('Tagging', [xml('TagSet', tags)], namespace),
      versionHeader(bucket, version.versionId),
    );
  }

  const action = versionId === undefined ? 'GetObjectTagging' : 'GetObjectVersionTagging';
  return { needs: [onObject(action, bucket.name, call.key)], run };
};
