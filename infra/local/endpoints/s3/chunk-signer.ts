/** Signature Version 4 as far as S3 needs it inside a body: the key, signed chunks, and the policy of a POST form. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Refusal } from './s3-refusal.ts';

const emptyDigest = createHash('sha256').digest('hex');

/** `<access key>/<yyyymmdd>/<region>/s3/aws4_request` */
export interface CredentialScope {
  readonly accessKey: string;
  readonly day: string;
  readonly region: string;
}

export type SecretOf = (functionId: string) => string | undefined;

export function readCredential(credential: string): CredentialScope | undefined {
  const match = /^([^/]+)\/(\d{8})\/([a-z0-9-]+)\/s3\/aws4_request$/.exec(credential);
  const [, accessKey, day, region] = match ?? [];
  return accessKey && day && region ? { accessKey, day, region } : undefined;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Refuses InvalidAccessKeyId. */
export function signingKey({ accessKey, day, region }: CredentialScope, secretOf: SecretOf): Buffer {
  const secret = secretOf(accessKey);
  if (secret === undefined) throw new S3Refusal('InvalidAccessKeyId');
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request');
}

export function isSignatureOf(text: string, key: Buffer, signature: string): boolean {
  const expected = Buffer.from(hmac(key, text).toString('hex'));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Each signature covers the one before it, the first the one of the headers. */
export interface ChunkSigner {
  chunkSignature(contentDigest: string): string;
  trailerSignature(trailerDigest: string): string;
}

/** Reads the seed from the Authorization header that the gate has already checked. */
export function chunkSigner(headers: Readonly<Record<string, string>>, secretOf: SecretOf): ChunkSigner {
  const authorization = headers['authorization'] ?? '';
  const scope = readCredential(/Credential=([^,\s]+)/.exec(authorization)?.[1] ?? '');
  const seed = /Signature=([0-9a-f]{64})/.exec(authorization)?.[1];
  const at = headers['x-amz-date'];
  if (!scope || !seed || !at) throw new S3Refusal('AccessDenied', 'A signed body needs a signed Authorization header');
  const key = signingKey(scope, secretOf);
  const scopeText = `${scope.day}/${scope.region}/s3/aws4_request`;
  let previous = seed;

  function sign(kind: string, digests: readonly string[]): string {
    previous = hmac(key, [`AWS4-HMAC-SHA256-${kind}`, at, scopeText, previous, ...digests].join('\n')).toString('hex');
    return previous;
  }

  return {
    chunkSignature: (digest) => sign('PAYLOAD', [emptyDigest, digest]),
    trailerSignature: (digest) => sign('TRAILER', [digest]),
  };
}
