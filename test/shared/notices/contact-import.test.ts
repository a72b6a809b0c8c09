import { beforeEach, describe, expect, test } from 'vitest';
import { readContactFile } from '../../../functions/notices/contact-file-reader.ts';
import { csvText, utf8Csv } from '../../../functions/platform/export/csv.ts';
import type { Fact } from '../../../shared/kernel/change.ts';
import { FileId, type ImportId, ProgrammeId } from '../../../shared/kernel/ids.ts';
import { beginImport, type ClearedFile } from '../../../shared/notices/begin-import.ts';
import { confirmImport } from '../../../shared/notices/confirm-import.ts';
import { rowsAtOnce } from '../../../shared/notices/contact-import.ts';
import { stageImportChunk } from '../../../shared/notices/stage-import-chunk.ts';
import {
  aCause,
  accountId,
  anImport,
  aRecord,
  contactRows,
  heardCause,
  importId,
  programmeId,
} from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

let table: InMemoryNotices;
let reads: number;
beforeEach(() => {
  table = new InMemoryNotices();
  reads = 0;
});
const file: ClearedFile = {
  ...{ fileId: FileId.parse(importId), key: `womens-support-2026/files/${importId}`, sha256: 'a'.repeat(64) },
  uploadedBy: accountId,
};
const filesOf = (rows: readonly (readonly string[])[]) => {
  const bytes = utf8Csv(csvText(rows));
  return {
    read: async () => {
      reads += 1;
      return readContactFile(bytes);
    },
  };
};
const depsOf = (rows: readonly (readonly string[])[]) => ({ imports: table.imports, files: filesOf(rows) });

/** Every fact, heard as often as given, until none is left. */
async function hearChunks(deps: ReturnType<typeof depsOf>, times = 1) {
  for (let number = 1; ; number += 1) {
    const facts = table.records
      .flatMap(({ events }) => events)
      .filter(
        (fact): fact is Fact & { data: { importId: ImportId; stagedRows: number } } =>
          fact.type === 'import-chunk-staged.v1',
      );
    const fact = facts[number - 1];
    if (fact === undefined) return facts.length;
    for (let time = 0; time < times; time += 1) await stageImportChunk(deps, fact.data, heardCause(number));
  }
}
const list = { programmeId, importId };

describe('the import job', () => {
  test('all 1,788 are staged in chunks, and then the import waits for a person', async () => {
    const deps = depsOf(contactRows());
    await beginImport(deps, file, heardCause(1_000));
    expect(await table.imports.find(programmeId, importId)).toMatchObject({
      status: 'staging',
      stagedRows: rowsAtOnce,
    });
    const chunks = await hearChunks(deps);
    expect(chunks).toBe(Math.ceil(1788 / rowsAtOnce) - 1);
    expect(await table.imports.find(programmeId, importId)).toMatchObject({ status: 'ready', organisations: 1788 });
    expect((await table.contacts.list(list)).length).toBe(1788);
    expect(await table.contacts.current(programmeId)).toBeUndefined();
  });

  test('every event heard three times has one effect', async () => {
    const deps = depsOf(contactRows(300));
    for (let time = 0; time < 3; time += 1) await beginImport(deps, file, heardCause(1_000));
    await hearChunks(deps, 3);
    expect(await table.imports.find(programmeId, importId)).toMatchObject({ status: 'ready', version: 4 });
    expect((await table.contacts.list(list)).length).toBe(300);
    const begun = table.records.filter(({ audit }) => audit.action === 'begin-import');
    expect(begun.length).toBe(1);
  });

  test('an event of an earlier chunk that comes late changes nothing and reads no file', async () => {
    const deps = depsOf(contactRows(300));
    await beginImport(deps, file, heardCause(1_000));
    await hearChunks(deps);
    const before = reads;
    await stageImportChunk(deps, { importId, stagedRows: rowsAtOnce }, heardCause(77));
    expect(reads).toBe(before);
  });

  test('of two that stage the same chunk at once, one is heard again', async () => {
    const deps = depsOf(contactRows(300));
    await beginImport(deps, file, heardCause(1_000));
    const both = [1, 2].map((number) =>
      stageImportChunk(deps, { importId, stagedRows: rowsAtOnce }, heardCause(number)),
    );
    const ended = await Promise.allSettled(both);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await table.imports.find(programmeId, importId)).toMatchObject({ stagedRows: 180 });
  });

  test('a short file is ready at once', async () => {
    await beginImport(depsOf(contactRows(2)), file, heardCause(1));
    expect(await table.imports.find(programmeId, importId)).toMatchObject({ status: 'ready', organisations: 2 });
    expect(table.records.flatMap(({ events }) => events)).toEqual([]);
  });

  test('with one bad row nothing is staged, and all bad rows are kept', async () => {
    const rows = contactRows().map((row, at) => (at === 5 || at === 1500 ? row.with(3, 'none') : row));
    await beginImport(depsOf(rows), file, heardCause(1));
    expect(await table.imports.find(programmeId, importId)).toMatchObject({ status: 'has-errors', problems: 2 });
    expect((await table.imports.findings(programmeId, importId)).problems).toEqual([
      { kind: 'mail-form', row: 6, column: 'mail', organisationId: '012041' },
      { kind: 'mail-form', row: 1501, column: 'mail', organisationId: '394050' },
    ]);
    expect(await table.contacts.list(list)).toEqual([]);
    expect(table.records.flatMap(({ events }) => events)).toEqual([]);
  });

  test('a file that cannot be read is an import with that error, and storage that fails is a fault', async () => {
    const files = { read: async () => ({ ok: false as const, reason: 'encoding' as const }) };
    await beginImport({ imports: table.imports, files }, file, heardCause(1));
    expect((await table.imports.findings(programmeId, importId)).problems).toEqual([{ kind: 'encoding' }]);
    const broken = { imports: new InMemoryNotices().imports, files: { read: () => Promise.reject(new Error('gone')) } };
    await expect(beginImport(broken, file, heardCause(2))).rejects.toThrow('gone');
  });
});

