/**
 * Writes each event contract's JSON Schema and example to `events/`, for whoever does not speak TypeScript. A test holds the
 * written files to the contracts, so that a changed event shows in the review as a changed file.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { catalogue } from '../events/catalogue.ts';

/** Path below `events/` -> text. */
export function contractFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [name, { envelope, type, example }] of Object.entries(catalogue)) {
    const schema = z.toJSONSchema(envelope, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
    files.set(`schemas/${name}.json`, text({ ...schema, title: name }));
    files.set(`examples/${name}.json`, text({ ...frame, type, data: example }));
  }
  return files;
}

const frame = {
  id: '5f0c9c1e-0a5b-4b43-8f7e-2f6f0a1b2c3d',
  programmeId: 'womens-support-2026',
  occurredAt: '2026-06-10T01:23:45.678Z',
} as const;

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

if (import.meta.main) {
  for (const [path, content] of contractFiles()) {
    const file = join(import.meta.dirname, '../events', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
