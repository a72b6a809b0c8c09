/** What the weekly summary counts, taken from the round's events. */
import type { Cause } from '../kernel/change.ts';
import type { AnswerFact, RoundFact, RoundFacts } from './round-facts.ts';

export async function recordRound(
  { facts }: { readonly facts: Pick<RoundFacts, 'addRound'> },
  round: Omit<RoundFact, 'programmeId'>,
  cause: Cause,
): Promise<void> {
  await facts.addRound(
    { ...round, programmeId: cause.programmeId },
    {
      cause,
      audit: {
        action: 'record-round',
        target: `round/${round.roundId}`,
        detail: { organisations: round.organisations },
      },
      events: [],
    },
  );
}

/** An acceptance; one that is older than what is known changes nothing. Throws where another came in this moment. */
export async function recordAcceptance(
  { facts }: { readonly facts: Pick<RoundFacts, 'answerOf' | 'saveAnswer'> },
  accepted: Omit<AnswerFact, 'programmeId' | 'status'>,
  cause: Cause,
): Promise<void> {
  const { roundId, organisationId, version } = accepted;
  const known = await facts.answerOf(cause.programmeId, roundId, organisationId);
  if (known !== undefined && known.version >= version) return;
  const answer: AnswerFact = { ...accepted, programmeId: cause.programmeId, status: 'accepted' };
  const target = `round/${roundId}/organisation/${organisationId}`;
  const saved = await facts.saveAnswer(answer, {
    cause,
    audit: { action: 'record-acceptance', target, detail: { version } },
    events: [],
  });
  if (saved === 'changed-meanwhile') throw new Error('a newer state of the answer came meanwhile');
}
