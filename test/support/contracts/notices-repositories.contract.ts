/** What the rules of notices rely on, whoever keeps the rows. Run on the fake and on a real engine. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ImportId, NoticeId, OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { mayMove } from '../../../shared/kernel/moves.ts';
import { addMs, Instant, JstDate } from '../../../shared/kernel/time.ts';
import type { ContactBook } from '../../../shared/notices/contact-book.ts';
import type { ContactImportRepository } from '../../../shared/notices/contact-import-repository.ts';
import type { DigestHistory, DigestRecord } from '../../../shared/notices/digest.ts';
import type { DigestSettings } from '../../../shared/notices/digest-recipients.ts';
import type { MorningReports } from '../../../shared/notices/morning-runs.ts';
import { carriedOn, type Notice, noticeMoves, noticeStatuses } from '../../../shared/notices/notice.ts';
import { noticeIdOf } from '../../../shared/notices/notice-id.ts';
import type { NoticeRepository } from '../../../shared/notices/notice-repository.ts';
import type { RoundFacts } from '../../../shared/notices/round-facts.ts';
import type { MailModes } from '../../../shared/notices/trial.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import {
  aContact,
  aNotice,
  anImport,
  anInvitationContent,
  aRecord,
  chiba,
  dueOn,
  heardCause,
  importId,
  now,
  otherProgramme,
  programmeId,
  roundId,
  sapporo,
  surveyTitle,
} from '../builders/notices.ts';

export interface NoticesStores {
  readonly imports: ContactImportRepository;
  readonly contacts: ContactBook;
  readonly notices: NoticeRepository;
  readonly facts: RoundFacts;
  readonly digests: DigestSettings;
  readonly history: DigestHistory;
  readonly modes: MailModes;
  readonly mornings: MorningReports;
}

/** @param open gives empty stores */
export function noticesRepositoriesContract(open: () => Promise<NoticesStores>): void {
  let stores: NoticesStores;
  beforeEach(async () => {
    stores = await open();
  });
  const nothingFound = { problems: [], warnings: [] };
  const list = { programmeId, importId };

  describe('digests and mornings', () => {
    const day = (text: string) => JstDate.parse(text);
    const counted = (period: string, over: Partial<DigestRecord> = {}): DigestRecord => ({
      ...{ programmeId, kind: 'weekly', period: day(period), countedAt: now, outcome: 'nothing-to-tell', rounds: [] },
      ...over,
    });

    test('F3: a period is counted once, and the latest of a kind is found, by its own programme alone', async () => {
      expect(await stores.history.latest(programmeId, 'weekly')).toBeUndefined();
      const add = (digest: DigestRecord) => stores.notices.add([], { digest }, aRecord());
      expect(await add(counted('2026-06-08'))).toBe('saved');
      expect(await add(counted('2026-06-15'))).toBe('saved');
      expect(await add(counted('2026-06-15', { outcome: 'sent' }))).toBe('changed-meanwhile');
      expect(await add(counted('2026-07-01', { kind: 'monthly' }))).toBe('saved');
      expect(await stores.history.latest(programmeId, 'weekly')).toEqual(counted('2026-06-15'));
      expect(await stores.history.latest(otherProgramme, 'weekly')).toBeUndefined();
    });

    test('AC-N11: whether mails are tried out is stated over the version before, for its own programme alone', async () => {
      const trial = {
        programmeId,
        version: 1,
        since: now,
        mode: 'trial' as const,
        allowed: ['a@b.example'],
        by: 'one',
      };
      expect(await stores.modes.of(programmeId)).toBeUndefined();
      expect(await stores.modes.save(trial, aRecord())).toBe('saved');
      expect(await stores.modes.save(trial, aRecord())).toBe('changed-meanwhile');
      expect(await stores.modes.of(programmeId)).toEqual(trial);
      expect(await stores.modes.of(otherProgramme)).toBeUndefined();
      const live = { programmeId, version: 2, since: now, mode: 'live' as const };
      expect(await stores.modes.save(live, aRecord())).toBe('saved');
      expect(await stores.modes.of(programmeId)).toEqual(live);
    });

    test('F4: what has reported on a day is one report, and the first look stays the first', async () => {
      const report = { programmeId, on: day('2026-06-15'), run: 'notices/digests' } as const;
      expect(await stores.mornings.save(report, aRecord())).toBe('saved');
      expect(await stores.mornings.save(report, aRecord())).toBe('changed-meanwhile');
      expect(await stores.mornings.save({ ...report, run: 'surveys/remind-due' }, aRecord())).toBe('saved');
      expect(await stores.mornings.of(programmeId, day('2026-06-15'))).toEqual([
        'notices/digests',
        'surveys/remind-due',
      ]);
      expect(await stores.mornings.of(programmeId, day('2026-06-16'))).toEqual([]);
      expect(await stores.mornings.of(otherProgramme, day('2026-06-15'))).toEqual([]);
      expect(await stores.mornings.firstLook(programmeId, day('2026-06-15'))).toBe('2026-06-15');
      expect(await stores.mornings.firstLook(programmeId, day('2026-06-16'))).toBe('2026-06-15');
      expect(await stores.mornings.of(programmeId, day('2026-06-16'))).toEqual([]);
    });
  });

  describe('imports', () => {
    test('an import is added once, with its rows and findings, and seen by its own programme alone', async () => {
      const added = anImport({ status: 'ready' });
      const found = { problems: [], warnings: [{ kind: 'name-differs' as const, row: 2, column: 'name' as const }] };
      const contacts = [aContact(sapporo), aContact(chiba)];
      expect(await stores.imports.add(added, { contacts, ...found }, aRecord())).toBe('saved');
      expect(await stores.imports.add(added, { contacts, ...found }, aRecord())).toBe('changed-meanwhile');
      expect(await stores.imports.find(programmeId, importId)).toEqual(added);
      expect(await stores.imports.find(otherProgramme, importId)).toBeUndefined();
      expect(await stores.imports.findings(programmeId, importId)).toEqual(found);
      expect(await stores.imports.findings(otherProgramme, importId)).toEqual(nothingFound);
      expect(await stores.contacts.list(list)).toEqual([aContact(sapporo), aContact(chiba)]);
      expect(await stores.contacts.list(list, '12')).toEqual([aContact(chiba)]);
      expect(await stores.contacts.list({ ...list, programmeId: otherProgramme })).toEqual([]);
    });

    test('A7: one contact is replaced where list and address are still those that were read', async () => {
      const [before, after] = [
        aContact(chiba),
        aContact(chiba, { mail: 'new@city.example.jp', phone: '03-1234-5678' }),
      ];
      await stores.imports.add(anImport({ status: 'ready' }), { contacts: [before], ...nothingFound }, aRecord());
      const current = { ...list, organisations: 1, confirmedAt: now, version: 1 };
      expect(await stores.contacts.replace(current, before, after, aRecord())).toBe('changed-meanwhile');
      await stores.imports.confirm(anImport({ status: 'confirmed', version: 2 }), current, [], aRecord());
      const older = { ...current, version: 2 };
      expect(await stores.contacts.replace(older, before, after, aRecord())).toBe('changed-meanwhile');
      expect(await stores.contacts.replace(current, before, after, aRecord())).toBe('saved');
      expect(await stores.contacts.replace(current, before, after, aRecord())).toBe('changed-meanwhile');
      expect(await stores.contacts.list(list)).toEqual([after]);
    });

    test('thousands of findings come back in their order', async () => {
      const problems = Array.from({ length: 2_345 }, (_, at) => ({ kind: 'empty' as const, row: at + 2 }));
      const added = anImport({ status: 'has-errors', problems: problems.length });
      expect(await stores.imports.add(added, { contacts: [], problems, warnings: [] }, aRecord())).toBe('saved');
      expect((await stores.imports.findings(programmeId, importId)).problems).toEqual(problems);
    });

    test('a chunk is staged from the version before alone, and heard once', async () => {
      await stores.imports.add(anImport({ status: 'staging' }), { contacts: [], ...nothingFound }, aRecord());
      const next = anImport({ status: 'staging', stagedRows: 180, version: 2 });
      const rows = localGovernments.slice(0, 90).map(({ code }) => aContact(code));
      expect(await stores.imports.stage(next, rows, aRecord({ cause: heardCause(1) }))).toBe('saved');
      expect(await stores.imports.stage(next, rows, aRecord({ cause: heardCause(1) }))).toBe('heard-before');
      expect(await stores.imports.stage(next, [], aRecord({ cause: heardCause(2) }))).toBe('changed-meanwhile');
      expect((await stores.contacts.list(list)).length).toBe(90);
    });

    test('confirming moves the import and the pointer together, or neither', async () => {
      await stores.imports.add(anImport({ status: 'ready' }), { contacts: [aContact()], ...nothingFound }, aRecord());
      const confirmed = anImport({ status: 'confirmed', version: 2 });
      const current = { programmeId, importId, organisations: 2, confirmedAt: now, version: 1 };
      expect(await stores.imports.confirm(confirmed, { ...current, version: 2 }, [], aRecord())).toBe(
        'changed-meanwhile',
      );
      expect((await stores.imports.find(programmeId, importId))?.status).toBe('ready');
      expect(await stores.contacts.current(programmeId)).toBeUndefined();
      const noted = {
        programmeId,
        organisationId: sapporo,
        notedAt: now,
        reason: 'excluded',
        detail: '連絡先を確認中',
      } as const;
      expect(await stores.contacts.corrections(programmeId)).toEqual([]);
      expect(await stores.imports.confirm(confirmed, current, [noted], aRecord())).toBe('saved');
      expect(await stores.contacts.corrections(programmeId)).toEqual([noted]);
      expect(await stores.contacts.current(programmeId)).toEqual(current);
      expect(await stores.contacts.find(current, [chiba, sapporo, chiba])).toEqual([aContact()]);
      expect(await stores.imports.confirm(confirmed, { ...current, version: 2 }, [], aRecord())).toBe(
        'changed-meanwhile',
      );
    });

    test('AC-N7: an import with errors goes on to staging with its exclusions, once', async () => {
      const failed = anImport({ status: 'has-errors' });
      await stores.imports.add(failed, { contacts: [], ...nothingFound }, aRecord());
      const exclusions = [{ row: 6, reason: '連絡先を確認中', organisationId: sapporo }];
      const staging = anImport({ status: 'staging', version: 2, stagedRows: 0, exclusions });
      expect(await stores.imports.stage(staging, [], aRecord())).toBe('saved');
      expect(await stores.imports.find(programmeId, importId)).toEqual(staging);
      expect(await stores.imports.stage(staging, [], aRecord())).toBe('changed-meanwhile');
    });

    test('the newest ten imports are listed, newest first', async () => {
      for (let number = 0; number < 12; number += 1) {
        const id = ImportId.parse(`6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a${String(number).padStart(2, '0')}`);
        const added = anImport({ status: 'ready', importId: id, requestedAt: addMs(now, number) });
        await stores.imports.add(added, { contacts: [], ...nothingFound }, aRecord());
      }
      const listed = await stores.imports.listNewest(programmeId);
      expect(listed.map(({ requestedAt }) => requestedAt)).toEqual(
        Array.from({ length: 10 }, (_, at) => addMs(now, 11 - at)),
      );
    });
  });

  describe('notices', () => {
    const add = (...notices: Notice[]) => stores.notices.add(notices, {}, aRecord());
    const group = { programmeId, roundId, purpose: 'survey-invitation' } as const;

    test('notices are added all or none', async () => {
      const one = aNotice({ status: 'queued' });
      const other = aNotice({ status: 'queued', noticeId: NoticeId.parse('survey-invitation-other-1') });
      expect(await add(one)).toBe('saved');
      expect(await add(other, one)).toBe('changed-meanwhile');
      expect(await stores.notices.known(programmeId, [one.noticeId, other.noticeId])).toEqual([one.noticeId]);
      expect(await stores.notices.findAll(programmeId, [one.noticeId, other.noticeId])).toEqual([one]);
      expect(await stores.notices.find(programmeId, one.noticeId)).toEqual(one);
      expect(await stores.notices.find(otherProgramme, one.noticeId)).toBeUndefined();
    });

    test.each(noticeStatuses.flatMap((from) => noticeStatuses.map((to) => [from, to] as const)))(
      'a notice that is %s becomes %s only where the table of moves leads there, or stays',
      async (from, to) => {
        await add(aNotice({ status: from }));
        const leads = from === to || mayMove(noticeMoves, from, to);
        expect(await stores.notices.move(aNotice({ status: to, version: 2 }))).toBe(leads);
        expect((await stores.notices.find(programmeId, aNotice({ status: to }).noticeId))?.status).toBe(
          leads ? to : from,
        );
      },
    );

    test('of two that claim the same version one wins', async () => {
      await add(aNotice({ status: 'queued' }));
      const claimed = aNotice({ status: 'sending', version: 2 });
      const both = await Promise.all([stores.notices.move(claimed), stores.notices.move(claimed)]);
      expect(both.filter((won) => won).length).toBe(1);
    });

    test('what is due is found in its time and of every programme, and no longer once it moved on', async () => {
      const later = aNotice({ status: 'queued', sendAfter: addMs(now, 5), programmeId: otherProgramme });
      await add(aNotice({ status: 'queued' }));
      await stores.notices.add([later], {}, aRecord());
      expect(await stores.notices.dueBy('queued', addMs(now, -1), 10)).toEqual([]);
      expect(await stores.notices.dueBy('queued', addMs(now, 5), 10)).toEqual([aNotice({ status: 'queued' }), later]);
      expect(await stores.notices.dueBy('queued', addMs(now, 5), 1)).toEqual([aNotice({ status: 'queued' })]);
      expect(await stores.notices.nextDueAt()).toBe(now);
      await stores.notices.move(aNotice({ status: 'delivered', version: 2 }));
      expect(await stores.notices.dueBy('queued', addMs(now, 5), 10)).toEqual([later]);
      expect(await stores.notices.nextDueAt()).toBe(addMs(now, 5));
      await stores.notices.move({ ...carriedOn(later), status: 'sending', claimedAt: now });
      expect(await stores.notices.dueBy('sending', addMs(now, 15 * 60_000 - 1), 10)).toEqual([]);
      expect((await stores.notices.dueBy('sending', addMs(now, 15 * 60_000), 10)).length).toBe(1);
    });

    test('counts and lists are of one group, by state and organisation, page by page', async () => {
      const all = localGovernments.slice(0, 130).map(({ code }, at) => {
        const organisationId = OrganisationId.parse(code);
        const noticeId = NoticeId.parse(`survey-invitation-${roundId}-${code}-1`);
        const status = at < 105 ? ('delivered' as const) : ('queued' as const);
        return aNotice({ status, noticeId, content: anInvitationContent(organisationId) });
      });
      await stores.notices.add(all.slice(0, 60), {}, aRecord());
      await stores.notices.add(all.slice(60), {}, aRecord());
      const counts = await stores.notices.counts(group);
      expect(counts).toMatchObject({ delivered: 105, queued: 25, 'permanent-failure': 0 });
      const codes = all
        .slice(0, 105)
        .flatMap((each) => ('organisationId' in each.content ? [each.content.organisationId] : []));
      expect(await stores.notices.organisationsWith(group, 'delivered')).toEqual(new Set(codes));
      const first = await stores.notices.list(group, 'delivered', undefined);
      expect(first.notices).toEqual(all.slice(0, 100));
      const second = await stores.notices.list(group, 'delivered', first.next);
      expect(second).toEqual({ notices: all.slice(100, 105) });
      const unfiltered = await stores.notices.list(
        group,
        undefined,
        (await stores.notices.list(group, undefined, undefined)).next,
      );
      expect(unfiltered.notices).toEqual(all.slice(100));
      const other = RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a99');
      expect(await stores.notices.list({ ...group, roundId: other }, undefined, undefined)).toEqual({ notices: [] });
      expect(await stores.notices.list({ programmeId, purpose: 'digest' }, 'queued', 'zzz')).toEqual({
        notices: [],
      });
    });

    test('A6: what goes to an organisation is found across rounds, in every state, the newest first, and no other’s', async () => {
      const mail = (number: number, status: 'queued' | 'delivered', organisationId = chiba) => {
        const content = { ...anInvitationContent(organisationId), linkGeneration: number };
        const noticeId = noticeIdOf(content, programmeId);
        return aNotice({ status, content, noticeId, requestedAt: addMs(now, number * 1_000) });
      };
      const queued = mail(2, 'queued');
      await stores.notices.add([mail(1, 'delivered'), queued, mail(3, 'delivered', sapporo)], {}, aRecord());
      const found = () => stores.notices.ofOrganisation(programmeId, chiba);
      expect(await found()).toEqual([queued, mail(1, 'delivered')]);
      const sent = { ...mail(2, 'delivered'), version: 2 };
      await stores.notices.move(sent);
      expect(await found()).toEqual([sent, mail(1, 'delivered')]);
      expect(await stores.notices.ofOrganisation(otherProgramme, chiba)).toEqual([]);
    });

    test('AC-N2: an address is repaired once, and only after the bounce that was meant; a new bounce overrules it', async () => {
      const bounced = (notedAt = now) => ({
        ...{ programmeId, organisationId: chiba, notedAt, reason: 'bounced' as const, mail: 'a@x.example' },
      });
      await stores.notices.correct([bounced()], undefined, aRecord());
      const repaired = { ...bounced(), repaired: { at: addMs(now, 1_000), because: '電話で確認' } };
      const other = { ...bounced(addMs(now, 5)), repaired: repaired.repaired };
      expect(await stores.contacts.repair(other, aRecord())).toBe('changed-meanwhile');
      expect(await stores.contacts.repair(repaired, aRecord())).toBe('saved');
      expect(await stores.contacts.repair(repaired, aRecord())).toBe('changed-meanwhile');
      expect(await stores.contacts.correctionsOf(programmeId, chiba)).toEqual([repaired]);
      await stores.notices.correct([bounced(addMs(now, 2_000))], undefined, aRecord());
      expect(await stores.contacts.correctionsOf(programmeId, chiba)).toEqual([bounced(addMs(now, 2_000))]);
    });

    test('a bounce is noted once for each address, with the move or not at all', async () => {
      await add(aNotice({ status: 'sent' }));
      const bounced = (mail: string) => ({
        ...{ programmeId, organisationId: chiba, notedAt: now, reason: 'bounced' as const, mail },
      });
      const after = aNotice({ status: 'permanent-failure', version: 2 });
      expect(await stores.notices.correct([bounced('a@x.example')], { ...after, version: 9 }, aRecord())).toBe(
        'changed-meanwhile',
      );
      expect(await stores.contacts.corrections(programmeId)).toEqual([]);
      expect(await stores.notices.correct([bounced('a@x.example')], after, aRecord({ cause: heardCause(3) }))).toBe(
        'saved',
      );
      expect(await stores.notices.correct([bounced('a@x.example')], undefined, aRecord({ cause: heardCause(3) }))).toBe(
        'heard-before',
      );
      await stores.notices.correct([bounced('A@x.example'), bounced('b@x.example')], undefined, aRecord());
      const noted = await stores.contacts.correctionsOf(programmeId, chiba);
      expect(noted.map(({ mail }) => mail).sort()).toEqual(['A@x.example', 'b@x.example']);
      expect(await stores.contacts.correctionsOf(programmeId, sapporo)).toEqual([]);
      expect(await stores.contacts.corrections(otherProgramme)).toEqual([]);
    });
  });

  describe('facts', () => {
    const round = { programmeId, roundId, surveyTitle, dueOn, organisations: 1788, openedAt: now };
    const answer = (version: number) => ({
      ...{ programmeId, roundId, organisationId: chiba, status: 'submitted' as const, at: now, version },
    });

    test('a round is known once, and to its programme alone', async () => {
      expect(await stores.facts.addRound(round, aRecord())).toBe('saved');
      expect(await stores.facts.addRound(round, aRecord())).toBe('changed-meanwhile');
      const later = {
        ...round,
        roundId: RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a99'),
        openedAt: Instant.parse('2026-07-01T00:00:00.000Z'),
      };
      await stores.facts.addRound(later, aRecord());
      expect(await stores.facts.rounds(programmeId)).toEqual([later, round]);
      expect(await stores.facts.rounds(otherProgramme)).toEqual([]);
      expect(await stores.facts.roundOf(programmeId, round.roundId)).toEqual(round);
      expect(await stores.facts.roundOf(otherProgramme, round.roundId)).toBeUndefined();
    });

    test('a newer version of an answer overrules an older one, never the other way round', async () => {
      expect(await stores.facts.saveAnswer(answer(4), aRecord())).toBe('saved');
      expect(await stores.facts.saveAnswer(answer(4), aRecord())).toBe('changed-meanwhile');
      expect(await stores.facts.saveAnswer(answer(3), aRecord())).toBe('changed-meanwhile');
      expect(await stores.facts.saveAnswer(answer(5), aRecord())).toBe('saved');
      expect(await stores.facts.answers(programmeId, roundId)).toEqual([answer(5)]);
      expect(await stores.facts.answerOf(programmeId, roundId, chiba)).toEqual(answer(5));
      expect(await stores.facts.answerOf(programmeId, roundId, sapporo)).toBeUndefined();
    });
  });

  describe('where the digests go', () => {
    const first = { programmeId, addresses: ['kikaku@ministry.example.jp'], version: 1 };

    test('nobody is set at first; each version goes over the one before it alone, for its own programme', async () => {
      const { digests } = stores;
      expect(await digests.recipientsOf(programmeId)).toBeUndefined();
      const second = { ...first, addresses: ['a@ministry.example.jp', 'b@ministry.example.jp'], version: 2 };
      expect(await digests.save(second, aRecord())).toBe('changed-meanwhile');
      expect(await digests.save(first, aRecord())).toBe('saved');
      expect(await digests.save({ ...first, addresses: ['late@ministry.example.jp'] }, aRecord())).toBe(
        'changed-meanwhile',
      );
      expect(await digests.recipientsOf(programmeId)).toEqual(first);
      expect(await digests.save(second, aRecord())).toBe('saved');
      expect(await digests.save({ ...second, version: 4 }, aRecord())).toBe('changed-meanwhile');
      expect(await digests.recipientsOf(programmeId)).toEqual(second);
      expect(await digests.recipientsOf(otherProgramme)).toBeUndefined();
    });

    test('of two that saw the same version one wins', async () => {
      const other = { ...first, addresses: ['other@ministry.example.jp'] };
      const both = await Promise.all([stores.digests.save(first, aRecord()), stores.digests.save(other, aRecord())]);
      expect([...both].sort()).toEqual(['changed-meanwhile', 'saved']);
    });
  });
}
