/**
 * The two levels of an answer's approval: the organisation approves it by submitting, the body by accepting. No level
 * stands above the body, so that none has to wait for all its children: a round closes by its day.
 */
import { expect, test } from 'vitest';
import { statusesOf } from '../../../shared/kernel/moves.ts';
import { acceptResponse } from '../../../shared/surveys/accept-response.ts';
import { type InvitationStatus, invitationMoves } from '../../../shared/surveys/invitation.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { readResponse } from '../../../shared/surveys/read-response.ts';
import { recallResponse } from '../../../shared/surveys/recall-response.ts';
import { returnResponse } from '../../../shared/surveys/return-response.ts';
import {
  aCause,
  anInvitation,
  chiba,
  digestOf,
  now,
  programmeId,
  programmesWith,
  roundId,
  sapporo,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';

const key = { programmeId, roundId, organisationId: chiba };
const session = { key, linkDigest: digestOf(`token|${chiba}|1`) };
const statuses = statusesOf<InvitationStatus>(invitationMoves);

async function ladderAt(status: InvitationStatus) {
  const surveys = new InMemorySurveys();
  await openedRound(surveys, [anInvitation({ organisationId: sapporo }), anInvitation({ status })]);
  const { invitations } = surveys;
  const deps = { invitations, programmes: programmesWith(twoRecipients), readLog: { write: async () => undefined } };
  const versionOf = async () => (await invitations.open(key))?.invitation.version ?? 0;
  const one = { roundId, organisationId: chiba };
  return {
    mode: async () => {
      const opened = await openForm(deps, session, now);
      return opened.ok ? opened.value.mode : opened.refusal.kind;
    },
    recall: async () => outcomeOf(await recallResponse({ invitations }, session, aCause())),
    read: () => readResponse(deps, { ...one, acceptedOnly: false }, aCause()),
    accept: async () => outcomeOf(await acceptResponse(deps, { ...one, ifVersion: await versionOf() }, aCause())),
    sendBack: async () => {
      const asked = {
        ...one,
        ifVersion: await versionOf(),
        reason: '確認してください。',
        dueOn: '2026-07-15',
        comments: {},
      };
      return outcomeOf(await returnResponse(deps, asked, aCause()));
    },
  };
}

function outcomeOf(
  result: { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly kind: string } },
) {
  return result.ok ? 'done' : result.refusal.kind;
}

test('AC-D6: submitting locks the answer, taking it back unlocks it', async () => {
  const ladder = await ladderAt('submitted');
  expect(await ladder.mode()).not.toBe('answer');
  expect(await ladder.recall()).toBe('done');
  expect(await ladder.mode()).toBe('answer');
});

test('AC-D6: once the body has opened it the organisation cannot take it back, and the body can unlock it by returning it', async () => {
  const ladder = await ladderAt('submitted');
  await ladder.read();
  expect(await ladder.recall()).toBe('opened-for-review');
  expect(await ladder.sendBack()).toBe('done');
  expect(await ladder.mode()).toBe('answer');
});

test('AC-D6: what the body has accepted neither level takes back', async () => {
  const ladder = await ladderAt('submitted');
  expect(await ladder.accept()).toBe('done');
  expect(await ladder.recall()).toBe('already-accepted');
  expect(await ladder.sendBack()).toBe('response-not-submitted');
  expect(await ladder.mode()).not.toBe('answer');
});

test.each(statuses.filter((status) => status !== 'submitted'))(
  'AC-D6: the body accepts nothing that the organisation has not approved: what is %s stays so',
  async (status) => {
    const ladder = await ladderAt(status);
    expect(await ladder.accept()).toBe('response-not-submitted');
  },
);
