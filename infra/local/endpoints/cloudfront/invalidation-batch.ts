/** The document of CreateInvalidation. */
import { childrenNamed, childText, parseXml, type XmlElement } from '../xml.ts';
import { CloudFrontRefusal } from './cloudfront-refusal.ts';

/** @source Amazon CloudFront Developer Guide, "Quotas on invalidations" */
const mostPaths = 3000;
const longestPath = 4000;

export interface InvalidationBatch {
  readonly callerReference: string;
  readonly paths: readonly string[];
}

function root(source: string): XmlElement {
  try {
    const element = parseXml(source);
    if (element.name === 'InvalidationBatch') return element;
  } catch {
    throw new CloudFrontRefusal('MalformedXML');
  }
  throw new CloudFrontRefusal('MalformedXML');
}

function checkPath(path: string): void {
  // What is not plain ASCII must be percent-encoded, and a star stands only at the end.
  const isRight = /^\/[\x21-\x29\x2b-\x7e]*\*?$/.test(path) && path.length <= longestPath;
  if (!isRight)
    throw new CloudFrontRefusal('InvalidArgument', 'Your request contains one or more invalid invalidation paths.');
}

/** Refuses MissingBody, MalformedXML, InconsistentQuantities, BatchTooLarge and InvalidArgument. */
export function readBatch(source: string | undefined): InvalidationBatch {
  if (!source) throw new CloudFrontRefusal('MissingBody');
  const batch = root(source);
  const callerReference = childText(batch, 'CallerReference');
  const [list] = childrenNamed(batch, 'Paths');
  if (!callerReference || !list) throw new CloudFrontRefusal('MalformedXML');
  const paths = childrenNamed(list, 'Items').flatMap((items) => childrenNamed(items, 'Path').map(({ text }) => text));
  if (Number(childText(list, 'Quantity')) !== paths.length) throw new CloudFrontRefusal('InconsistentQuantities');
  if (paths.length === 0) throw new CloudFrontRefusal('InvalidArgument', 'The paths are empty.');
  if (paths.length > mostPaths) throw new CloudFrontRefusal('BatchTooLarge');
  for (const path of paths) checkPath(path);
  return { callerReference, paths };
}
