/** What the digests count, taken from the round's events. */
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

const actions = { accepted: 'record-acceptance', open: 'record-recall' } as const;

/**
 * An acceptance, or that an answer was taken back; one that is older than what is known changes nothing. Throws where
 * another came in this moment.
 */
export async function recordAnswerState(
  { facts }: { readonly facts: Pick<RoundFacts, 'answerOf' | 'saveAnswer'> },
  told: Omit<AnswerFact, 'programmeId' | 'status'> & { readonly status: keyof typeof actions },
  cause: Cause,
): Promise<void> {
  const { roundId, organisationId, version, status } = told;
  const known = await facts.answerOf(cause.programmeId, roundId, organisationId);
  if (known !== undefined && known.version >= version) return;
  const answer: AnswerFact = { ...told, programmeId: cause.programmeId };
  const target = `round/${roundId}/organisation/${organisationId}`;
  const saved = await facts.saveAnswer(answer, {
    cause,
    audit: { action: actions[status], target, detail: { version } },
    events: [],
  });
  if (saved === 'changed-meanwhile') throw new Error('a newer state of the answer came meanwhile');
}
