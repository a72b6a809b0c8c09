import { beforeEach, describe, expect, test } from 'vitest';
import { AccountId } from '../../../shared/kernel/ids.ts';
import { goLive, startTrial, withinTrial } from '../../../shared/notices/trial.ts';
import { aCause, otherProgramme, programmeId } from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

const one = AccountId.parse('0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b01');
const other = AccountId.parse('0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b02');
const by = (accountId: typeof one) => aCause({ actor: { kind: 'account', accountId, role: 'body-manager' } });
const test1 = 'Shiken@Jimukyoku.example.jp';

let table: InMemoryNotices;
beforeEach(() => {
  table = new InMemoryNotices();
});
const start = (addresses: readonly string[] = [test1], version = 0, who = one) =>
  startTrial(table, { addresses, version }, by(who));

describe('AC-N11: the trial', () => {
  test('lets mails reach those on its list and nobody else, whatever the case of an address', async () => {
    await start([test1, '', 'b@jimukyoku.example.jp']);
    const mode = await table.modes.of(programmeId);
    expect(withinTrial(mode, { to: ['SHIKEN@jimukyoku.example.jp'], cc: ['c@city.example.jp'] })).toEqual({
      ...{ to: ['SHIKEN@jimukyoku.example.jp'], cc: [] },
    });
    expect(withinTrial(mode, { to: ['desk@city.example.jp'], cc: ['b@jimukyoku.example.jp'] })).toBeUndefined();
  });

  test('is off where nothing was stated, and stands for its own programme alone', async () => {
    await start();
    const all = { to: ['desk@city.example.jp'], cc: ['c@city.example.jp'] };
    expect(withinTrial(undefined, all)).toEqual(all);
    expect(withinTrial(await table.modes.of(otherProgramme), all)).toEqual(all);
  });

  test('is ended by another account than the one that stated it, so that two can send', async () => {
    expect(await goLive(table, { version: 0 }, by(one))).toEqual({ ok: false, refusal: { kind: 'not-in-trial' } });
    await start();
    expect(await goLive(table, { version: 1 }, by(one))).toEqual({
      ok: false,
      refusal: { kind: 'second-person-needed' },
    });
    expect(await goLive(table, { version: 1 }, by(other))).toEqual({ ok: true, value: { mode: 'live', version: 2 } });
    expect(table.records.map(({ audit }) => audit.action)).toEqual(['start-mail-trial', 'end-mail-trial']);
    expect(JSON.stringify(table.records)).not.toContain('@');
  });

  test.each([
    [['kikaku'], 'addresses.0', '1行目を、メールアドレスの形式で入力してください。'],
    [['', ' '], 'addresses', '試行で送ってよいメールアドレスを入力してください。'],
    [
      Array.from({ length: 51 }, (_, at) => `a${at}@b.example`),
      'addresses',
      '送信先は50件までです。50件以内にしてください。',
    ],
  ])('refuses %j in words and changes nothing', async (addresses, field, message) => {
    expect(await start(addresses)).toEqual({
      ok: false,
      refusal: { kind: 'trial-not-valid', errors: [{ field, message }] },
    });
    expect(await table.modes.of(programmeId)).toBeUndefined();
  });

  test('of two people at once one is first', async () => {
    expect((await start()).ok).toBe(true);
    expect(await start(['c@d.example'], 0, other)).toEqual({ ok: false, refusal: { kind: 'changed-meanwhile' } });
  });
});
