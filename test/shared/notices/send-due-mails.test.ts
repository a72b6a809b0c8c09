import { beforeEach, describe, expect, test } from 'vitest';
import { createLetterLinks } from '../../../functions/notices/letter-links.ts';
import { createLetterWriter } from '../../../functions/notices/texts/write-letter.ts';
import { NoticeId, OrganisationId } from '../../../shared/kernel/ids.ts';
import { addMs, type Instant } from '../../../shared/kernel/time.ts';
import { createDomainSlots } from '../../../shared/notices/domain-slots.ts';
import { hearMailEvent, type MailEvent } from '../../../shared/notices/hear-mail-event.ts';
import type { OutgoingMail, SendOutcome } from '../../../shared/notices/mailer.ts';
import { queuedNotice } from '../../../shared/notices/notice.ts';
import {
  comeAgainAt,
  createPace,
  type SendDueMailsDeps,
  sendDueMails,
} from '../../../shared/notices/send-due-mails.ts';
import { goLive, startTrial } from '../../../shared/notices/trial.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';
import {
  aCause,
  aContact,
  anImport,
  anInvitationContent,
  aRecord,
  chiba,
  dueOn,
  importId,
  now,
  programmeId,
  roundId,
  sapporo,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';
import { testLinkSecrets } from '../../support/fakes/survey-links.ts';

const minute = 60_000;

type Fault = 'before' | 'after' | 'twice';

/** A table, a mail service that tells what became of each mail, and a clock that a test moves. */
function aHouse() {
  const table = new InMemoryNotices();
  let at = now;
  const mails: OutgoingMail[] = [];
  const events: MailEvent[] = [];
  const faults: unknown[] = [];
  let next: SendOutcome[] = [];
  let loseSendEvents = false;
  const accept = (mail: OutgoingMail) => {
    mails.push(mail);
    const about = { programmeId: mail.programmeId, noticeId: mail.noticeId, at, recipients: mail.to };
    if (!loseSendEvents) events.push({ ...about, kind: 'sent', recipients: [] }, { ...about, kind: 'delivered' });
  };
  const deps: SendDueMailsDeps = {
    ...{ notices: table.notices, contacts: table.contacts, facts: table.facts, digests: table.digests },
    links: createLetterLinks(testLinkSecrets(), 'https://app.example.jp'),
    letters: createLetterWriter('https://app.example.jp'),
    clock: { now: () => at },
    domains: createDomainSlots(),
    modes: table.modes,
    noteFault: (fault) => faults.push(fault),
    mailer: {
      async send(mail) {
        const outcome = next.shift() ?? { kind: 'accepted' };
        if (outcome.kind === 'accepted') accept(mail);
        return outcome;
      },
    },
  };
  const pace = { next: async () => true, slowDown: () => {}, abreast: 4 };
  return {
    ...{ table, deps, mails, events, faults, accept },
    clock: { pass: (ms: number) => (at = addMs(at, ms)), now: () => at },
    answer: (...outcomes: SendOutcome[]) => {
      next = outcomes;
    },
    loseSendEvents: () => {
      loseSendEvents = true;
    },
    run: (over: Partial<SendDueMailsDeps> = {}) => sendDueMails({ ...deps, ...over }, pace),
    async hearAll() {
      for (const event of events.splice(0)) await hearMailEvent(table, event, aCause());
    },
    async invite(organisations: readonly OrganisationId[]) {
      const notices = organisations.map((each) => queuedNotice(anInvitationContent(each), programmeId, at));
      await table.notices.add(notices, {}, aRecord());
      return notices;
    },
    async contacts(...contacts: ReturnType<typeof aContact>[]) {
      const found = { problems: [], warnings: [] };
      await table.imports.add(anImport({ status: 'ready' }), { contacts, ...found }, aRecord());
      const current = { programmeId, importId, organisations: contacts.length, confirmedAt: now, version: 1 };
      await table.imports.confirm(anImport({ status: 'confirmed', version: 2 }), current, [], aRecord());
    },
    /** States of invitations that others heard of, in order. */
    told: () =>
      table.records.flatMap(({ events }) => events).map(({ data }) => (data as { readonly state: string }).state),
    status: async (of: { readonly noticeId: NoticeId } | undefined) => (await rowOf(table, of))?.status,
    row: (of: { readonly noticeId: NoticeId } | undefined) => rowOf(table, of),
  };
}

async function rowOf(table: InMemoryNotices, of: { readonly noticeId: NoticeId } | undefined) {
  if (of === undefined) throw new Error('there is no such notice');
  return table.notices.find(programmeId, of.noticeId);
}

let house: ReturnType<typeof aHouse>;
beforeEach(async () => {
  house = aHouse();
  await house.contacts(aContact(chiba), aContact(sapporo, { cc: 'chief@city.example.jp' }));
});

describe('a mail', () => {
  test('goes to the address that the list has now, with the link that belongs to the organisation alone', async () => {
    const [first] = await house.invite([chiba, sapporo]);
    await house.run();
    expect(house.mails.map(({ to, cc }) => [to, cc])).toEqual([
      [[`desk-${chiba}@city.example.jp`], []],
      [[`desk-${sapporo}@city.example.jp`], ['chief@city.example.jp']],
    ]);
    const urls = house.mails.map(({ text }) => text.split('\n').find((line) => /\/s\/[\w-]{23}$/.test(line)));
    expect(new Set(urls).size).toBe(2);
    expect(JSON.stringify(await house.row(first))).not.toContain('/s/');
    expect(await house.status(first)).toBe('sent');
    await house.hearAll();
    expect(await house.status(first)).toBe('delivered');
  });

  test('is not sent again by later runs', async () => {
    await house.invite([chiba]);
    for (let run = 0; run < 5; run += 1) {
      await house.run();
      house.clock.pass(minute);
    }
    expect(house.mails.length).toBe(1);
  });

  test('two senders at once send it once', async () => {
    await house.invite([chiba, sapporo]);
    await Promise.all([house.run(), house.run(), house.run()]);
    expect(house.mails.length).toBe(2);
  });

  test('A7: without an address becomes a row that says so, stands on the correction list, and the round is told', async () => {
    const [notice] = await house.invite([OrganisationId.parse('131016')]);
    await house.run();
    expect([await house.status(notice), house.mails.length, house.told()]).toEqual(['no-address', 0, ['no-address']]);
    expect(await house.table.contacts.corrections(programmeId)).toMatchObject([{ reason: 'no-address' }]);
  });

  test('AC-N11: in a trial goes to the list alone; what is held back says so and is not sent when the trial is over', async () => {
    const person = (accountId: string) =>
      aCause({ actor: { kind: 'account', accountId: accountId as never, role: 'body-manager' } });
    const allowed = [`desk-${chiba}@city.example.jp`];
    await startTrial(house.table, { addresses: allowed, version: 0 }, person('one'));
    const [tried, held] = await house.invite([chiba, sapporo]);
    await house.run();
    expect(house.mails.map(({ to, cc }) => [to, cc])).toEqual([[allowed, []]]);
    expect(await house.status(tried)).toBe('sent');
    expect(await house.row(held)).toMatchObject({ status: 'suppressed', reason: 'trial-only' });
    expect(house.told()).toEqual([]);
    await goLive(house.table, { version: 1 }, person('other'));
    await house.run();
    expect(house.mails.length).toBe(1);
  });

  test('A7: to a dead address is held back, and the round is told; where the second address lives, it goes there', async () => {
    const [dead, copied] = await house.invite([chiba, sapporo]);
    const bounced = (organisationId: OrganisationId, mail: string) => ({
      ...{ programmeId, organisationId, notedAt: now, reason: 'bounced' as const, mail },
    });
    const corrections = [
      bounced(chiba, `DESK-${chiba}@city.example.jp`),
      bounced(sapporo, `desk-${sapporo}@city.example.jp`),
    ];
    await house.table.notices.correct(corrections, undefined, aRecord());
    await house.run();
    expect(await house.row(dead)).toMatchObject({ status: 'suppressed', reason: 'address-bounced' });
    expect(house.told()).toEqual(['bounced']);
    expect(await house.status(copied)).toBe('sent');
    expect(house.mails.map(({ to, cc }) => [to, cc])).toEqual([[['chief@city.example.jp'], []]]);
  });
});

describe('a reminder', () => {
  const reminder = {
    purpose: 'survey-reminder' as const,
    roundId,
    surveyTitle,
    dueOn,
    linkGeneration: 1,
    step: 1,
    progress: 'not-started' as const,
  };
  const answeredAt = (at: Instant) =>
    house.table.facts.saveAnswer(
      { programmeId, roundId, organisationId: chiba, status: 'submitted', at, version: 2 },
      aRecord(),
    );

  test('A17: the mail about additional questions yields to their answer, and not to the one from before', async () => {
    const { step: _, progress: __, ...about } = reminder;
    const addition = { ...about, purpose: 'survey-addition' as const, formVersion: 2, organisationId: chiba };
    const notice = queuedNotice(addition, programmeId, now);
    await house.table.notices.add([notice], {}, aRecord());
    await answeredAt(addMs(now, 1));
    await house.run();
    expect(await house.row(notice)).toMatchObject({ status: 'suppressed', reason: 'answered-meanwhile' });
    const next = queuedNotice({ ...addition, formVersion: 3 }, programmeId, addMs(now, 2));
    await house.table.notices.add([next], {}, aRecord());
    house.clock.pass(minute);
    await house.run();
    expect(house.mails.map(({ subject }) => subject)).toEqual([
      '【追加の質問のお願い】令和8年度 相談窓口等に関する調査（期限6/30(火)）',
    ]);
  });

  test.each(['submitted', 'accepted', 'exempt'] as const)(
    'F5: that waits stops at once where the organisation is %s',
    async (status) => {
      const notice = queuedNotice({ ...reminder, organisationId: chiba }, programmeId, now);
      await house.table.notices.add([notice], {}, aRecord());
      const fact = { programmeId, roundId, organisationId: chiba, status, at: addMs(now, 1), version: 2 };
      await house.table.facts.saveAnswer(fact, aRecord());
      await house.run();
      expect(await house.row(notice)).toMatchObject({ status: 'suppressed', reason: 'answered-meanwhile' });
      expect(house.mails).toEqual([]);
    },
  );

  test('F5: stops at once where the address bounced', async () => {
    const notice = queuedNotice({ ...reminder, organisationId: chiba }, programmeId, now);
    await house.table.notices.add([notice], {}, aRecord());
    const mail = `desk-${chiba}@city.example.jp`;
    const bounced = { programmeId, organisationId: chiba, notedAt: now, reason: 'bounced' as const, mail };
    await house.table.notices.correct([bounced], undefined, aRecord());
    await house.run();
    expect(await house.row(notice)).toMatchObject({ status: 'suppressed', reason: 'address-bounced' });
    expect(house.mails).toEqual([]);
  });

  test('yields to an answer that came after it was decided on', async () => {
    const notice = queuedNotice({ ...reminder, organisationId: chiba }, programmeId, now);
    await house.table.notices.add([notice], {}, aRecord());
    await answeredAt(addMs(now, 1));
    await house.run();
    expect(await house.row(notice)).toMatchObject({ status: 'suppressed', reason: 'answered-meanwhile' });
    expect(house.mails).toEqual([]);
  });

  test('goes where the answer is older: it was given back', async () => {
    const notice = queuedNotice({ ...reminder, organisationId: chiba }, programmeId, now);
    await house.table.notices.add([notice], {}, aRecord());
    await answeredAt(addMs(now, -1));
    await house.run();
    expect(house.mails.length).toBe(1);
  });
});

describe('a refused try', () => {
  test('AC-N3: that was too quick is repeated after a minute, and does not count', async () => {
    const [notice] = await house.invite([chiba]);
    house.answer({ kind: 'throttled' });
    await house.run();
    expect(await house.row(notice)).toMatchObject({ status: 'queued', tries: 0, sendAfter: addMs(now, minute) });
    house.clock.pass(minute);
    await house.run();
    expect(house.mails.length).toBe(1);
  });

  test('AC-N3: is repeated every five minutes, and given up after the 48th', async () => {
    const [notice] = await house.invite([chiba]);
    for (let attempt = 1; attempt <= 60; attempt += 1) {
      house.answer({ kind: 'refused', reason: 'AccountSendingPausedException' });
      await house.run();
      const row = await house.row(notice);
      expect(row).toMatchObject(attempt < 48 ? { status: 'queued', tries: attempt } : { status: 'technical-failure' });
      house.clock.pass(5 * minute);
    }
    expect(await house.row(notice)).toMatchObject({ tries: 48, reason: 'AccountSendingPausedException' });
    expect([house.mails.length, house.told()]).toEqual([0, ['failed']]);
  });

  test('AC-N3: of a mail that nobody wants is given up at once', async () => {
    const [notice] = await house.invite([chiba]);
    house.answer({ kind: 'unwanted', reason: 'InvalidParameterValue' });
    await house.run();
    expect(await house.row(notice)).toMatchObject({ status: 'technical-failure', reason: 'InvalidParameterValue' });
  });

  test('a notice that cannot be written waits and does not keep the others', async () => {
    const [, fine] = await house.invite([chiba, sapporo]);
    const links = {
      ...house.deps.links,
      linkOf: async (...[round, organisationId, generation]: Parameters<typeof house.deps.links.linkOf>) => {
        if (organisationId === chiba) throw new Error('no key');
        return house.deps.links.linkOf(round, organisationId, generation);
      },
    };
    await house.run({ links });
    expect(await house.status(fine)).toBe('sent');
    expect(house.faults.length).toBe(1);
    house.clock.pass(5 * minute);
    await house.run();
    expect(house.mails.length).toBe(2);
  });
});

describe('an unknown outcome', () => {
  test('is not repeated; the Send event settles it', async () => {
    const [notice] = await house.invite([chiba]);
    const mailer = {
      send: async (mail: OutgoingMail): Promise<SendOutcome> => {
        house.accept(mail);
        return { kind: 'unknown' };
      },
    };
    await house.run({ mailer });
    expect(await house.status(notice)).toBe('sending');
    await house.run({ mailer });
    await house.hearAll();
    house.clock.pass(20 * minute);
    await house.run({ mailer });
    expect([house.mails.length, await house.status(notice)]).toEqual([1, 'delivered']);
  });

  test('without a word for fifteen minutes means that nothing was sent, and the mail goes again', async () => {
    const [notice] = await house.invite([chiba]);
    house.answer({ kind: 'unknown' });
    await house.run();
    house.clock.pass(15 * minute - 1);
    await house.run();
    expect(house.mails.length).toBe(0);
    house.clock.pass(1);
    await house.run();
    expect([house.mails.length, await house.status(notice)]).toEqual([1, 'sent']);
  });

  test('THE ONE EXCEPTION: where the answer and the Send event are both lost, the mail goes a second time', async () => {
    await house.invite([chiba]);
    house.loseSendEvents();
    let lost = 0;
    const mailer = {
      send: async (mail: OutgoingMail): Promise<SendOutcome> => {
        house.accept(mail);
        lost += 1;
        return { kind: lost === 1 ? 'unknown' : 'accepted' };
      },
    };
    await house.run({ mailer });
    house.clock.pass(16 * minute);
    await house.run({ mailer });
    expect(house.mails.length).toBe(2);
  });

  test('a Send event that comes late, but before the next try, still stops it', async () => {
    const [notice] = await house.invite([chiba]);
    const mailer = {
      send: async (mail: OutgoingMail): Promise<SendOutcome> => {
        house.accept(mail);
        return { kind: 'unknown' };
      },
    };
    await house.run({ mailer });
    house.clock.pass(16 * minute);
    await house.run({ mailer: { send: async () => ({ kind: 'throttled' }) } });
    expect(await house.status(notice)).toBe('queued');
    await house.hearAll();
    house.clock.pass(minute);
    await house.run();
    expect([house.mails.length, await house.status(notice)]).toEqual([1, 'delivered']);
  });

  test('AC-N6: no word of the delivery for 72 hours is a temporary failure, and the round is told', async () => {
    const [notice] = await house.invite([chiba]);
    house.loseSendEvents();
    await house.run();
    house.clock.pass(72 * 60 * minute);
    const run = await house.run();
    expect(await house.row(notice)).toMatchObject({ status: 'temporary-failure', reason: 'no-word' });
    expect(house.told()).toEqual(['failed']);
    expect(comeAgainAt(run, house.clock.now())).toBeNull();
  });
});

/** Each call of a run fails once, in each way; afterwards everything is healthy and the clock runs on. */
describe('every call that fails once', () => {
  const calls = [
    'notices.move',
    'notices.dueBy',
    'notices.nextDueAt',
    'contacts.find',
    'contacts.current',
    'mailer.send',
  ] as const;
  const cases = calls.flatMap((call) =>
    (['before', 'after', 'twice'] as const).flatMap((fault) =>
      [1, 2, 3, 4, 5].map((nth) => [call, fault, nth] as const),
    ),
  );

  test.each(cases)('%s, %s, at its %i. time: each notice is one mail in the end', async (call, fault, nth) => {
    const organisations = [chiba, sapporo];
    const notices = await house.invite(organisations);
    const broken = withFault(house.deps, call, fault, nth);
    for (let run = 0; run < 40; run += 1) {
      await sendDueMails(broken, { next: async () => true, slowDown: () => {}, abreast: 1 }).catch(() => undefined);
      await house.hearAll();
      house.clock.pass(minute);
    }
    expect(house.mails.map(({ noticeId }) => noticeId).sort()).toEqual(notices.map(({ noticeId }) => noticeId).sort());
    for (const notice of notices) expect(await house.status(notice)).toBe('delivered');
  });

  function withFault(
    deps: SendDueMailsDeps,
    call: (typeof calls)[number],
    fault: Fault,
    nth: number,
  ): SendDueMailsDeps {
    const [part, name] = call.split('.') as ['notices' | 'contacts' | 'mailer', string];
    let count = 0;
    const of = deps[part] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
    const broken = async (...given: unknown[]) => {
      count += 1;
      const fails = count === nth || (fault === 'twice' && count === nth + 1);
      // A broken connection to the mail service reaches the rules as an unknown outcome, not as a fault.
      const fail = () => {
        if (part === 'mailer') return { kind: 'unknown' };
        throw new Error('connection reset');
      };
      if (!fails) return of[name]?.(...given);
      if (fault === 'after') await of[name]?.(...given);
      return fail();
    };
    return { ...deps, [part]: { ...deps[part], [name]: broken } };
  }
});

describe('the pace', () => {
  test('at most so many mails leave in a second, and none after the end', async () => {
    let ms = 0;
    const starts: number[] = [];
    const pace = createPace({
      ...{ perSecond: 14, endsAtMs: 10_000, nowMs: () => ms },
      sleep: async (wait) => {
        ms += wait;
      },
    });
    while (await pace.next()) starts.push(ms);
    for (let second = 0; second < 9_000; second += 250) {
      expect(starts.filter((at) => at >= second && at < second + 1000).length).toBeLessThanOrEqual(15);
    }
    expect(starts.length).toBeGreaterThan(130);
    expect(starts.every((at) => at < 10_000)).toBe(true);
  });

  test('a slow run does not catch up what it missed in a burst', async () => {
    let ms = 0;
    const waits: number[] = [];
    const pace = createPace({
      ...{ perSecond: 10, endsAtMs: 60_000, nowMs: () => ms },
      sleep: async (wait) => {
        waits.push(wait);
        ms += wait;
      },
    });
    await pace.next();
    ms += 5_000;
    await pace.next();
    await pace.next();
    pace.slowDown();
    await pace.next();
    expect(waits.map(Math.round)).toEqual([100, 1100]);
  });

  test('a run whose time is over leaves the rest for the next one, and says when', async () => {
    await house.invite([chiba, sapporo]);
    let left = 1;
    const run = await sendDueMails(house.deps, { next: async () => left-- > 0, slowDown: () => {}, abreast: 4 });
    expect(house.mails.length).toBe(1);
    expect(comeAgainAt(run, house.clock.now())).toBe(addMs(now, 1));
    await house.run();
    expect(house.mails.length).toBe(2);
  });
});

describe('AC-N9: the pace of a domain', () => {
  const codes = localGovernments.map(({ code }) => OrganisationId.parse(code));

  test('1,788 mails to one domain are out within thirty minutes, sixty a minute, each once, and others do not wait', async () => {
    const fresh = aHouse();
    const others = Array.from({ length: 40 }, (_, at): OrganisationId => nationalOrganisationCode(at));
    const shared = codes.map((each, at) => aContact(each, { mail: `tantou${at}@pref.example.jp` }));
    const own = others.map((each, at) => aContact(each, { mail: `soumu@dantai${at}.example.jp` }));
    await fresh.contacts(...shared, ...own);
    await fresh.invite([...codes, ...others]);
    const startedAt = fresh.clock.now();
    const inMinute: number[] = [];
    for (let minutes = 0; minutes < 30; minutes += 1) {
      const before = fresh.mails.length;
      await fresh.run();
      // Once more in the same minute, as after a run that was killed.
      await fresh.run();
      inMinute.push(fresh.mails.length - before);
      fresh.clock.pass(minute);
    }
    expect(fresh.mails.length).toBe(codes.length + others.length);
    expect(new Set(fresh.mails.map(({ to }) => to[0])).size).toBe(fresh.mails.length);
    expect(inMinute[0]).toBe(60 + others.length);
    expect(Math.max(...inMinute.slice(1))).toBe(60);
    expect(Date.parse(fresh.clock.now()) - Date.parse(startedAt)).toBe(30 * minute);
    await fresh.run();
    expect(fresh.mails.length).toBe(codes.length + others.length);
  });

  test('a sender that starts anew loses no mail, sends none twice, and goes over the sixty only once', async () => {
    const fresh = aHouse();
    await fresh.contacts(...codes.slice(0, 200).map((each, at) => aContact(each, { mail: `t${at}@pref.example.jp` })));
    await fresh.invite(codes.slice(0, 200));
    await fresh.run();
    expect(fresh.mails.length).toBe(60);
    for (let minutes = 0; minutes < 4; minutes += 1) {
      fresh.clock.pass(minute);
      await fresh.run({ domains: createDomainSlots() });
    }
    expect(fresh.mails.length).toBe(200);
    expect(new Set(fresh.mails.map(({ to }) => to[0])).size).toBe(200);
  });

  test('a place in a later minute is kept, whoever comes meanwhile', () => {
    const slots = createDomainSlots();
    const fresh = { reason: undefined, sendAfter: now };
    const first = Array.from({ length: 61 }, () => slots.take('a@pref.example.jp', fresh, now));
    expect(first.slice(0, 60).every((at) => at === now)).toBe(true);
    const waits = first[60] ?? now;
    expect(Date.parse(waits) % minute).toBe(0);
    expect(slots.take('B@PREF.example.jp', { reason: 'domain-full', sendAfter: waits }, waits)).toBe(waits);
    const behind = Array.from({ length: 60 }, () => slots.take('c@pref.example.jp', fresh, waits));
    expect(behind.slice(0, 59).every((at) => at === waits)).toBe(true);
    expect(behind[59]).toBe(addMs(waits, minute));
    expect(slots.take('a@other.example.jp', fresh, now)).toBe(now);
  });
});

test('1,000 notices of one run are 1,000 mails with 1,000 links', async () => {
  const many = Array.from({ length: 1_000 }, (_, at): OrganisationId => nationalOrganisationCode(at));
  const fresh = aHouse();
  await fresh.contacts(...many.map((each) => aContact(each, { mail: `tantou@${each.toLowerCase()}.example.jp` })));
  await fresh.invite(many);
  await fresh.run();
  expect(fresh.mails.length).toBe(1_000);
  expect(new Set(fresh.mails.map(({ noticeId }) => noticeId)).size).toBe(1_000);
  expect(new Set(fresh.mails.map(({ text }) => /\/s\/([\w-]{23})/.exec(text)?.[1])).size).toBe(1_000);
  expect(NoticeId.safeParse(fresh.mails[0]?.noticeId).success).toBe(true);
});
