/** Rows that are not right: fixed, or left out with a reason; nothing is sent before. */
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { beforeEach, describe, expect, test } from 'vitest';
import { readContactFile } from '../../../functions/notices/contact-file-reader.ts';
import { csvText, utf8Csv } from '../../../functions/platform/export/csv.ts';
import { FileId } from '../../../shared/kernel/ids.ts';
import { beginImport } from '../../../shared/notices/begin-import.ts';
import { confirmImport } from '../../../shared/notices/confirm-import.ts';
import { mostExclusions } from '../../../shared/notices/contact-import.ts';
import { isOpenCorrection } from '../../../shared/notices/correction.ts';
import { excludeRows } from '../../../shared/notices/exclude-rows.ts';
import { stageImportChunk } from '../../../shared/notices/stage-import-chunk.ts';
import { aCause, accountId, contactRows, heardCause, importId, programmeId } from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

let table: InMemoryNotices;
beforeEach(() => {
  table = new InMemoryNotices();
});

const file = {
  ...{ fileId: FileId.parse(importId), key: `womens-support-2026/files/${importId}`, sha256: 'a'.repeat(64) },
  uploadedBy: accountId,
};
const depsOf = (bytes: Uint8Array) => ({ imports: table.imports, files: { read: () => readContactFile(bytes) } });
const csvOf = (rows: readonly (readonly string[])[]) => utf8Csv(csvText(rows));
const found = () => table.imports.find(programmeId, importId);
const exclude = (rows: readonly { row: number; reason: string }[]) =>
  excludeRows({ imports: table.imports }, { importId, rows }, aCause());

/** Rows 6 and 8 of the sheet have no address, row 7 no code that is one. */
const threeBad = contactRows(20).map((row, at) => {
  if (at === 5 || at === 7) return row.with(3, '');
  return at === 6 ? row.with(0, '99') : row;
});

/** Until no chunk is left to be staged. */
async function stageAll(deps: ReturnType<typeof depsOf>) {
  for (let number = 1; ; number += 1) {
    const before = await found();
    if (before?.status !== 'staging') return;
    await stageImportChunk(deps, { importId, stagedRows: before.stagedRows }, heardCause(number));
  }
}

describe('leaving rows out', () => {
  test('A1: nothing of a list is used until every row is fixed or left out with a reason', async () => {
    const deps = depsOf(csvOf(threeBad));
    await beginImport(deps, file, heardCause(1_000));
    expect(await found()).toMatchObject({ status: 'has-errors', problems: 3, right: { organisations: 17 } });
    const confirmed = () => confirmImport({ imports: table.imports, contacts: table.contacts }, { importId }, aCause());
    expect(await confirmed()).toEqual({ ok: false, refusal: { kind: 'import-has-errors' } });
    expect(await exclude([{ row: 6, reason: '確認中' }])).toEqual({
      ok: false,
      refusal: { kind: 'reasons-missing', rows: [7, 8] },
    });
    expect((await found())?.status).toBe('has-errors');
    const all = [6, 7, 8].map((row) => ({ row, reason: `${row}行目は確認中` }));
    expect(await exclude(all)).toMatchObject({ ok: true, value: { excluded: 3, organisations: 17 } });
    await stageAll(deps);
    expect(await found()).toMatchObject({ status: 'ready', organisations: 17 });
    expect(await confirmed()).toMatchObject({ ok: true });
  });

  test('A1: whoever is left out stays among those that are asked, and on the list of addresses to put right', async () => {
    const deps = depsOf(csvOf(threeBad));
    await beginImport(deps, file, heardCause(1_000));
    await exclude([6, 7, 8].map((row) => ({ row, reason: '担当部署を確認中' })));
    await stageAll(deps);
    await confirmImport({ imports: table.imports, contacts: table.contacts }, { importId }, aCause());
    const corrections = await table.contacts.corrections(programmeId);
    // Row 7 had no code that is one, so that nobody knows whose it is.
    expect(corrections.map(({ organisationId, reason, detail }) => [organisationId, reason, detail])).toEqual([
      [threeBad[5]?.[0], 'excluded', '担当部署を確認中'],
      [threeBad[7]?.[0], 'excluded', '担当部署を確認中'],
    ]);
    expect(corrections.every((each) => isOpenCorrection(each, undefined))).toBe(true);
    const [repaired] = await table.contacts.list({ programmeId, importId });
    expect(corrections.every((each) => isOpenCorrection(each, repaired))).toBe(false);
  });

  test('AC-N7: an error of the file or a column blocks everything: no row of it can be left out', async () => {
    const withoutMail = contactRows(3).map((row) => row.toSpliced(3, 1));
    await beginImport(depsOf(csvOf(withoutMail)), file, heardCause(1));
    expect(await exclude([{ row: 1, reason: 'なし' }])).toEqual({
      ok: false,
      refusal: { kind: 'rows-not-excludable' },
    });
  });

  test('AC-N7: row errors are listed with row, column and, where it is known, whose row it is', async () => {
    await beginImport(depsOf(csvOf(threeBad)), file, heardCause(1));
    expect((await table.imports.findings(programmeId, importId)).problems).toEqual([
      { kind: 'empty', row: 6, column: 'mail', organisationId: threeBad[5]?.[0] },
      { kind: 'code-form', row: 7, column: 'code' },
      { kind: 'empty', row: 8, column: 'mail', organisationId: threeBad[7]?.[0] },
    ]);
  });

  test('AC-N7: a list that is mostly wrong is put right, not left out', async () => {
    const rows = contactRows(mostExclusions + 20).map((row, at) =>
      at > 0 && at <= mostExclusions + 1 ? row.with(3, 'x') : row,
    );
    await beginImport(depsOf(csvOf(rows)), file, heardCause(1));
    expect(await exclude([])).toEqual({ ok: false, refusal: { kind: 'too-many-exclusions' } });
  });

  test('AC-N7: what is in order, or there is not, has no rows to leave out', async () => {
    expect(await exclude([])).toEqual({ ok: false, refusal: { kind: 'import-not-found' } });
    await beginImport(depsOf(csvOf(contactRows(3))), file, heardCause(1));
    expect(await exclude([])).toEqual({ ok: false, refusal: { kind: 'import-has-no-errors' } });
  });
});

