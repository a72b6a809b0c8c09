/** CORS by the bucket's rules: the preflight, and the headers on every answer to a request with an Origin. */
import type { BucketModel } from '../../model.ts';
import { S3Refusal } from './s3-refusal.ts';

type CorsRule = BucketModel['cors'][number];
type Headers = Readonly<Record<string, string>>;

function matches(pattern: string, value: string): boolean {
  const [before = '', after] = pattern.split('*', 2);
  if (after === undefined) return pattern === value;
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after);
}

function ruleFor(
  bucket: BucketModel,
  origin: string,
  method: string,
  headers: readonly string[],
): CorsRule | undefined {
  return bucket.cors.find(
    (rule) =>
      rule.origins.some((pattern) => matches(pattern, origin)) &&
      rule.methods.includes(method) &&
      headers.every((name) => rule.headers.some((pattern) => matches(pattern.toLowerCase(), name))),
  );
}

function answerHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const isAnyone = rule.origins.includes('*');
  return {
    'access-control-allow-origin': isAnyone ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(isAnyone ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposed.length > 0 ? { 'access-control-expose-headers': rule.exposed.join(', ') } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** The headers of the answer to a preflight. Refuses AccessForbidden where no rule allows it. */
export function preflightHeaders(bucket: BucketModel, headers: Headers): Record<string, string> {
  const { origin, 'access-control-request-method': method } = headers;
  if (!origin || !method) {
    throw new S3Refusal('InvalidRequest', 'Insufficient information. Origin request header needed.');
  }
  if (bucket.cors.length === 0)
    throw new S3Refusal('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
  const asked = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = ruleFor(bucket, origin, method, asked);
  if (!rule) throw new S3Refusal('AccessForbidden');
  return {
    ...answerHeaders(rule, origin),
    ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ') } : {}),
  };
}

/** What a browser needs to see the answer; nothing where the request has no Origin or no rule is for it. */
export function corsHeaders(bucket: BucketModel | undefined, method: string, headers: Headers): Record<string, string> {
  const { origin } = headers;
  const rule = bucket && origin ? ruleFor(bucket, origin, method, []) : undefined;
  return rule && origin ? answerHeaders(rule, origin) : {};
}
