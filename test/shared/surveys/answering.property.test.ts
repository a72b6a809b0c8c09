/** Whatever officers and staff do, in whatever order: moves stay in the table, and nothing acknowledged is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CommandId } from '../../../shared/kernel/ids.ts';
import { mayMove } from '../../../shared/kernel/moves.ts';
import { addMs, type Instant } from '../../../shared/kernel/time.ts';
import type { Draft } from '../../../shared/programmes/form-draft.ts';
import { acceptResponse } from '../../../shared/surveys/accept-response.ts';
import { invitationMoves } from '../../../shared/surveys/invitation.ts';
import { returnResponse } from '../../../shared/surveys/return-response.ts';
import { revokeLink } from '../../../shared/surveys/revoke-link.ts';
import { saveDraft } from '../../../shared/surveys/save-draft.ts';
import { submitResponse } from '../../../shared/surveys/submit-response.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import {
  aCause,
  anInvitation,
  aRecord,
  aRound,
  chiba,
  completeAnswers,
  countedIds,
  digestOf,
  fakeLinks,
  now,
  programmeId,
  programmesWith,
  roundId,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };
const programmes = programmesWith(twoRecipients);

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('save' as const), device: fc.nat(1), text: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reload' as const), device: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('submit' as const), device: fc.nat(1), command: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('accept' as const, 'return' as const, 'revoke' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.nat(8) }) },
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** The house, two devices with the version that each has seen, and what a person would remember. */
class Play {
  readonly surveys = new InMemorySurveys();
  readonly #ids = countedIds();
  readonly #seen = [0, 0];
  #at: Instant = now;
  #generation = 1;
  /** The answers that were acknowledged last, and how many submissions were. */
  acknowledged: Draft | undefined;
  readonly receipts = new Set<string>();

  async start(): Promise<void> {
    await this.surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
    await this.surveys.rounds.issue(aRound({ status: 'opening', version: 2 }), [anInvitation()], aRecord());
    await this.surveys.rounds.replace(aRound({ status: 'open', version: 3 }), aRecord());
  }

  async do(step: Act): Promise<void> {
    const deps = { ...this.surveys, programmes, ids: this.#ids, links: fakeLinks };
    const session = { key, linkDigest: digestOf(`token|${chiba}|${this.#generation}`) };
    const organisation = causeOfOrganisation(session, { at: this.#at, requestId: 'r' });
    const staff = aCause({ at: this.#at });
    const ifVersion = (await this.surveys.invitations.open(key))?.invitation.version ?? 0;
    switch (step.kind) {
      case 'save': {
        const seenVersion = this.#seen[step.device] ?? 0;
        const fields = { ...completeAnswers, respondentSection: `課${step.text}` };
        const input = { formId: 'consultation-desks', formVersion: 1, fields, seenVersion };
        const saved = await saveDraft(deps, session, input, organisation);
        if (!saved.ok) return;
        this.#seen[step.device] = saved.value.version;
        this.acknowledged = saved.value.answers;
        return;
      }
      case 'reload':
        this.#seen[step.device] = (await this.surveys.invitations.open(key))?.draft?.version ?? 0;
        return;
      case 'submit': {
        const input = {
          seenVersion: this.#seen[step.device] ?? 0,
          command: CommandId.parse(`command-${step.command}`),
        };
        const submitted = await submitResponse(deps, session, input, organisation);
        if (submitted.ok) this.receipts.add(submitted.value.referenceNumber);
        return;
      }
      case 'accept':
        await acceptResponse(deps, { roundId, organisationId: chiba, ifVersion }, staff);
        return;
      case 'return': {
        const back = { roundId, organisationId: chiba, ifVersion, reason: '確認', dueOn: '2026-07-31' };
        await returnResponse(deps, back, staff);
        return;
      }
      case 'revoke': {
        const revoked = await revokeLink(deps, { roundId, organisationId: chiba }, staff);
        if (revoked.ok) this.#generation = revoked.value.linkGeneration;
        return;
      }
      case 'wait':
        this.#at = addMs(this.#at, step.days * 86_400_000);
    }
  }
}

test('moves never leave the table, no acknowledged draft is overwritten unseen, every receipt has its response', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (steps) => {
      const play = new Play();
      await play.start();
      for (const step of steps) {
        const before = await play.surveys.invitations.open(key);
        await play.do(step);
        const after = await play.surveys.invitations.open(key);
        const [from, to] = [before?.invitation.status ?? 'invited', after?.invitation.status ?? 'invited'];
        expect(from === to || mayMove(invitationMoves, from, to), `${from} -> ${to}`).toBe(true);
        expect((after?.draft?.version ?? 0) - (before?.draft?.version ?? 0)).toBeOneOf([0, 1]);
        expect(after?.draft?.answers).toEqual(play.acknowledged);
      }
      const responses = await play.surveys.invitations.responsesOf(key);
      expect(new Set(responses.map(({ referenceNumber }) => referenceNumber))).toEqual(play.receipts);
      expect(responses.map(({ number }) => number)).toEqual(responses.map((_, place) => place + 1));
    }),
    { numRuns: 200 },
  );
});
