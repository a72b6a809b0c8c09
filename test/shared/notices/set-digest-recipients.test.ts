import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { CommandId } from '../../../shared/kernel/ids.ts';
import { addressNotice } from '../../../shared/notices/address-notice.ts';
import { DigestRecipients } from '../../../shared/notices/digest-recipients.ts';
import { queuedNotice } from '../../../shared/notices/notice.ts';
import { setDigestRecipients } from '../../../shared/notices/set-digest-recipients.ts';
import { aCause, now, otherProgramme, programmeId } from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

let table: InMemoryNotices;
beforeEach(() => {
  table = new InMemoryNotices();
});
const set = (addresses: readonly string[], version = 0, cause = aCause()) =>
  setDigestRecipients(table, { addresses, version }, cause);
const stored = async (of = programmeId) => (await table.digests.recipientsOf(of))?.addresses;
const many = (count: number) => Array.from({ length: count }, (_, at) => `person-${at}@ministry.example.jp`);

async function errorsOf(addresses: readonly string[]) {
  const outcome = await set(addresses);
  if (outcome.ok || outcome.refusal.kind !== 'digest-recipients-not-valid') throw new Error('was not refused');
  return outcome.refusal.errors;
}

describe('what is typed', () => {
  test('is normalised, without blank lines and repetitions', async () => {
    const typed = [
      '',
      ' Ｋikaku＠MINISTRY.example.jp ',
      'kikaku@ministry.example.jp',
      '　',
      'other@ministry.example.jp',
    ];
    expect(await set(typed)).toEqual({ ok: true, value: { recipients: 2, version: 1 } });
    expect(await stored()).toEqual(['Kikaku@ministry.example.jp', 'other@ministry.example.jp']);
    expect(await stored(otherProgramme)).toBeUndefined();
  });

  test('every bad line is named by its number, blank lines counted, and nothing is set', async () => {
    expect(await errorsOf(['kikaku', '', 'good@ministry.example.jp', 'a@b, c@d.example.jp'])).toEqual([
      { field: 'addresses.0', message: '1行目を、メールアドレスの形式で入力してください。' },
      { field: 'addresses.3', message: '4行目を、メールアドレスの形式で入力してください。' },
    ]);
    expect(await stored()).toBeUndefined();
    expect(table.records).toEqual([]);
  });

  test.each([[[]], [['', '　']]])('%j is refused: somebody has to get the summary', async (typed) => {
    expect(await errorsOf(typed)).toEqual([
      { field: 'addresses', message: '送信先のメールアドレスを入力してください。' },
    ]);
  });

  test('ten are taken, eleven are not', async () => {
    expect(await errorsOf(many(11))).toEqual([
      { field: 'addresses', message: '送信先は10件までです。10件以内にしてください。' },
    ]);
    expect((await set(many(10))).ok).toBe(true);
  });

  test('whatever it is, it is refused with a reason or becomes a row that can be read again', async () => {
    const line = fc.oneof(fc.string({ maxLength: 40 }), fc.emailAddress(), fc.constantFrom(...many(12)));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 14 }), async (lines) => {
        table = new InMemoryNotices();
        const outcome = await set(lines);
        const row = await table.digests.recipientsOf(programmeId);
        if (outcome.ok) expect(DigestRecipients.safeParse(row).success).toBe(true);
        else
          expect([row, outcome.refusal]).toEqual([undefined, expect.objectContaining({ errors: expect.any(Array) })]);
      }),
    );
  });
});

describe('a change', () => {
  test('is made over the version that was seen, or not at all', async () => {
    await set(['first@ministry.example.jp']);
    const late = { ok: false, refusal: { kind: 'changed-meanwhile' } };
    expect(await set(['late@ministry.example.jp'])).toEqual(late);
    expect(await set(['late@ministry.example.jp'], 5)).toEqual(late);
    expect(await stored()).toEqual(['first@ministry.example.jp']);
    expect(await set(['second@ministry.example.jp'], 1)).toEqual({ ok: true, value: { recipients: 1, version: 2 } });
    expect(await stored()).toEqual(['second@ministry.example.jp']);
  });

  test('leaves a trace with the number of recipients and no address', async () => {
    const command = {
      ...{ caller: 'somebody', operation: 'set-digest-recipients', bodyDigest: 'd' },
      key: CommandId.parse('key-00000001'),
    };
    await set(['kikaku@ministry.example.jp', 'other@ministry.example.jp'], 0, aCause({ command }));
    expect(table.records.map(({ audit }) => audit)).toEqual([
      { action: 'set-digest-recipients', target: 'digest-recipients', detail: { recipients: 2 } },
    ]);
    const { events, result, audit } = table.records[0] ?? {};
    expect(JSON.stringify({ events, result, audit })).not.toContain('@');
  });

  test('holds for a summary that waits already; without recipients it goes to nobody', async () => {
    const line = {
      ...{ roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b', surveyTitle: '調査', dueOn: '2026-06-30' },
      ...{ total: 1, delivered: 1, submitted: 0, accepted: 0, unanswered: 1 },
    };
    const about = { purpose: 'digest', kind: 'weekly', period: '2026-06-08', countedAt: now };
    const content = { ...about, parts: [{ part: 'surveys', followed: 1, lines: [line] }] } as never;
    const notice = queuedNotice(content, programmeId, now);
    const never = { linkOf: () => Promise.reject(new Error('no link')), write: () => Promise.reject(new Error()) };
    const deps = { ...table, links: never, letters: never } as never;
    expect(await addressNotice(deps, notice)).toEqual({ kind: 'no-address' });
    await set(['kikaku@ministry.example.jp']);
    expect(await addressNotice(deps, notice)).toMatchObject({
      ...{ kind: 'go', recipients: { to: ['kikaku@ministry.example.jp'], cc: [] } },
    });
  });
});
