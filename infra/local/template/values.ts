/** Reading untyped template values without casts. */

export type Properties = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function record(value: unknown): Properties {
  return isRecord(value) ? value : {};
}

/** What stands at a path, e.g. `at(properties, 'Target', 'Arn')`. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const step of path) here = record(here)[step];
  return here;
}

export function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function strings(value: unknown): readonly string[] {
  return list(value).map(String);
}

export function string(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** Numbers of templates may be written as strings. */
export function number(value: unknown): number | undefined {
  return value === undefined || value === '' ? undefined : Number(value);
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** An object without its undefined members, as exactOptionalPropertyTypes wants it. */
export function present<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  const holder: { [P in K]?: V } = {};
  if (value !== undefined) holder[key] = value;
  return holder;
}
