/** How results are printed and kept. A reach that was missed is said; a count that was exceeded ends the run with 1. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';

export interface Row {
  readonly what: string;
  /** Column -> text. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface Reach {
  readonly what: string;
  readonly measured: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Counts do not depend on the machine: missing one is a failure. Times are judged by people. */
  readonly binding?: boolean;
}

export interface PartResult {
  readonly part: string;
  readonly title: string;
  /** What a write has survived when it is answered; undefined where nothing is written. */
  readonly durability?: string;
  readonly rows: readonly Row[];
  readonly reaches: readonly Reach[];
  readonly remarks?: readonly string[];
  /** For the JSON file only: values by round. */
  readonly details?: unknown;
}

export function isMet({ measured, atMost, atLeast }: Reach): boolean {
  return (atMost === undefined || measured <= atMost) && (atLeast === undefined || measured >= atLeast);
}

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
export function tableText(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const lines = [
    ['', ...columns],
    ...rows.map(({ what, cells }) => [what, ...columns.map((column) => cells[column] ?? '–')]),
  ];
  const widths = lines[0]?.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0))) ?? [];
  return lines
    .map((line) => line.map((cell, place) => pad(cell, widths[place] ?? 0, place === 0)).join('  '))
    .join('\n');
}

function pad(cell: string, width: number, isFirst: boolean): string {
  return isFirst ? cell.padEnd(width) : cell.padStart(width);
}

export function loadText(): string {
  const [one = 0, five = 0] = loadavg();
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `load ${one.toFixed(2)} (1 min) ${five.toFixed(2)} (5 min) on ${availableParallelism()} x ${model}, node ${process.version}`;
}

export function printPart({ part, title, durability, rows, reaches, remarks = [] }: PartResult): void {
  console.log(`\n${part}  ${title}`);
  console.log(`    ${loadText()}`);
  if (durability !== undefined) console.log(`    durability: ${durability}`);
  console.log(tableText(rows).replace(/^/gm, '    '));
  for (const reach of reaches) console.log(`    ${reachText(reach)}`);
  for (const remark of remarks) console.log(`    ${remark}`);
}

function reachText(reach: Reach): string {
  const { what, measured, atMost, atLeast, binding } = reach;
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  const missed = binding ? 'EXCEEDED' : 'missed';
  return `${isMet(reach) ? 'reached ' : missed.padEnd(8)} ${what}: ${rounded(measured)} (${bound})`;
}

export function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Keeps one part's result in `<folder>/<part>.json`, with the machine's load at that time. */
export function keepPart(folder: string, result: PartResult): void {
  mkdirSync(folder, { recursive: true });
  const kept = { at: new Date().toISOString(), load: loadText(), ...result };
  writeFileSync(join(folder, `${result.part}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}

export function totalMemoryText(): string {
  const total = /^MemTotal:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? '0';
  return `${Math.round(Number(total) / 1024)} MB`;
}
