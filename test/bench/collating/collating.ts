/** P9: 1,788 answers into XLSX and CSV, each writing in a fresh process, by turns. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';
import { median, medianRatio } from '../measures.ts';
import { type PartResult, type Reach, rounded } from '../report.ts';

export interface CollatingOptions {
  readonly rounds: number;
  /** A folder with exceljs below `node_modules`; undefined where it was not asked for. */
  readonly excelJsFolder?: string | undefined;
}

const Taken = z.object({ cpuMs: z.number(), peakMb: z.number(), bytes: z.number().min(10_000) });
type Taken = z.infer<typeof Taken>;

/** A CSV file is written within milliseconds, so often that they can be counted. */
const writings = {
  'xlsx-ours': { what: 'XLSX by ours', times: 1 },
  'xlsx-exceljs': { what: 'XLSX by exceljs, streaming', times: 1 },
  'csv-ours': { what: 'CSV by ours', times: 20 },
  'csv-plain': { what: 'CSV by a plain writer', times: 20 },
} as const;
type Writing = keyof typeof writings;

export async function measureCollating({ rounds, excelJsFolder }: CollatingOptions): Promise<PartResult> {
  const names = (['xlsx-ours', 'xlsx-exceljs', 'csv-ours', 'csv-plain'] as const).filter(
    (name) => name !== 'xlsx-exceljs' || excelJsFolder !== undefined,
  );
  const taken = new Map<Writing, Taken[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const start = round % names.length;
    for (const name of [...names.slice(start), ...names.slice(0, start)]) {
      taken.get(name)?.push(once(name, excelJsFolder));
    }
  }
  const cpuOf = (name: Writing) => (taken.get(name) ?? []).map(({ cpuMs }) => cpuMs);
  const peaksOf = (name: Writing) => (taken.get(name) ?? []).map(({ peakMb }) => peakMb);
  const csv = medianRatio(cpuOf('csv-ours'), cpuOf('csv-plain'));
  const reaches: Reach[] = [{ what: 'CSV by ours through a plain writer, CPU', measured: csv, atMost: 1.2 }];
  if (excelJsFolder !== undefined) {
    const cpu = medianRatio(cpuOf('xlsx-exceljs'), cpuOf('xlsx-ours'));
    const peak = medianRatio(peaksOf('xlsx-exceljs'), peaksOf('xlsx-ours'));
    reaches.push({ what: 'exceljs through ours, CPU', measured: cpu, atLeast: 1.3 });
    reaches.push({ what: 'exceljs through ours, peak memory', measured: peak, atLeast: 1.3 });
  }
  return {
    part: 'P9',
    title: 'collated answers of 1,788 local governments, two desks each, written as files',
    rows: names.map((name) => ({
      what: writings[name].what,
      cells: {
        'CPU ms': rounded(median(cpuOf(name))),
        'peak MB of the process': rounded(median(peaksOf(name))),
        KB: rounded((taken.get(name)?.[0]?.bytes ?? 0) / 1024),
      },
    })),
    reaches,
    details: [...taken],
  };
}

function once(name: Writing, excelJsFolder: string | undefined): Taken {
  const script = join(import.meta.dirname, 'collate-once.ts');
  const args = ['--disable-warning=ExperimentalWarning', script, name, String(writings[name].times)];
  const env = { ...process.env, ...(excelJsFolder === undefined ? {} : { BENCH_EXCELJS: excelJsFolder }) };
  const ended = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`${name}: ${ended.stderr.slice(-500)}`);
  return Taken.parse(JSON.parse(ended.stdout));
}
