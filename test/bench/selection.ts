/** What `npm run bench -- …` was asked for. */
import { parseArgs } from 'node:util';

const known = ['P1', 'P2', 'P3', 'P4', 'P6', 'P9', 'P10', 'P11', 'P12'] as const;
export type Part = (typeof known)[number];

export interface Selection {
  /** In the order of PERFORMANCE; all where none was named. */
  readonly parts: readonly Part[];
  readonly quick: boolean;
  readonly peers: boolean;
}

/** Throws for a part that there is not. */
export function readSelection(words: readonly string[]): Selection {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, peers: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !known.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; the parts are ${known.join(', ')}`);
  const parts = known.filter((part) => positionals.length === 0 || positionals.includes(part));
  return { parts, quick: values.quick, peers: values.peers };
}
