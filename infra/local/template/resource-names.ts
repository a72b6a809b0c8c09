/**
 * The names that CloudFormation would have given, made deterministic: `<stack>-<logical id without its hash>`.
 * Deterministic, so that a data folder still fits after the next synthesis.
 */
import { createHash } from 'node:crypto';
import type { Stack, TemplateResource } from './assembly.ts';

export const localAccount = '000000000000';

export interface Named {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly resource: TemplateResource;
  /** Properties with their references resolved; read lazily, since names of other resources may lead back here. */
  property(name: string): unknown;
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/(?<=.)[0-9A-F]{8}$/, '');
}

/** The logical id without CDK's hash where that is unique among the resources of this type in the stack. */
function shortId({ template }: Stack, logicalId: string): string {
  const short = withoutHash(logicalId);
  const type = template.Resources[logicalId]?.Type;
  const twins = Object.entries(template.Resources).filter(
    ([other, resource]) => resource.Type === type && withoutHash(other) === short,
  );
  return twins.length === 1 ? short : logicalId;
}

export function generatedName(stack: Stack, logicalId: string): string {
  return `${stack.name}-${shortId(stack, logicalId)}`;
}

function digest(named: Named): string {
  return createHash('sha256').update(generatedName(named.stack, named.logicalId)).digest('hex');
}

/** Of lower-case letters and digits, as ids of AWS are. */
export function opaqueId(named: Named, length: number): string {
  return BigInt(`0x${digest(named)}`)
    .toString(36)
    .slice(0, length);
}

export function uuidOf(named: Named): string {
  const hex = digest(named);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** The name that the template gives, else the generated one. */
export function nameOf(named: Named, property: string): string {
  const given = named.property(property);
  return typeof given === 'string' ? given : generatedName(named.stack, named.logicalId);
}

export function arn(service: string, region: string, rest: string): string {
  return `arn:aws:${service}:${region}:${localAccount}:${rest}`;
}
