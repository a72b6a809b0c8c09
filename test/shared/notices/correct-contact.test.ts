import { beforeEach, describe, expect, test } from 'vitest';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { JstDate } from '../../../shared/kernel/time.ts';
import { type CorrectContactInput, correctContact } from '../../../shared/notices/correct-contact.ts';
import { isOpenCorrection } from '../../../shared/notices/correction.ts';
import { hearMailEvent } from '../../../shared/notices/hear-mail-event.ts';
import type { Notice } from '../../../shared/notices/notice.ts';
import { noticeIdOf } from '../../../shared/notices/notice-id.ts';
import { resendInvitation } from '../../../shared/notices/resend-invitation.ts';
import { type ReviveAddressInput, reviveAddress } from '../../../shared/notices/revive-address.ts';
import {
  aCause,
  aContact,
  aNotice,
  anImport,
  anInvitationContent,
  aRecord,
  chiba,
  importId,
  now,
  programmeId,
  roundId,
  sapporo,
} from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

const dead = `desk-${chiba}@city.example.jp`;
const typed: CorrectContactInput = {
  ...{ organisationId: chiba, section: ' 女性支援課 ', mail: 'Josei@CITY.example.jp', cc: '', phone: '' },
  replaces: dead,
};
const current = { programmeId, importId, organisations: 2, confirmedAt: now, version: 1 };
const failed = aNotice({ status: 'permanent-failure', version: 5 });

let table: InMemoryNotices;
beforeEach(async () => {
  table = new InMemoryNotices();
  const contacts = [aContact(chiba), aContact(sapporo)];
  await table.imports.add(anImport({ status: 'ready' }), { contacts, problems: [], warnings: [] }, aRecord());
  await table.imports.confirm(anImport({ status: 'confirmed', version: 2 }), current, [], aRecord());
  await bounce();
});

const bounce = (mail = dead) =>
  table.notices.correct(
    [{ programmeId, organisationId: chiba, notedAt: now, reason: 'bounced', mail }],
    undefined,
    aRecord(),
  );
const correct = (over: Partial<CorrectContactInput> = {}) => correctContact(table, { ...typed, ...over }, aCause());
const resend = (notice: Notice = failed) => resendInvitation(table, { noticeId: notice.noticeId }, aCause());
async function openCorrections() {
  const [contact] = await table.contacts.find(current, [chiba]);
  return (await table.contacts.corrections(programmeId)).filter((each) => isOpenCorrection(each, contact)).length;
}

describe('A7: one organisation’s contact put right by hand', () => {
  test('A7: the new address takes the place of the dead one, and the correction list empties itself', async () => {
    expect(await openCorrections()).toBe(1);
    expect(await correct()).toEqual({ ok: true, value: { organisationId: chiba } });
    const [contact] = await table.contacts.find(current, [chiba]);
    expect(contact).toEqual({
      ...{ organisationId: chiba, name: '千葉市', section: '女性支援課', mail: 'Josei@city.example.jp' },
    });
    expect(await openCorrections()).toBe(0);
    expect((await table.contacts.list(current)).length).toBe(2);
    expect(JSON.stringify(table.records)).not.toContain('@');
  });

  test.each([
    [{ mail: 'josei' }, 'mail'],
    [{ mail: dead.toUpperCase() }, 'mail'],
    [{ cc: 'josei' }, 'cc'],
    [{ cc: dead }, 'cc'],
    [{ section: ' ' }, 'section'],
    [{ phone: '0'.repeat(61) }, 'phone'],
  ])('A7: %j is refused at its field, and nothing changes', async (over, field) => {
    expect(await correct(over)).toMatchObject({
      ok: false,
      refusal: { kind: 'contact-not-valid', errors: [{ field }] },
    });
    expect(await openCorrections()).toBe(1);
  });

  test('A7: whoever saw an older address, or names an organisation without contact, changes nothing', async () => {
    await correct();
    expect(await correct({ mail: 'late@city.example.jp' })).toMatchObject({ refusal: { kind: 'changed-meanwhile' } });
    const tokyo = OrganisationId.parse('130001');
    expect(await correct({ organisationId: tokyo })).toMatchObject({ refusal: { kind: 'contact-not-found' } });
  });
});

