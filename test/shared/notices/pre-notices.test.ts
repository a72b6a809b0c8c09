/** 事前のお知らせ from the decision to what is known of each address before the survey begins. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createLetterLinks } from '../../../functions/notices/letter-links.ts';
import { createLetterWriter } from '../../../functions/notices/texts/write-letter.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { addMs, JstDate } from '../../../shared/kernel/time.ts';
import { correctContact } from '../../../shared/notices/correct-contact.ts';
import { createDomainSlots } from '../../../shared/notices/domain-slots.ts';
import { hearMailEvent, type MailEvent } from '../../../shared/notices/hear-mail-event.ts';
import type { OutgoingMail } from '../../../shared/notices/mailer.ts';
import { queueCancellations } from '../../../shared/notices/queue-cancellations.ts';
import { queuePreNotices } from '../../../shared/notices/queue-pre-notices.ts';
import { recordRound } from '../../../shared/notices/record-round-state.ts';
import { sendDueMails } from '../../../shared/notices/send-due-mails.ts';
import {
  aCause,
  aContact,
  anImport,
  aRecord,
  chiba,
  dueOn,
  heardCause,
  importId,
  now,
  programmeId,
  roundId,
  sapporo,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';
import { testLinkSecrets } from '../../support/fakes/survey-links.ts';

const naha = OrganisationId.parse('472018');
const origin = 'https://app.example.jp';
const pace = { next: async () => true, slowDown: () => {}, abreast: 4 };

let table: InMemoryNotices;
let mails: OutgoingMail[];
beforeEach(async () => {
  table = new InMemoryNotices();
  mails = [];
  const found = { problems: [], warnings: [] };
  const contacts = [aContact(chiba), aContact(sapporo)];
  await table.imports.add(anImport({ status: 'ready' }), { contacts, ...found }, aRecord());
  const current = { programmeId, importId, organisations: 2, confirmedAt: now, version: 1 };
  await table.imports.confirm(anImport({ status: 'confirmed', version: 2 }), current, [], aRecord());
});

const announce = (time: number, organisations: readonly OrganisationId[], number: number, moved?: number) =>
  queuePreNotices(
    table,
    {
      ...{ roundId, surveyTitle, opensOn: JstDate.parse('2026-06-22'), dueOn, time, at: now },
      organisations: [...organisations],
      ...(moved === undefined ? {} : { moved }),
    },
    heardCause(number),
  );
const send = () =>
  sendDueMails(
    {
      ...{ notices: table.notices, contacts: table.contacts, facts: table.facts, digests: table.digests },
      links: createLetterLinks(testLinkSecrets(), origin),
      letters: createLetterWriter(origin),
      clock: { now: () => now },
      domains: createDomainSlots(),
      modes: table.modes,
      noteFault: (fault) => {
        throw fault;
      },
      mailer: {
        send: async (mail) => {
          mails.push(mail);
          return { kind: 'accepted' };
        },
      },
    },
    pace,
  );
const hear = (kind: MailEvent['kind'], { noticeId, to }: Pick<OutgoingMail, 'noticeId' | 'to'>) =>
  hearMailEvent(table, { kind, programmeId, noticeId, at: addMs(now, 1_000), recipients: to }, aCause());
const mailTo = (organisationId: string) => {
  const mail = mails.findLast(({ to }) => to.some((each) => each.includes(organisationId)));
  if (mail === undefined) throw new Error('no such mail');
  return mail;
};
/** A mailer breaks what is wider than 76, a character of Japanese counting as two. */
const linesThatBreak = (text: string) =>
  text.split('\n').filter((line) => [...line].reduce((sum, each) => sum + (each > '\u00ff' ? 2 : 1), 0) > 76);
const told = () =>
  table.records
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'pre-notice-delivery-changed.v1')
    .map(({ data }) => data as { organisationId: string; state: string; version: number });

describe('the mail', () => {
  test('A16: says what will come, from whom, for what and when, whom to tell, and has no link', async () => {
    await announce(1, [chiba], 1);
    await send();
    const { subject, text } = mailTo(chiba);
    expect(subject).toBe('【事前のお知らせ】令和8年度 相談窓口等に関する調査（6/22(月)開始予定）');
    for (const words of [
      '「令和8年度 相談窓口等に関する調査」を、次のとおり予定しています。',
      '「あなたのミカタ」調査事務局',
      '困難な問題を抱える女性への支援に関するプラットフォーム構築事業',
      '令和8年6月22日(月)から\n令和8年6月30日(火)まで',
      '回答用のアドレスを別のメールでお送りします',
      '■ お問い合わせ',
      '担当の課がちがう場合',
    ]) {
      expect(text).toContain(words);
    }
    expect(`${subject}${text}`).not.toMatch(/https?:|\/s\/|回答用コード/);
    expect(linesThatBreak(text)).toEqual([]);
  });
});