describe('confirming', () => {
  const add = (status: 'staging' | 'has-errors' | 'ready' | 'confirmed') =>
    table.imports.add(anImport({ status }), { contacts: [], problems: [], warnings: [] }, aRecord());
  const command = { caller: accountId, operation: 'confirm-import', key: 'key-00000001' as never, bodyDigest: 'd' };

  test('makes the import the contact list and says so', async () => {
    await add('ready');
    const confirmed = await confirmImport(table, { importId }, aCause({ command }));
    expect(confirmed).toEqual({ ok: true, value: { importId, organisations: 2 } });
    expect(await table.contacts.current(programmeId)).toMatchObject({ importId, organisations: 2, version: 1 });
    expect(table.records.at(-1)).toMatchObject({
      audit: { action: 'confirm-import' },
      events: [{ type: 'contacts-imported.v1', data: { importId, organisations: 2 } }],
    });
  });

  test('M01: names the national organisations of the list, never their addresses', async () => {
    const theirs = ProgrammeId.parse('single-parent-2024');
    const cause = { ...heardCause(1), programmeId: theirs };
    const boshi = ['N00019', '全国母子の会', '事務局', 'a@boshi.example.jp', '', ''];
    await beginImport(depsOf([...contactRows(2), boshi]), file, cause);
    const confirmed = await confirmImport(table, { importId }, aCause({ programmeId: theirs, command }));
    expect(confirmed).toEqual({ ok: true, value: { importId, organisations: 3 } });
    expect(await table.contacts.current(theirs)).toMatchObject({ organisations: 3, nationalOrganisations: 1 });
    const [event] = table.records.at(-1)?.events ?? [];
    expect(event?.data).toEqual({
      ...{ importId, organisations: 3 },
      nationalOrganisations: [{ organisationId: 'N00019', name: '全国母子の会' }],
    });
  });

  test.each([
    ['staging', 'import-not-checked-yet'],
    ['has-errors', 'import-has-errors'],
    ['confirmed', 'import-confirmed-already'],
  ] as const)('an import that is %s is refused: %s', async (status, kind) => {
    await add(status);
    expect(await confirmImport(table, { importId }, aCause())).toEqual({ ok: false, refusal: { kind } });
    expect(await table.contacts.current(programmeId)).toBeUndefined();
  });

  test('an import that is not there is refused, and so is the loser of two', async () => {
    expect(await confirmImport(table, { importId }, aCause())).toEqual({
      ok: false,
      refusal: { kind: 'import-not-found' },
    });
    await add('ready');
    const stale = { ...table, imports: { ...table.imports, confirm: async () => 'changed-meanwhile' as const } };
    expect(await confirmImport({ imports: stale.imports, contacts: table.contacts }, { importId }, aCause())).toEqual({
      ok: false,
      refusal: { kind: 'changed-meanwhile' },
    });
  });
});

test('1,788 rows are read and checked within a second of work', async () => {
  const { checkContactTable } = await import('../../../shared/notices/check-contact-table.ts');
  const bytes = utf8Csv(csvText(contactRows()));
  const startedAt = process.cpuUsage();
  const read = await readContactFile(bytes);
  const checked = checkContactTable(read.ok ? read.rows : []);
  const { user } = process.cpuUsage(startedAt);
  expect(checked.ok).toBe(true);
  expect(user / 1_000).toBeLessThan(1_000);
});
