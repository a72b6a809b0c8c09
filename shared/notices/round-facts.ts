/**
 * What notices need to know of a round, as its events have told: how many were asked, who has answered or need not. One row per
 * round and one per organisation, each with the version of what it tells, so that events may come in any order.
 */
import * as z from 'zod';
import type { ChangeRecord, Saved } from '../kernel/change.ts';
import { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { addDays, Instant, JstDate } from '../kernel/time.ts';

export const RoundFact = z.object({
  programmeId: ProgrammeId,
  roundId: RoundId,
  surveyTitle: z.string().max(120),
  dueOn: JstDate,
  /** Of both kinds together. */
  organisations: z.int().min(1),
  /** 全国団体 among them. */
  nationalOrganisations: z.int().min(0).optional(),
  openedAt: Instant,
});
export type RoundFact = z.infer<typeof RoundFact>;

export const AnswerFact = z.object({
  programmeId: ProgrammeId,
  roundId: RoundId,
  organisationId: OrganisationId,
  /** `open`: returned or taken back, so that an answer is wanted again. `exempt`: none is wanted. */
  status: z.enum(['submitted', 'accepted', 'open', 'exempt']),
  /** When that happened. */
  at: Instant,
  /** Of the invitation; a later one overrules an earlier one. */
  version: z.int().min(1),
});
export type AnswerFact = z.infer<typeof AnswerFact>;

/** The summary goes on for so long after the due day, for the late answers; then the round is history. */
const followedDays = 60;

export function isFollowed(round: RoundFact, today: JstDate): boolean {
  return today <= addDays(round.dueOn, followedDays);
}

export interface RoundFacts {
  rounds(programmeId: ProgrammeId): Promise<readonly RoundFact[]>;
  /** Absent before the round is open. */
  roundOf(programmeId: ProgrammeId, roundId: RoundId): Promise<RoundFact | undefined>;
  answers(programmeId: ProgrammeId, roundId: RoundId): Promise<readonly AnswerFact[]>;
  answerOf(programmeId: ProgrammeId, roundId: RoundId, organisationId: OrganisationId): Promise<AnswerFact | undefined>;
  addRound(round: RoundFact, record: ChangeRecord): Promise<Saved>;
  /** `changed-meanwhile` where a version as new is there. */
  saveAnswer(answer: AnswerFact, record: ChangeRecord): Promise<Saved>;
}
