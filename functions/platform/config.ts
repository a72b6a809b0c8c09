/**
 * The environment of a function. Each function lists the variables it needs; the type follows from the list, and a
 * missing one stops the cold start with its name rather than a request with a riddle.
 */
export function readConfig<const Name extends string>(
  names: readonly Name[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0) throw new Error(`missing environment variables: ${missing.join(', ')}`);
  const config: Partial<Record<Name, string>> = {};
  for (const name of names) config[name] = environment[name] ?? '';
  return Object.freeze({ ...emptyOf(names), ...config });
}

/** Where AWS is spoken to instead of its own addresses: set on one machine, absent in the cloud. */
export function endpointOverride(): string | undefined {
  return process.env['AWS_ENDPOINT_URL'];
}

function emptyOf<Name extends string>(names: readonly Name[]): Record<Name, string> {
  return names.reduce<Record<Name, string>>((all, name) => Object.assign(all, { [name]: '' }), Object.create(null));
}