describe('once for each organisation', () => {
  test('A16: heard twice, announced twice in a row, or sent again after a crash, nobody gets it twice', async () => {
    await announce(1, [chiba, sapporo], 1);
    await announce(1, [chiba, sapporo], 1);
    await announce(2, [chiba, sapporo], 2);
    await send();
    await announce(1, [chiba, sapporo], 3);
    await announce(3, [chiba, sapporo], 4);
    await send();
    expect(mails.map(({ to }) => to[0])).toEqual([`desk-${chiba}@city.example.jp`, `desk-${sapporo}@city.example.jp`]);
  });

  test('A16: a later announcement heard first leaves the earlier one nothing to do', async () => {
    await announce(2, [chiba], 2);
    await announce(1, [chiba], 1);
    await send();
    expect(mails.length).toBe(1);
  });

  test('A16: after new organisations came into the list, only the new ones get it', async () => {
    await announce(1, [chiba, naha], 1);
    await send();
    expect(told()).toMatchObject([{ organisationId: naha, state: 'no-address' }]);
    const before = table.contacts.find;
    const withNaha = {
      ...table.contacts,
      find: async (...asked: Parameters<typeof before>) => [
        ...(await before(...asked)),
        ...(asked[1].includes(naha) ? [aContact(naha)] : []),
      ],
    };
    await queuePreNotices(
      { notices: table.notices, contacts: withNaha },
      {
        ...{ roundId, surveyTitle, opensOn: JstDate.parse('2026-06-22'), dueOn, time: 2, at: now },
        organisations: [chiba, naha],
      },
      heardCause(2),
    );
    const group = { programmeId, roundId, purpose: 'survey-pre-notice' as const };
    const { notices } = await table.notices.list(group, 'queued', undefined);
    expect(notices.map(({ content }) => 'organisationId' in content && content.organisationId)).toEqual([naha]);
  });
});

describe('days that were moved', () => {
  test('A16: everybody is told of the new days once, also who got the first mail, and it is newer than what was told', async () => {
    await announce(1, [chiba, sapporo], 1);
    await send();
    await hear('bounced', mailTo(chiba));
    await hear('delivered', mailTo(sapporo));
    await announce(2, [chiba, sapporo], 2, 1);
    await announce(2, [chiba, sapporo], 3, 1);
    await send();
    expect(mails.map(({ subject }) => subject.slice(0, 11))).toEqual([
      ...['【事前のお知らせ】令和', '【事前のお知らせ】令和', '【日程変更のお知らせ】'],
    ]);
    expect(mailTo(sapporo).text).toContain('次のとおり変更しました。');
    await hear('delivered', mailTo(sapporo));
    const [, before, ...after] = told();
    expect(before).toMatchObject({ organisationId: sapporo, state: 'delivered' });
    expect(after).toMatchObject([
      { organisationId: chiba, state: 'bounced' },
      { organisationId: sapporo, state: 'delivered' },
    ]);
    expect(after[1]?.version).toBeGreaterThan(before?.version ?? 0);
  });
});

describe('a survey that does not come', () => {
  const cancel = (number: number, over: object = {}) =>
    queueCancellations(
      table,
      { ...{ roundId, surveyTitle, times: 1, moved: 0, organisations: [chiba, sapporo, naha], at: now }, ...over },
      heardCause(number),
    );
  const told = () => mails.filter(({ subject }) => subject.startsWith('【調査取りやめのお知らせ】'));

  test('A16: who was told that it would come is told once that it will not; who was not reached, is not', async () => {
    await announce(1, [chiba, sapporo, naha], 1);
    await send();
    await hear('bounced', mailTo(chiba));
    for (const number of [2, 2, 3]) await cancel(number);
    await send();
    expect(told().map(({ to }) => to[0])).toEqual([`desk-${sapporo}@city.example.jp`]);
    expect(told()[0]?.text).toContain('取りやめることになりました。回答の必要はありません。');
    expect(told()[0]?.text).not.toMatch(/https?:/);
    expect(linesThatBreak(told()[0]?.text ?? '')).toEqual([]);
  });

  test('A16: also who heard of it only when the days were moved, or at a later time', async () => {
    await announce(2, [chiba], 1, 1);
    await announce(1, [sapporo], 2);
    await send();
    await cancel(3, { times: 2, moved: 1 });
    await send();
    expect(told().length).toBe(2);
  });
});

describe('dead addresses', () => {
  test('AC-N2, A16: a pre-notice that bounces marks the address dead at once, as an invitation does', async () => {
    await announce(1, [chiba, sapporo], 1);
    await send();
    await hear('bounced', mailTo(chiba));
    await hear('delivered', mailTo(sapporo));
    expect(await table.contacts.corrections(programmeId)).toMatchObject([
      { organisationId: chiba, reason: 'bounced', mail: `desk-${chiba}@city.example.jp` },
    ]);
    expect(told()).toMatchObject([
      { organisationId: chiba, state: 'bounced' },
      { organisationId: sapporo, state: 'delivered' },
    ]);
    expect(JSON.stringify(told())).not.toContain('@');
  });

  test('A16: a dead address is not written to again; a corrected one is, and what is heard of it is newer', async () => {
    await announce(1, [chiba], 1);
    await send();
    await hear('bounced', mailTo(chiba));
    await announce(2, [chiba], 2);
    await send();
    expect(mails.length).toBe(1);
    const typed = { organisationId: chiba, section: '福祉課', mail: `new-${chiba}@city.example.jp`, cc: '', phone: '' };
    await correctContact(table, { ...typed, replaces: `desk-${chiba}@city.example.jp` }, aCause());
    await announce(3, [chiba], 3);
    await announce(3, [chiba], 4);
    await send();
    expect(mails.map(({ to }) => to[0])).toEqual([`desk-${chiba}@city.example.jp`, `new-${chiba}@city.example.jp`]);
    await hear('delivered', mailTo(chiba));
    const [bounced, delivered] = told();
    expect(delivered).toMatchObject({ organisationId: chiba, state: 'delivered' });
    expect(delivered?.version).toBeGreaterThan(bounced?.version ?? 0);
  });

  test('A16: what still waits when the survey opens is not sent, and is not told as a dead address', async () => {
    await announce(1, [chiba], 1);
    const opened = { roundId, surveyTitle, dueOn, organisations: 2, openedAt: now };
    await recordRound(table, opened, aCause());
    await send();
    expect(mails).toEqual([]);
    expect(told()).toEqual([]);
  });
});