describe('A7: an invitation that did not arrive', () => {
  const add = (...notices: Notice[]) => table.notices.add(notices, {}, aRecord());

  test('A7: goes again once the address is right; a second click and a second person send nothing more', async () => {
    await add(failed);
    expect(await resend()).toMatchObject({ refusal: { kind: 'address-not-corrected' } });
    await correct();
    const sent = await Promise.all([resend(), resend()]);
    expect(sent.filter(({ ok }) => ok).length).toBe(1);
    expect(await resend()).toMatchObject({ refusal: { kind: 'mail-resent-already' } });
    const due = await table.notices.dueBy('queued', now, 10);
    expect(due).toMatchObject([{ noticeId: `${failed.noticeId}-r1`, version: 6, content: { resend: 1 } }]);
  });

  test('A7: tells the day that the organisation has by now, not the one from before its extension', async () => {
    const { roundId, organisationId, surveyTitle, linkGeneration } = anInvitationContent();
    const change = (version: number, day: string) => {
      const about = { roundId, organisationId, surveyTitle, linkGeneration, dueOn: JstDate.parse(day) };
      const content = { ...about, purpose: 'survey-change' as const, change: 'extended' as const, version };
      return aNotice({ status: 'permanent-failure', noticeId: noticeIdOf(content, programmeId), content });
    };
    await add(failed, change(4, '2026-12-25'), change(3, '2026-07-31'));
    await correct();
    await resend();
    const [again] = await table.notices.dueBy('queued', now, 10);
    expect(again?.content).toMatchObject({ purpose: 'survey-invitation', dueOn: '2026-12-25' });
  });

  test('A7: the second mail that fails can be followed by a third', async () => {
    const content = { ...failed.content, resend: 1 };
    const second = aNotice({ status: 'technical-failure', noticeId: `${failed.noticeId}-r1`, content });
    await add(failed, second);
    await correct();
    expect(await resend(second)).toMatchObject({ ok: true, value: { noticeId: `${failed.noticeId}-r2` } });
  });

  test('A7: what is heard of the new mail is newer than what was told of the old one', async () => {
    await add(failed);
    await correct();
    await resend();
    const [again] = await table.notices.dueBy('queued', now, 10);
    if (again === undefined) throw new Error('nothing was queued');
    const { noticeId } = again;
    await hearMailEvent(table, { kind: 'delivered', programmeId, noticeId, at: now, recipients: [] }, aCause());
    expect(table.records.at(-1)?.events).toMatchObject([{ data: { state: 'delivered', version: 7 } }]);
  });

  test.each(['queued', 'sending', 'sent', 'delivered'] as const)(
    'A7: one that is %s is not sent again',
    async (status) => {
      const notice = aNotice({ status });
      await add(notice);
      await correct();
      expect(await resend(notice)).toMatchObject({ refusal: { kind: 'mail-not-resendable' } });
    },
  );

  test('A7: nor one that is answered, unknown, or followed by another link', async () => {
    await correct();
    expect(await resend()).toMatchObject({ refusal: { kind: 'mail-not-found' } });
    const newer = aNotice({
      ...{ status: 'sent', noticeId: failed.noticeId.replace(/1$/, '2') },
      content: { ...failed.content, linkGeneration: 2 },
    });
    await add(failed, newer);
    expect(await resend()).toMatchObject({ refusal: { kind: 'mail-resent-already' } });
    const answer = { programmeId, roundId, organisationId: chiba, status: 'submitted' as const, at: now, version: 1 };
    await table.facts.saveAnswer(answer, aRecord());
    expect(await resend()).toMatchObject({ refusal: { kind: 'mail-not-wanted' } });
  });
});

describe('AC-N2: an address that can be used again', () => {
  const revive = (over: Partial<ReviveAddressInput> = {}) =>
    reviveAddress(
      table,
      { organisationId: chiba, address: dead.toUpperCase(), because: ' 電話で復旧を確認したため ', ...over },
      aCause(),
    );

  test('AC-N2: leaves the correction list, is written to again, and says why and when; the audit row has no address', async () => {
    await table.notices.add([failed], {}, aRecord());
    expect(await resend()).toEqual({ ok: false, refusal: { kind: 'address-not-corrected' } });
    expect(await revive()).toEqual({ ok: true, value: { organisationId: chiba } });
    expect(await openCorrections()).toBe(0);
    const [noted] = await table.contacts.correctionsOf(programmeId, chiba);
    expect(noted?.repaired).toEqual({ at: now, because: '電話で復旧を確認したため' });
    expect(table.records.at(-1)?.audit).toEqual({ action: 'revive-address', target: `contact/${chiba}` });
    expect((await resend()).ok).toBe(true);
    expect(await correct({ mail: dead })).toMatchObject({ ok: true });
  });

  test('AC-N2: a new bounce marks it dead again', async () => {
    await revive();
    await bounce();
    expect(await openCorrections()).toBe(1);
    expect((await revive()).ok).toBe(true);
  });

  test('AC-N2: only what is dead, with a reason, and once', async () => {
    for (const because of ['　', 'あ'.repeat(201)]) {
      expect(await revive({ because })).toMatchObject({
        ok: false,
        refusal: { kind: 'revival-not-valid', errors: [{ field: 'because' }] },
      });
    }
    const notDead = { ok: false, refusal: { kind: 'address-not-dead' } };
    expect(await revive({ address: 'other@city.example.jp' })).toEqual(notDead);
    expect(await revive({ organisationId: sapporo })).toEqual(notDead);
    await revive();
    expect(await revive()).toEqual(notDead);
  });
});
