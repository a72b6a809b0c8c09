/** What the survey rules rely on, whoever keeps the rows. Run on the fake and on a real engine. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ImportId, ProgrammeId, RoundId } from '../../../shared/kernel/ids.ts';
import { statusesOf } from '../../../shared/kernel/moves.ts';
import { addMs, Instant, JstDate } from '../../../shared/kernel/time.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';
import { type DelegationStatus, delegationMoves } from '../../../shared/surveys/delegation.ts';
import type { DelegationRepository } from '../../../shared/surveys/delegation-repository.ts';
import type { FormUpgradeRepository } from '../../../shared/surveys/form-upgrade-repository.ts';
import type { HandOverRepository } from '../../../shared/surveys/hand-over-repository.ts';
import { type Invitation, type InvitationStatus, invitationMoves } from '../../../shared/surveys/invitation.ts';
import type { CodeAttempts, InvitationRepository } from '../../../shared/surveys/invitation-repository.ts';
import type { KnownAnswersRepository } from '../../../shared/surveys/known-answers-repository.ts';
import { Round, type RoundStatus, roundMoves } from '../../../shared/surveys/round.ts';
import type { RoundRepository } from '../../../shared/surveys/round-repository.ts';
import { SavedDraft } from '../../../shared/surveys/saved-draft.ts';
import {
  aCause,
  aDelegation,
  aDeposit,
  aDraft,
  anInvitation,
  aRecord,
  aResponse,
  aRound,
  chiba,
  digestOf,
  knownAnswers,
  now,
  programmeId,
  roundId,
  sapporo,
} from '../builders/surveys.ts';

export interface SurveyStores {
  readonly rounds: RoundRepository;
  readonly invitations: InvitationRepository;
  readonly attempts: CodeAttempts;
  readonly knownAnswers: KnownAnswersRepository;
  readonly delegations: DelegationRepository;
  readonly handOvers: HandOverRepository;
  readonly upgrades: FormUpgradeRepository;
}

const otherProgramme = ProgrammeId.parse('single-parent-2024');
const today = JstDate.parse('2026-06-10');
const heard = (eventId: string) =>
  aRecord({ cause: aCause({ heard: { subscriber: 'surveys:test', eventId: eventId as never } }) });

/** @param open gives empty stores */
export function surveyRepositoriesContract(open: () => Promise<SurveyStores>): void {
  let stores: SurveyStores;
  beforeEach(async () => {
    stores = await open();
  });

  const store = async (invitation: Invitation) => {
    const round = aRound({ status: 'opening', roundId: invitation.roundId });
    if ((await stores.rounds.find(round.programmeId, round.roundId)) === undefined) {
      await stores.rounds.add(round, aRecord());
    }
    const stored = await stores.rounds.find(round.programmeId, round.roundId);
    if (stored === undefined) throw new Error('the round is not there');
    const next = Round.parse({ ...stored, version: stored.version + 1 });
    expect(await stores.rounds.issue(next, [invitation], aRecord())).toBe('saved');
  };
  const key = { programmeId, roundId, organisationId: chiba };
  const save = (version: number, over: object = {}) => ({
    ...{ key, draft: aDraft(version), linkDigest: digestOf(`token|${chiba}|1`), today },
    ...over,
  });

  describe('rounds', () => {
    test('a round is found by programme and id, and by no other programme', async () => {
      const round = aRound({ status: 'draft' });
      expect(await stores.rounds.add(round, aRecord())).toBe('saved');
      expect(await stores.rounds.find(programmeId, roundId)).toEqual(round);
      expect(await stores.rounds.find(otherProgramme, roundId)).toBeUndefined();
      expect(await stores.rounds.add(round, aRecord())).toBe('changed-meanwhile');
    });

    test('rounds are listed newest first', async () => {
      const later = RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a99');
      await stores.rounds.add(aRound({ status: 'draft' }), aRecord());
      await stores.rounds.add(aRound({ status: 'draft', roundId: later, createdAt: now }), aRecord());
      expect((await stores.rounds.list(programmeId)).map((round) => round.roundId)).toEqual([later, roundId]);
      expect(await stores.rounds.list(otherProgramme)).toEqual([]);
    });

    const statuses = statusesOf<RoundStatus>(roundMoves);
    test.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))(
      'a round that is %s becomes %s only where the table of moves leads there',
      async (from, to) => {
        await stores.rounds.add(aRound({ status: from }), aRecord());
        const leads = from === to || (roundMoves[from] as readonly string[]).includes(to);
        const saved = await stores.rounds.replace(aRound({ status: to, version: 2 }), aRecord());
        expect(saved).toBe(leads ? 'saved' : 'changed-meanwhile');
        expect((await stores.rounds.find(programmeId, roundId))?.status).toBe(leads ? to : from);
      },
    );

    test('a stale version is refused', async () => {
      await stores.rounds.add(aRound({ status: 'draft', version: 3 }), aRecord());
      expect(await stores.rounds.replace(aRound({ status: 'opening', version: 3 }), aRecord())).toBe(
        'changed-meanwhile',
      );
      expect(await stores.rounds.replace(aRound({ status: 'opening', version: 4 }), aRecord())).toBe('saved');
    });

    test('what is heard twice has one effect', async () => {
      const id = '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c';
      await stores.rounds.add(aRound({ status: 'opening' }), aRecord());
      const next = aRound({ status: 'opening', version: 2, issuedSoFar: 1 });
      expect(await stores.rounds.issue(next, [anInvitation()], heard(id))).toBe('saved');
      expect(await stores.rounds.issue(next, [anInvitation()], heard(id))).toBe('heard-before');
      expect((await stores.rounds.find(programmeId, roundId))?.version).toBe(2);
    });

    test('an open round waits in the list of what is due until its last reminder has gone out', async () => {
      await stores.rounds.add(aRound({ status: 'opening', issuedSoFar: 1788 }), aRecord());
      const open = aRound({ status: 'open', version: 2 });
      await stores.rounds.replace(open, aRecord());
      // Nine in Tokyo on the first day of answers: which day a step falls on is reckoned every morning.
      const due = Instant.parse('2026-06-01T00:00:00.000Z');
      expect(await stores.rounds.withReminderDueBy(addMs(due, -1))).toEqual([]);
      expect(await stores.rounds.withReminderDueBy(due)).toEqual([open]);
      await stores.rounds.replace(aRound({ status: 'open', version: 3, reminderStepsDone: 2 }), aRecord());
      expect(await stores.rounds.withReminderDueBy(Instant.parse('2026-12-31T00:00:00.000Z'))).toEqual([]);
    });

    test('the mark of a later import of contacts stays', async () => {
      const mark = (importId: string, importedAt: string) => ({
        ...{ programmeId, importId: ImportId.parse(importId), organisations: 1788 },
        importedAt: Instant.parse(importedAt),
      });
      const nationalOrganisations = [{ organisationId: nationalOrganisationCode(1), name: '全国母子の会' }];
      const later = {
        ...mark('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a02', '2026-06-02T00:00:00.000Z'),
        nationalOrganisations,
      };
      const earlier = mark('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01', '2026-06-01T00:00:00.000Z');
      expect(await stores.rounds.findContacts(programmeId)).toBeUndefined();
      expect(await stores.rounds.markContacts(later, aRecord())).toBe('saved');
      expect(await stores.rounds.markContacts(earlier, aRecord())).toBe('saved');
      expect(await stores.rounds.findContacts(programmeId)).toEqual(later);
    });
  });

  describe('invitations', () => {
    test('an issued invitation is found by itself, by its link and by its code', async () => {
      const invitation = anInvitation();
      await store(invitation);
      expect(await stores.invitations.open(key)).toEqual({ invitation });
      expect(await stores.invitations.open({ ...key, programmeId: otherProgramme })).toBeUndefined();
      expect(await stores.invitations.findByLink(digestOf(`token|${chiba}|1`))).toMatchObject({
        organisationId: chiba,
      });
      expect(await stores.invitations.findByCode(digestOf(`code|${chiba}|1`))).toMatchObject({ organisationId: chiba });
      expect(await stores.invitations.findByLink(digestOf('another'))).toBeUndefined();
      const elsewhere = RoundId.parse('00000000-0000-4000-8000-0000000000aa');
      const listed = await stores.invitations.invitationsOf(programmeId, chiba, [elsewhere, roundId]);
      expect(listed.map((each) => [each.roundId, each.organisationId])).toEqual([[roundId, chiba]]);
    });

    test('the first draft moves an invited organisation to drafting', async () => {
      await store(anInvitation());
      expect(await stores.invitations.saveDraft(save(1), aRecord())).toBe('saved');
      const opened = await stores.invitations.open(key);
      expect(opened).toMatchObject({
        invitation: { status: 'drafting', draftedAt: now, version: 2 },
        draft: aDraft(1),
      });
      expect(await stores.invitations.list(programmeId, roundId, ['drafting'])).toHaveLength(1);
      expect(await stores.invitations.list(programmeId, roundId, ['invited'])).toEqual([]);
    });

    test('a draft that somebody else saved in between is not overwritten', async () => {
      await store(anInvitation());
      await stores.invitations.saveDraft(save(1), aRecord());
      const mine = save(2, { draft: aDraft(2, { hasDesk: 'no' }) });
      expect(await stores.invitations.saveDraft(mine, aRecord())).toBe('saved');
      expect(await stores.invitations.saveDraft(save(2), aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.saveDraft(save(1), aRecord())).toBe('changed-meanwhile');
      expect((await stores.invitations.open(key))?.draft?.answers).toEqual({ hasDesk: 'no' });
    });

    test('A5: a save of some fields leaves the others and their history as they are', async () => {
      await store(anInvitation());
      const first = aDraft(1, { hasDesk: 'yes', 'desks.0.name': '窓口', respondentSection: '課' });
      const changed = (names: readonly string[], at: string, delegation?: number) =>
        Object.fromEntries(names.map((name) => [name, { at, ...(delegation && { delegation }) }]));
      const by = changed(Object.keys(first.answers), now);
      await stores.invitations.saveDraft(save(1, { draft: SavedDraft.parse({ ...first, changes: by }) }), aRecord());
      const later = addMs(now, 60_000);
      const mine = SavedDraft.parse({
        ...aDraft(2, { 'desks.0.name': '窓口2', 'desks.0.openDays': ['月', '火'] }, later),
        changes: changed(['desks.0.name', 'desks.0.openDays', 'respondentSection'], later, 3),
      });
      const onlyFields = ['desks.0.name', 'desks.0.openDays', 'respondentSection'];
      const saved = save(2, { draft: mine, onlyFields });
      expect(await stores.invitations.saveDraft(saved, aRecord())).toBe('saved');
      expect((await stores.invitations.open(key))?.draft).toEqual({
        ...mine,
        answers: { hasDesk: 'yes', 'desks.0.name': '窓口2', 'desks.0.openDays': ['月', '火'] },
        changes: { ...by, ...mine.changes },
      });
      expect(await stores.invitations.saveDraft(saved, aRecord())).toBe('changed-meanwhile');
      const nothing = { draft: SavedDraft.parse({ ...aDraft(3, {}, later), changes: {} }), onlyFields: [] };
      expect(await stores.invitations.saveDraft(save(3, nothing), aRecord())).toBe('saved');
      expect((await stores.invitations.open(key))?.draft?.answers).toMatchObject({ hasDesk: 'yes' });
    });

    test.each([
      ['another link', { linkDigest: digestOf('another') }],
      ['a day before the first', { today: JstDate.parse('2026-05-31') }],
      ['a day after the closing day', { today: JstDate.parse('2026-07-11') }],
      ['another form', { draft: { ...aDraft(1), formVersion: 2 } }],
      ['another organisation', { key: { ...key, organisationId: sapporo } }],
    ])('a draft with %s is refused, the first as well as a later one', async (_, over) => {
      await store(anInvitation());
      expect(await stores.invitations.saveDraft(save(1, over), aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.saveDraft(save(1), aRecord())).toBe('saved');
      const draft = { ...aDraft(2), ...('draft' in over ? { formVersion: 2 } : {}) };
      expect(await stores.invitations.saveDraft(save(2, { ...over, draft }), aRecord())).toBe('changed-meanwhile');
    });

    test.each(['2026-06-01', '2026-07-10'])('the first and the closing day take drafts: %s', async (day) => {
      await store(anInvitation());
      expect(await stores.invitations.saveDraft(save(1, { today: JstDate.parse(day) }), aRecord())).toBe('saved');
    });

    test.each(statusesOf<InvitationStatus>(invitationMoves))(
      'whether a draft is taken follows the status: %s',
      async (status) => {
        await store(anInvitation({ status: 'invited' }));
        await stores.invitations.saveDraft(save(1), aRecord());
        let version = 2;
        const path: Record<InvitationStatus, readonly InvitationStatus[]> = {
          ...{ invited: [], drafting: [], submitted: ['submitted'] },
          ...{ returned: ['submitted', 'returned'], accepted: ['submitted', 'accepted'], exempt: ['exempt'] },
        };
        for (const next of path[status]) {
          version += 1;
          expect(await stores.invitations.replace(anInvitation({ status: next, version }), aRecord())).toBe('saved');
        }
        const takes = status === 'invited' || status === 'drafting' || status === 'returned';
        expect(await stores.invitations.saveDraft(save(2), aRecord())).toBe(takes ? 'saved' : 'changed-meanwhile');
      },
    );

    const statuses = statusesOf<InvitationStatus>(invitationMoves);
    test.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))(
      'an invitation that is %s becomes %s only where the table of moves leads there',
      async (from, to) => {
        await store(anInvitation({ status: from, version: 7 }));
        const leads = (invitationMoves[from] as readonly string[]).includes(to);
        const saved = await stores.invitations.replace(anInvitation({ status: to, version: 8 }), aRecord());
        expect(saved).toBe(leads ? 'saved' : 'changed-meanwhile');
        expect((await stores.invitations.open(key))?.invitation.status).toBe(leads ? to : from);
      },
    );

    test.each(statuses)('an amendment leaves what is %s as it is, and refuses a stale version', async (status) => {
      await store(anInvitation({ status, version: 7 }));
      const amended = anInvitation({ status, version: 8, dueOn: '2026-07-15', closesOn: '2026-07-15' });
      expect(await stores.invitations.amend(anInvitation({ status, version: 9 }), aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.amend(amended, aRecord())).toBe('saved');
      expect((await stores.invitations.open(key))?.invitation).toEqual(amended);
      const link = await stores.invitations.findByLink(digestOf(`token|${chiba}|1`));
      expect(link).toMatchObject({ dueOn: '2026-07-15' });
    });

    test('an amendment is none where the status moved meanwhile', async () => {
      await store(anInvitation({ status: 'submitted', version: 7 }));
      expect(await stores.invitations.amend(anInvitation({ status: 'drafting', version: 8 }), aRecord())).toBe(
        'changed-meanwhile',
      );
    });

    test('a submission keeps the response and tells the link that it is in', async () => {
      await store(anInvitation());
      await stores.invitations.saveDraft(save(1), aRecord());
      const invitation = anInvitation({ status: 'submitted', version: 3, submittedAt: now });
      expect(await stores.invitations.submit(invitation, aResponse(), 9, aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.submit(invitation, aResponse(), 1, aRecord())).toBe('saved');
      expect(await stores.invitations.open(key)).toEqual({ invitation, draft: aDraft(1), response: aResponse() });
      expect(await stores.invitations.findByLink(digestOf(`token|${chiba}|1`))).toMatchObject({ submittedAt: now });
      expect(await stores.invitations.submit(invitation, aResponse(), 1, aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.responsesOf(key)).toEqual([aResponse()]);
    });

    test('after a return the link no longer says that an answer is in, and the next response is the latest', async () => {
      await store(anInvitation());
      await stores.invitations.saveDraft(save(1), aRecord());
      await stores.invitations.submit(anInvitation({ status: 'submitted', version: 3 }), aResponse(), 1, aRecord());
      await stores.invitations.replace(anInvitation({ status: 'returned', version: 4 }), aRecord());
      expect(await stores.invitations.findByLink(digestOf(`token|${chiba}|1`))).not.toHaveProperty('submittedAt');
      const second = aResponse({ number: 2, responseId: `${roundId}-${chiba}-2` });
      const again = anInvitation({ status: 'submitted', version: 5, responses: 2 });
      expect(await stores.invitations.submit(again, second, 1, aRecord())).toBe('saved');
      expect((await stores.invitations.open(key))?.response).toEqual(second);
      expect(await stores.invitations.responsesOf(key)).toEqual([aResponse(), second]);
    });

    test('a renewed link takes the place of the revoked one, which is told as such', async () => {
      const before = anInvitation();
      await store(before);
      const [old, renewed] = [digestOf(`token|${chiba}|1`), digestOf(`token|${chiba}|2`)];
      const after = anInvitation({
        ...{ version: 2, linkGeneration: 2, linkDigests: [renewed], revokedLinkDigests: [old] },
        codeDigest: digestOf(`code|${chiba}|2`),
      });
      expect(await stores.invitations.relink(after, before, aRecord())).toBe('saved');
      expect(await stores.invitations.findByLink(old)).toMatchObject({ isRevoked: true });
      expect(await stores.invitations.findByCode(before.codeDigest)).toMatchObject({ isRevoked: true });
      expect(await stores.invitations.findByLink(renewed)).toMatchObject({ isRevoked: false });
      expect(await stores.invitations.saveDraft(save(1), aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.saveDraft(save(1, { linkDigest: renewed }), aRecord())).toBe('saved');
      expect(await stores.invitations.relink(after, before, aRecord())).toBe('changed-meanwhile');
    });

    test('a round lists its own invitations, by status and then by code', async () => {
      const otherRound = RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a99');
      await store(anInvitation({ organisationId: chiba }));
      await store(anInvitation({ organisationId: sapporo, status: 'submitted' }));
      await store(anInvitation({ organisationId: '131016' }));
      await store(anInvitation({ roundId: otherRound }));
      const codes = async (statuses?: readonly InvitationStatus[]) =>
        (await stores.invitations.list(programmeId, roundId, statuses)).map(({ organisationId }) => organisationId);
      expect(await codes()).toEqual([chiba, '131016', sapporo]);
      expect(await codes(['submitted', 'invited'])).toEqual([chiba, '131016', sapporo]);
      expect(await codes(['submitted'])).toEqual([sapporo]);
      expect(await codes(['returned'])).toEqual([]);
    });
  });

  describe('a newer version of the form', () => {
    const moved = (over: object) =>
      anInvitation({ formVersion: 2, formUpgrade: { fromVersion: 1, dueOn: '2026-07-03' }, ...over });

    test('A17: moves all of a chunk or none, and none that changed meanwhile', async () => {
      await store(anInvitation());
      await store(anInvitation({ organisationId: sapporo, status: 'submitted' }));
      const asked = { programmeId, roundId };
      expect(await stores.upgrades.invitationsOf(asked, [chiba, sapporo, '131016' as never])).toHaveLength(2);
      const both = [moved({ version: 2 }), moved({ organisationId: sapporo, status: 'returned', version: 2 })];
      expect(await stores.upgrades.move(both, aRecord())).toBe('changed-meanwhile');
      expect((await stores.invitations.open(key))?.invitation.formVersion).toBe(1);
      const right = [moved({ version: 2 }), moved({ organisationId: sapporo, status: 'submitted', version: 2 })];
      expect(await stores.upgrades.move(right, aRecord())).toBe('saved');
      expect((await stores.invitations.open(key))?.invitation).toEqual(right[0]);
      expect(await stores.upgrades.move(right, aRecord())).toBe('changed-meanwhile');
    });

    test('A17: the rest of an answer is a further response beside a status that stays', async () => {
      await store(anInvitation());
      await stores.invitations.saveDraft(save(1), aRecord());
      const submitted = anInvitation({ status: 'submitted', version: 3 });
      await stores.invitations.submit(submitted, aResponse(), 1, aRecord());
      const second = aResponse({ number: 2, responseId: `${roundId}-${chiba}-2` });
      const next = moved({ status: 'submitted', version: 4, responses: 2 });
      expect(await stores.invitations.supplement(next, second, aDraft(3), aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.supplement(next, second, aDraft(2), aRecord())).toBe('saved');
      expect(await stores.invitations.open(key)).toEqual({ invitation: next, draft: aDraft(2), response: second });
      expect(await stores.invitations.responsesOf(key)).toEqual([aResponse(), second]);
      expect(await stores.invitations.supplement(next, second, aDraft(2), aRecord())).toBe('changed-meanwhile');
    });
  });

  describe('what is known from before', () => {
    const opened = anInvitation({ status: 'submitted', version: 7 });
    const accepted = anInvitation({ status: 'accepted', version: 8 });

    test('M03: is corrected with its copies, and not where it was answered or corrected anew meanwhile', async () => {
      await store(opened);
      const before = knownAnswers();
      await stores.invitations.accept(accepted, before, aRecord());
      const after = { ...before, answers: { hasDesk: 'yes' }, directoryVersion: 2 };
      const copies = [{ roundId, known: after }];
      expect(await stores.knownAnswers.correct([{ before, after }], copies, aRecord())).toBe('saved');
      expect(await stores.knownAnswers.of(programmeId, 'consultation-desks', [chiba])).toEqual([after]);
      expect((await stores.invitations.open(key))?.known).toEqual(after);
      expect(await stores.knownAnswers.correct([{ before, after }], copies, aRecord())).toBe('changed-meanwhile');
      const next = { ...after, answers: { hasDesk: 'no' }, directoryVersion: 3 };
      expect(await stores.knownAnswers.correct([{ before: after, after: next }], [], aRecord())).toBe('saved');
    });

    test('A13: is kept with the acceptance, the last one for each form, and found for many at once', async () => {
      await store(opened);
      expect(await stores.invitations.accept(accepted, knownAnswers(), aRecord())).toBe('saved');
      const find = (form = 'consultation-desks') => stores.knownAnswers.of(programmeId, form, [sapporo, chiba]);
      expect(await find()).toEqual([knownAnswers()]);
      expect([
        await find('another'),
        await stores.knownAnswers.of(otherProgramme, 'consultation-desks', [chiba]),
      ]).toEqual([[], []]);
      const stale = knownAnswers({ answers: { hasDesk: 'yes' } });
      expect(await stores.invitations.accept(accepted, stale, aRecord())).toBe('changed-meanwhile');
      expect(await find()).toEqual([knownAnswers()]);
    });

    test('A13: a copy lies beside the invitation of its round alone, and is written again without harm', async () => {
      await store(anInvitation());
      for (let hearing = 0; hearing < 2; hearing += 1) {
        expect(await stores.knownAnswers.copyInto(roundId, [knownAnswers()], aRecord())).toBe('saved');
      }
      expect(await stores.invitations.open(key)).toEqual({ invitation: anInvitation(), known: knownAnswers() });
      expect(await stores.invitations.responsesOf(key)).toEqual([]);
    });
  });

  describe('delegations', () => {
    const byLink = digestOf(`token|${chiba}|1`);
    const add = (delegation = aDelegation(), over: object = {}) =>
      stores.delegations.add(
        { delegation, deposit: aDeposit({ number: delegation.number }), byLink, today, ...over },
        aRecord(),
      );
    const linkDigest = digestOf(`delegate|${chiba}|1`);
    const shared = (version: number, over: object = {}) =>
      save(version, { linkDigest, delegation: { number: 1 }, ...over });

    test('A9: a delegation is found under its invitation and by its own link, which says what the invitation says', async () => {
      await store(anInvitation());
      expect(await add(aDelegation({ formSections: ['desks-section'] }))).toBe('saved');
      const opened = await stores.invitations.open(key);
      expect(opened?.delegations).toEqual([aDelegation({ formSections: ['desks-section'] })]);
      expect(opened?.invitation).toMatchObject({ status: 'invited', attendedAt: now });
      const delegation = { number: 1, formSections: ['desks-section'] };
      expect(await stores.invitations.findByLink(linkDigest)).toMatchObject({
        delegation,
        isRevoked: false,
        dueOn: '2026-06-30',
      });
      await stores.invitations.saveDraft(save(1), aRecord());
      const submitted = anInvitation({ status: 'submitted', version: 3, submittedAt: now });
      await stores.invitations.submit(submitted, aResponse(), 1, aRecord());
      expect(await stores.invitations.findByLink(linkDigest)).toMatchObject({ delegation, submittedAt: now });
    });

    test.each([
      ['a number that is taken', 2, {}],
      ['a link that does not open', 1, { byLink: digestOf('another') }],
      ['a day after the closing day', 1, { today: JstDate.parse('2026-07-11') }],
    ])('A9: with %s nothing is shared', async (_, times, over) => {
      await store(anInvitation());
      for (let before = 1; before < times; before += 1) expect(await add()).toBe('saved');
      expect(await add(aDelegation(), over)).toBe('changed-meanwhile');
    });

    test('A9: an answer that is in is shared with nobody more', async () => {
      await store(anInvitation({ status: 'submitted' }));
      expect(await add()).toBe('changed-meanwhile');
    });

    test('A9: a colleague saves by the own link what it may change, and not under another claim or link', async () => {
      await store(anInvitation());
      await add(aDelegation({ formSections: ['desks-section'] }));
      const claim = (formSections?: readonly string[], number = 1) => ({ delegation: { number, formSections } });
      expect(await stores.invitations.saveDraft(shared(1), aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.saveDraft(shared(1, claim(['groups-section'])), aRecord())).toBe(
        'changed-meanwhile',
      );
      expect(await stores.invitations.saveDraft(shared(1, claim(['desks-section'], 2)), aRecord())).toBe(
        'changed-meanwhile',
      );
      expect(await stores.invitations.saveDraft(save(1, { linkDigest }), aRecord())).toBe('changed-meanwhile');
      const stolen = { ...claim(['desks-section']), linkDigest: byLink };
      expect(await stores.invitations.saveDraft(shared(1, stolen), aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.saveDraft(shared(1, claim(['desks-section'])), aRecord())).toBe('saved');
      expect((await stores.invitations.open(key))?.invitation.status).toBe('drafting');
    });

    const statuses = statusesOf<DelegationStatus>(delegationMoves);
    test.each(statuses.flatMap((from) => (['revoked', 'declined'] as const).map((to) => [from, to] as const)))(
      'AC-T7: a delegation that is %s becomes %s only where the table of moves leads there; the draft stays',
      async (from, to) => {
        await store(anInvitation());
        await add();
        await add(aDelegation({ number: 2 }));
        await stores.invitations.saveDraft(save(1), aRecord());
        if (from !== 'active') await stores.delegations.end(aDelegation({ status: from }), byLink, aRecord());
        const leads = (delegationMoves[from] as readonly string[]).includes(to);
        const ended = await stores.delegations.end(aDelegation({ status: to }), undefined, aRecord());
        expect(ended).toBe(leads ? 'saved' : 'changed-meanwhile');
        const opened = await stores.invitations.open(key);
        expect(opened?.delegations?.map(({ status }) => status)).toEqual([leads ? to : from, 'active']);
        expect(await stores.invitations.findByLink(linkDigest)).toMatchObject({ isRevoked: true });
        expect(await stores.invitations.saveDraft(shared(2), aRecord())).toBe('changed-meanwhile');
        const other = { linkDigest: digestOf(`delegate|${chiba}|2`), delegation: { number: 2 } };
        expect(await stores.invitations.saveDraft(save(2, other), aRecord())).toBe('saved');
      },
    );

    test('AC-N2: what is heard of the mail is kept while the delegation stands, and does not bring an ended one back', async () => {
      await store(anInvitation());
      await add();
      const noted = { ...aDelegation(), mail: { hasArrived: false, version: 4 } };
      expect(await stores.delegations.noteMail(noted, aRecord())).toBe('saved');
      expect((await stores.invitations.open(key))?.delegations).toEqual([noted]);
      const revoked = aDelegation({ status: 'revoked' });
      await stores.delegations.end(revoked, byLink, aRecord());
      expect(await stores.delegations.noteMail(noted, aRecord())).toBe('changed-meanwhile');
      expect((await stores.invitations.open(key))?.delegations).toEqual([revoked]);
    });

    test('AC-T7: only a link that opens the invitation revokes', async () => {
      await store(anInvitation());
      await add();
      const revoked = aDelegation({ status: 'revoked' });
      expect(await stores.delegations.end(revoked, digestOf('another'), aRecord())).toBe('changed-meanwhile');
      expect(await stores.delegations.end(revoked, byLink, aRecord())).toBe('saved');
    });

    test('A9: a hand-over renews the link and leaves draft and colleagues as they are', async () => {
      const before = anInvitation();
      await store(before);
      await add();
      const stored = await stores.invitations.open(key);
      const [old, renewed] = [digestOf(`token|${chiba}|1`), digestOf(`token|${chiba}|2`)];
      const after = anInvitation({
        ...{ version: 2, linkGeneration: 2, linkDigests: [renewed], revokedLinkDigests: [old] },
        ...{ codeDigest: digestOf(`code|${chiba}|2`), attendedAt: now },
      });
      const deposit = aDeposit({ purpose: 'hand-over', number: 2 });
      expect(await stores.handOvers.handOver(after, before, deposit, aRecord())).toBe('saved');
      expect(await stores.handOvers.handOver(after, before, deposit, aRecord())).toBe('changed-meanwhile');
      expect(await stores.invitations.open(key)).toEqual({ invitation: after, delegations: stored?.delegations });
      expect(await stores.invitations.findByLink(old)).toMatchObject({ isRevoked: true });
      expect(await stores.invitations.findByLink(renewed)).toMatchObject({ isRevoked: false });
      expect(await stores.invitations.findByLink(linkDigest)).toMatchObject({ isRevoked: false });
    });
  });

  describe('attempts at typed codes', () => {
    test('the eleventh within the run is locked, for fifteen minutes from the tenth, and no other code with it', async () => {
      for (let attempt = 0; attempt < 10; attempt += 1) {
        expect(await stores.attempts.take(chiba, addMs(now, attempt * 60_000))).toBe('go-on');
      }
      const tenth = addMs(now, 9 * 60_000);
      expect(await stores.attempts.take(chiba, addMs(tenth, 14 * 60_000))).toBe('locked');
      expect(await stores.attempts.take(sapporo, tenth)).toBe('go-on');
      expect(await stores.attempts.take(chiba, addMs(tenth, 15 * 60_000))).toBe('go-on');
      expect(await stores.attempts.take(chiba, addMs(tenth, 16 * 60_000))).toBe('go-on');
    });

    test('fifty guesses at once are still ten', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => stores.attempts.take(chiba, now)));
      expect(answers.filter((answer) => answer === 'go-on')).toHaveLength(10);
    });

    test('a right code clears the run', async () => {
      for (let attempt = 0; attempt < 9; attempt += 1) await stores.attempts.take(chiba, now);
      await stores.attempts.clear(chiba);
      for (let attempt = 0; attempt < 10; attempt += 1) expect(await stores.attempts.take(chiba, now)).toBe('go-on');
      expect(await stores.attempts.take(chiba, now)).toBe('locked');
    });
  });
}
