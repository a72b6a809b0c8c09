/** Every move of every table taken away, and every move that is not there added. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { modulesBelow, root } from '../architecture/import-graph.ts';
import type { Mutant } from './mutant.ts';

const Table = z.record(z.string(), z.array(z.string()));
type Table = z.infer<typeof Table>;

export async function moveMutants(): Promise<readonly Mutant[]> {
  const found = await Promise.all(modulesBelow('shared').map(mutantsOfFile));
  return found.flat();
}

async function mutantsOfFile(file: string): Promise<readonly Mutant[]> {
  const source = readFileSync(join(root, file), 'utf8');
  const names = [...source.matchAll(/^export const (\w+Moves) = \{/gm)].map(([, name = '']) => name);
  if (names.length === 0) return [];
  const module: Record<string, unknown> = await import(pathToFileURL(join(root, file)).href);
  return names.flatMap((name) => {
    const moves = Table.parse(module[name]);
    return cellsOf(moves).map(([from, to]) => mutantOf(file, source, name, moves, from, to));
  });
}

function cellsOf(moves: Table): readonly (readonly [string, string])[] {
  const statuses = Object.keys(moves);
  return statuses.flatMap((from) => statuses.map((to) => [from, to] as const));
}

function mutantOf(file: string, source: string, name: string, moves: Table, from: string, to: string): Mutant {
  const targets = moves[from] ?? [];
  const isThere = targets.includes(to);
  const changed = { ...moves, [from]: isThere ? targets.filter((each) => each !== to) : [...targets, to] };
  const written = new RegExp(`export const ${name} = \\{[\\s\\S]*?\\}(?= as const satisfies)`);
  const mutated = source.replace(written, () => `export const ${name} = ${JSON.stringify(changed)}`);
  if (mutated === source) throw new Error(`nothing was changed in ${file}`);
  return { file, mistake: `${name}: ${from} -> ${to} ${isThere ? 'taken away' : 'added'}`, source: mutated };
}
