/**
 * Runs in a fresh process: collates the answers of 1,788 local governments, writes them in one way, and prints what the
 * writing took. The table that is written is the same for all.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import * as z from 'zod';
import { csvText, utf8Csv } from '../../../functions/platform/export/csv.ts';
import { textWorkbook } from '../../../functions/platform/export/spreadsheet.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { fullName, localGovernments } from '../../../shared/programmes/local-governments.ts';
import { consultationDesks } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { collate } from '../../../shared/surveys/collation.ts';
import type { CollationTable } from '../../../shared/surveys/collation-repository.ts';
import { anInvitation, aResponse } from '../../support/builders/surveys.ts';

const madeAt = Instant.parse('2026-06-30T03:00:00.000Z');

/** Two desks and two private groups each: 3,576 rows. */
function table(): CollationTable {
  const desk = {
    ...{ name: '女性相談窓口', section: '福祉部 子ども家庭課', phone: '03-1234-5678', openDays: ['月', '火', '水'] },
    ...{ openHours: '9:00-12:00, 13:00-17:00', notes: '予約が必要です。\n「通訳」が要るときは、先にお電話ください。' },
  };
  const submission = {
    ...{ form: 'consultation-desks', formVersion: 1 },
    answers: { hasDesk: 'yes', respondentSection: '福祉課', respondentPhone: '03-1234-5678' },
    groups: { desks: [desk, { ...desk, name: '夜間相談' }], groups: [{ name: '甲の会' }, { name: '乙の会' }] },
  };
  return collate(
    consultationDesks,
    localGovernments.map((place) => {
      const { organisationId } = anInvitation({ organisationId: place.code });
      return {
        recipient: { organisationId, name: fullName(place), prefecture: place.code.slice(0, 2) },
        invitation: anInvitation({ organisationId, status: 'accepted' }),
        response: aResponse({ organisationId, submission }),
      };
    }),
  );
}

type Writing = (table: CollationTable) => Promise<number>;

const writings: Readonly<Record<string, Writing>> = {
  'xlsx-ours': async ({ title, header, rows }) =>
    (await textWorkbook([{ name: '回答', header, rows, frozenColumns: 3 }], { title, madeAt })).byteLength,
  'xlsx-exceljs': writtenByExcelJs,
  'csv-ours': async ({ header, rows }) => utf8Csv(csvText([header, ...rows])).byteLength,
  'csv-plain': async ({ header, rows }) => {
    const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const text = [header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
    return new TextEncoder().encode(text).byteLength;
  },
};

interface StreamingSheet {
  addRow(cells: readonly string[]): { commit(): void };
  commit(): void;
}
interface StreamingWorkbook {
  addWorksheet(name: string): StreamingSheet;
  commit(): Promise<void>;
}
interface ExcelJs {
  readonly stream: {
    readonly xlsx: { readonly WorkbookWriter: new (options: { readonly stream: PassThrough }) => StreamingWorkbook };
  };
}

async function writtenByExcelJs({ header, rows }: CollationTable): Promise<number> {
  const modules = process.env['BENCH_EXCELJS'] ?? '';
  const { stream } = createRequire(join(modules, 'here.js'))('exceljs') as ExcelJs;
  const out = new PassThrough();
  let bytes = 0;
  out.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
  });
  const workbook = new stream.xlsx.WorkbookWriter({ stream: out });
  const sheet = workbook.addWorksheet('回答');
  for (const row of [header, ...rows]) sheet.addRow(row).commit();
  sheet.commit();
  await workbook.commit();
  return bytes;
}

const [name = '', times = '1'] = process.argv.slice(2);
const writing = z.custom<Writing>((found) => typeof found === 'function').parse(writings[name]);
const written = table();
const before = process.cpuUsage();
let bytes = 0;
for (let nth = 0; nth < Number(times); nth += 1) bytes = await writing(written);
const { user, system } = process.cpuUsage(before);
const cpuMs = (user + system) / 1000 / Number(times);
console.log(JSON.stringify({ cpuMs, peakMb: process.resourceUsage().maxRSS / 1024, bytes }));
