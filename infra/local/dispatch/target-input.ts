/**
 * What a rule hands to its target: the whole event, one part of it (`InputPath`), or a template filled from it.
 * @source Amazon EventBridge User Guide, "Input transformation"
 */
import type { RuleModel } from '../model.ts';

type Target = RuleModel['targets'][number];

/** The message text: JSON unless a template says otherwise. */
export function targetInput(target: Target, event: unknown, ruleName: string): string {
  const { inputPath, inputTransformer } = target;
  if (inputTransformer) return fill(inputTransformer, event, ruleName);
  return JSON.stringify((inputPath === undefined ? event : at(event, inputPath)) ?? null);
}

function fill({ paths, template }: NonNullable<Target['inputTransformer']>, event: unknown, ruleName: string): string {
  const values = new Map<string, unknown>(Object.entries(paths).map(([name, path]) => [name, at(event, path)]));
  values.set('aws.events.event', event).set('aws.events.event.json', event).set('aws.events.rule-name', ruleName);
  let insideText = false;
  return template.replace(/\\.|"|<([\w.-]+)>/g, (found, name: string | undefined) => {
    if (found === '"') insideText = !insideText;
    if (name === undefined || !values.has(name)) return found;
    const value = values.get(name) ?? '';
    if (!insideText) return JSON.stringify(value);
    return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value)).slice(1, -1);
  });
}

/** `$.detail.files[0].key` and `$['detail-type']`: the part of JSONPath that EventBridge takes. */
function at(event: unknown, path: string): unknown {
  const steps = path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']+)'\]/g);
  let value = event;
  for (const [, name, index, quoted] of steps) {
    const key = name ?? index ?? quoted ?? '';
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = new Map<string, unknown>(Object.entries(value)).get(key);
  }
  return value;
}