describe('files as they come', () => {
  const problemsOf = async (bytes: Uint8Array) => {
    await beginImport(depsOf(bytes), file, heardCause(1));
    return (await table.imports.findings(programmeId, importId)).problems;
  };
  const inSheet = (rows: readonly (readonly string[])[], more: object = {}) =>
    writeXlsx({ sheets: [{ name: '連絡先', rows: rows.map((row) => [...row]), ...more }] });

  test('M01: EUC-JP is named, not guessed at; Shift_JIS and UTF-8 are read', async () => {
    const text = csvText(contactRows(5));
    expect(await problemsOf(iconv.encode(text, 'euc-jp'))).toEqual([{ kind: 'euc-jp' }]);
    for (const bytes of [
      iconv.encode(text, 'cp932'),
      iconv.encode(text.replace('課', 'ｶｶﾘ'), 'cp932'),
      utf8Csv(text),
    ]) {
      table = new InMemoryNotices();
      expect(await problemsOf(bytes)).toEqual([]);
    }
  });

  test('A1: merged cells and formulas are named by row and column', async () => {
    const merges = [{ startRow: 1, startCol: 2, endRow: 2, endCol: 2 }];
    const cells = new Map([['3,3', { value: 'a', type: 'formula' as const, formula: 'A1', formulaResult: 'a@b.jp' }]]);
    const found = await problemsOf(await inSheet(contactRows(4), { merges, cells }));
    expect(found.map(({ kind, row, column }) => [kind, row, column])).toEqual([
      ['merged', 2, 'section'],
      ['merged', 3, 'section'],
      ['formula', 4, 'mail'],
    ]);
  });

  test('A1: a sheet that is none of ours is told which columns it lacks', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Sheet1',
          rows: [
            ['品名', '数量'],
            ['机', 3],
          ],
        },
      ],
    });
    expect((await problemsOf(bytes)).map(({ kind, column }) => [kind, column])).toEqual(
      ['code', 'name', 'section', 'mail'].map((column) => ['column-missing', column]),
    );
  });

  test('A1: rows without end are refused as a whole', async () => {
    const line = '121002,千葉市,課,a@b.example.jp\r\n';
    const bytes = utf8Csv(`団体コード,団体名,担当部署,メールアドレス\r\n${line.repeat(100_000)}`);
    expect(await problemsOf(bytes)).toEqual([{ kind: 'too-many-rows' }]);
  });

  test('A1: both addresses of a municipality, inside and outside of LGWAN, are kept', async () => {
    const rows = contactRows(1).map((row, at) => (at === 0 ? row : row.with(4, 'kikaku@lgwan.example.jp')));
    await beginImport(depsOf(csvOf(rows)), file, heardCause(1));
    const [contact] = await table.contacts.list({ programmeId, importId });
    expect(contact).toMatchObject({ mail: rows[1]?.[3], cc: 'kikaku@lgwan.example.jp' });
  });
});
