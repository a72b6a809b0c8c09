/** The headers that are stored with an object and given back with it, and the tags. */
import { childrenNamed, childText, parseXml, type XmlElement } from '../xml.ts';
import { S3Refusal } from './s3-refusal.ts';

type Headers = Readonly<Record<string, string>>;

const kept = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];
const metadataPrefix = 'x-amz-meta-';
/** @source Amazon S3 User Guide, "Working with object metadata" */
const largestMetadataBytes = 2048;
/** @source Amazon S3 User Guide, "Categorizing your objects using tags" */
const mostTags = 10;
const longestTagKey = 128;
const longestTagValue = 256;

/** The headers of a new object. Refuses MetadataTooLarge. */
export function storedHeaders(headers: Headers): Record<string, string> {
  const result: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    'x-amz-server-side-encryption': headers['x-amz-server-side-encryption'] ?? 'AES256',
  };
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(metadataPrefix))
      metadataBytes += name.length - metadataPrefix.length + Buffer.byteLength(value);
    if (name.startsWith(metadataPrefix) || kept.includes(name)) result[name] = value;
  }
  if (metadataBytes > largestMetadataBytes) throw new S3Refusal('MetadataTooLarge');
  const encodings = (result['content-encoding'] ?? '').split(',').map((coding) => coding.trim());
  const ownEncodings = encodings.filter((coding) => coding !== 'aws-chunked' && coding !== '');
  if (ownEncodings.length > 0) result['content-encoding'] = ownEncodings.join(',');
  else delete result['content-encoding'];
  return result;
}

function checkedTags(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  if (pairs.length > mostTags) throw new S3Refusal('InvalidTag', 'Object tags cannot be greater than 10');
  const tags: Record<string, string> = {};
  for (const [key, value] of pairs) {
    if (key === '' || key.length > longestTagKey)
      throw new S3Refusal('InvalidTag', 'The TagKey you have provided is invalid');
    if (value.length > longestTagValue) throw new S3Refusal('InvalidTag', 'The TagValue you have provided is invalid');
    if (Object.hasOwn(tags, key)) throw new S3Refusal('InvalidTag', 'Cannot provide multiple Tags with the same key');
    tags[key] = value;
  }
  return tags;
}

/** The `x-amz-tagging` header: a query string. Refuses InvalidTag. */
export function headerTags(header: string | undefined): Record<string, string> {
  return checkedTags([...new URLSearchParams(header ?? '')]);
}

/** Any XML body. Refuses MalformedXML. */
export function readXml(source: string, name: string): XmlElement {
  try {
    const element = parseXml(source);
    if (element.name === name) return element;
  } catch {
    throw new S3Refusal('MalformedXML');
  }
  throw new S3Refusal('MalformedXML');
}

/** A `Tagging` document. Refuses MalformedXML and InvalidTag. */
export function documentTags(source: string): Record<string, string> {
  const [set, ...more] = childrenNamed(readXml(source, 'Tagging'), 'TagSet');
  if (!set || more.length > 0) throw new S3Refusal('MalformedXML');
  return checkedTags(
    childrenNamed(set, 'Tag').map((tag) => {
      const [key, value] = [childText(tag, 'Key'), childText(tag, 'Value')];
      if (key === undefined || value === undefined) throw new S3Refusal('MalformedXML');
      return [key, value] as const;
    }),
  );
}
