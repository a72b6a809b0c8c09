/**
 * The policy of a browser's POST: who signed it, until when, and what each field may be.
 * @source Amazon S3 API Reference, "Creating a POST Policy"
 */
import * as z from 'zod';
import { isSignatureOf, readCredential, type SecretOf, signingKey } from './chunk-signer.ts';
import { S3Refusal } from './s3-refusal.ts';

const Count = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
const Condition = z.union([
  z.tuple([z.literal('content-length-range'), Count, Count]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
  z.record(z.string(), z.string()),
]);
const Policy = z.object({
  expiration: z.iso.datetime().transform((text) => Date.parse(text)),
  conditions: z.array(Condition),
});

/** Fields that need no condition of their own. */
const exempt = new Set(['policy', 'x-amz-signature', 'file']);

export interface AllowedPost {
  readonly functionId: string;
  readonly least: number;
  readonly most: number;
}

interface FieldRule {
  readonly operator: 'eq' | 'starts-with';
  readonly name: string;
  readonly value: string;
  readonly written: string;
}

function refuse(why: string): never {
  throw new S3Refusal('AccessDenied', `Invalid according to Policy: ${why}`);
}

function field(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name);
  if (value === undefined) {
    throw new S3Refusal('InvalidArgument', `Bucket POST must contain a field named '${name}'.`);
  }
  return value;
}

function checkSignature(fields: ReadonlyMap<string, string>, policy: string, secretOf: SecretOf): string {
  if (field(fields, 'x-amz-algorithm') !== 'AWS4-HMAC-SHA256') {
    throw new S3Refusal('InvalidArgument', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const scope = readCredential(field(fields, 'x-amz-credential'));
  if (!scope) throw new S3Refusal('InvalidArgument', 'The credential is malformed');
  const isRight = isSignatureOf(policy, signingKey(scope, secretOf), field(fields, 'x-amz-signature'));
  if (!isRight) throw new S3Refusal('SignatureDoesNotMatch');
  return scope.accessKey;
}

function readPolicy(policy: string): z.infer<typeof Policy> {
  try {
    return Policy.parse(JSON.parse(Buffer.from(policy, 'base64').toString('utf8')));
  } catch {
    throw new S3Refusal('InvalidPolicyDocument');
  }
}

function fieldRules(condition: z.infer<typeof Condition>): readonly FieldRule[] {
  if (!Array.isArray(condition)) {
    return Object.entries(condition).map(([name, value]) => ({
      operator: 'eq',
      name: name.toLowerCase(),
      value,
      written: JSON.stringify(['eq', `$${name}`, value]),
    }));
  }
  const [operator, name, value] = condition;
  if (operator === 'content-length-range') return [];
  return [{ operator, name: name.slice(1).toLowerCase(), value, written: JSON.stringify(condition) }];
}

function holds({ operator, name, value }: FieldRule, fields: ReadonlyMap<string, string>): boolean {
  const given = fields.get(name) ?? '';
  if (operator === 'eq') return given === value;
  // Several media types may be given to a starts-with rule; each must start so.
  if (name === 'content-type') return given.split(',').every((type) => type.trim().startsWith(value));
  return given.startsWith(value);
}

/**
 * Checks signature, expiry, every condition, and that every field has one. Refuses with the real service's codes.
 * `fields` hold the key with the file's name put in, and the bucket of the address.
 */
export function checkPostPolicy(
  fields: ReadonlyMap<string, string>,
  { secretOf, now }: { secretOf: SecretOf; now: number },
): AllowedPost {
  const policy = field(fields, 'policy');
  const functionId = checkSignature(fields, policy, secretOf);
  const { expiration, conditions } = readPolicy(policy);
  if (expiration <= now) refuse('Policy expired.');
  const rules = conditions.flatMap(fieldRules);
  for (const rule of rules) if (!holds(rule, fields)) refuse(`Policy Condition failed: ${rule.written}`);

  const ruled = new Set(rules.map(({ name }) => name));
  const extra = [...fields.keys()].filter(
    (name) => !ruled.has(name) && !exempt.has(name) && !name.startsWith('x-ignore-'),
  );
  if (extra.length > 0) refuse(`Extra input fields: ${extra.join(', ')}`);

  const lengths = conditions.flatMap((condition) =>
    Array.isArray(condition) && condition[0] === 'content-length-range'
      ? [{ least: condition[1], most: condition[2] }]
      : [],
  );
  const least = Math.max(0, ...lengths.map((length) => length.least));
  const most = Math.min(5 * 1024 ** 3, ...lengths.map((length) => length.most));
  return { functionId, least, most };
}
