import { createHash, createHmac } from 'node:crypto';
import { fc, test as property } from '@fast-check/vitest';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect } from 'vitest';
import { readSignature, type SignedMessage, signatureFault } from '../../../../infra/local/gate/sigv4.ts';

/** Node's hash in the shape that the SDK's signer wants. */
class Sha256 {
  readonly #hash;
  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', Buffer.from(Object(secret)));
  }
  update(data: unknown): void {
    this.#hash.update(typeof data === 'string' ? data : Buffer.from(Object(data)));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

const now = Date.parse('2027-03-31T15:00:00Z');

function signerOf(service: string) {
  return new SignatureV4({
    service,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'Surveys-Staff', secretAccessKey: 'secret' },
    sha256: Sha256 as never,
    uriEscapePath: service !== 's3',
  });
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((value) => !/[/.]/.test(value));
/** The SDK's own signer keeps parameters in a plain object, and so loses one that is called `__proto__`. */
const parameter = text.filter((name) => name !== '__proto__');
const query = fc.dictionary(parameter, text, { maxKeys: 3, noNullPrototype: true });
const segments = fc.array(text, { maxLength: 4 });

/** As the SDK writes paths and queries. */
const escaped = (value: string) =>
  encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

interface Signed {
  readonly message: SignedMessage;
}

async function sign(path: readonly string[], parameters: Record<string, string>, service: string): Promise<Signed> {
  const signed = await signerOf(service).sign(
    {
      method: 'PUT',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: `/${path.map(escaped).join('/')}`,
      query: parameters,
      headers: { host: '127.0.0.1:4100', 'x-amz-meta-a': ' two  spaces ' },
      body: 'body',
    },
    { signingDate: new Date(now) },
  );
  const sent = Object.entries(parameters)
    .map((pair) => pair.map(escaped).join('='))
    .join('&');
  const headers = Object.fromEntries(
    Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { message: { method: 'PUT', target: sent === '' ? signed.path : `${signed.path}?${sent}`, headers } };
}

function faultOf(message: SignedMessage, { at = now, secret = 'secret' } = {}): string {
  const signature = readSignature(message);
  if (typeof signature !== 'object') return signature ?? 'unsigned';
  return signatureFault(message, signature, { secretOf: () => secret, now: at }) ?? 'holds';
}

const service = fc.constantFrom('s3', 'dynamodb', 'cloudfront');

describe('a signature', () => {
  property.prop([segments, query, service])('that the SDK made holds', async (path, parameters, of) => {
    const { message } = await sign(path, parameters, of);
    expect(faultOf(message)).toBe('holds');
  });

  property.prop([segments, query, service, fc.integer({ min: 0, max: 5 })])(
    'of a changed request does not hold',
    async (path, parameters, of, which) => {
      const { message } = await sign(path, parameters, of);
      const changed: readonly SignedMessage[] = [
        { ...message, method: 'DELETE' },
        { ...message, target: message.target.replace(/^\//, '/x') },
        { ...message, target: `${message.target}${message.target.includes('?') ? '&' : '?'}added=1` },
        { ...message, headers: { ...message.headers, host: 'elsewhere' } },
        { ...message, headers: { ...message.headers, 'x-amz-meta-a': 'other' } },
        { ...message, headers: { ...message.headers, 'x-amz-content-sha256': '0'.repeat(64) } },
      ];
      const one = changed[which];
      expect(one && faultOf(one)).toBe('mismatch');
    },
  );

  property.prop([segments])('made with another secret does not hold', async (path) => {
    const { message } = await sign(path, {}, 'dynamodb');
    expect(faultOf(message, { secret: 'other' })).toBe('mismatch');
  });

  property.prop([fc.integer({ min: -60, max: 60 })])('holds within 15 minutes of the system clock', async (minutes) => {
    const { message } = await sign(['a'], {}, 'dynamodb');
    expect(faultOf(message, { at: now + minutes * 60_000 })).toBe(Math.abs(minutes) <= 15 ? 'holds' : 'skewed');
  });
});
