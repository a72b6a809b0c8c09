/**
 * 事前のお知らせ: somebody decides that a planned round is announced by mail, weeks ahead, so that dead addresses are found
 * before the survey. One event for each thirty organisations, all in one transaction with the round: either all are told
 * or none, and there is no job that could stop half-way. Nobody gets it twice; a later announcement is for those whom no
 * earlier one reached, which who keeps the addresses knows. Where the days were moved meanwhile, everybody is told anew.
 */
import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { RoundAnnounced } from '../../events/round-announced.v1.ts';
import { isPastDue } from '../calendar/due-rule.ts';
import type { Cause } from '../kernel/change.ts';
import { inChunks } from '../kernel/chunks.ts';
import { type OrganisationId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  type AskingRefusal,
  askingByContacts,
  type DraftRoundRefusal,
  findDraft,
  withNationalOrganisations,
} from './draft-round.ts';
import { isAnnouncementOutdated, mostAnnouncements, type Round } from './round.ts';
import type { ContactsMark, RoundRepository } from './round-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';

export interface AnnounceRoundDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'findContacts' | 'replace'>;
  readonly programmes: Pick<SurveyProgrammes, 'recipientsOf' | 'asksNationalOrganisations'>;
}

export type AnnounceRoundRefusal =
  | DraftRoundRefusal
  | AskingRefusal
  | { readonly kind: 'due-day-over' }
  | { readonly kind: 'announced-too-often' }
  | { readonly kind: 'changed-meanwhile' };

/** `time`: which announcement it is, from 1. `organisations`: how many the round will ask. */
export const RoundAnnouncement = z
  .object({ roundId: RoundId, time: z.int().min(1), organisations: z.int().min(1) })
  .readonly();
export type RoundAnnouncement = z.infer<typeof RoundAnnouncement>;

/** The state and the largest round (1,788 and 300 全国団体) make 70 events, of the 100 rows that a transaction takes. */
const organisationsAtOnce = 30;

export async function announceRound(
  { rounds, programmes }: AnnounceRoundDeps,
  input: { readonly roundId: RoundId },
  cause: Cause,
): Promise<Result<RoundAnnouncement, AnnounceRoundRefusal>> {
  const found = await findDraft(rounds, cause.programmeId, input.roundId);
  if (!found.ok) return found;
  const round = found.value;
  if (isPastDue(round.dueOn, cause.at)) return refuse({ kind: 'due-day-over' });
  const time = (round.announcement?.times ?? 0) + 1;
  if (time > mostAnnouncements) return refuse({ kind: 'announced-too-often' });
  const asking = await askingByContacts({ rounds, programmes }, round);
  if (!asking.ok) return asking;
  const recipients = programmes.recipientsOf(asking.value).map(({ organisationId }) => organisationId);
  const { opensOn, dueOn } = round;
  const moved = (round.announcement?.moved ?? 0) + (isAnnouncementOutdated(round) ? 1 : 0);
  const announcement = { at: cause.at, times: time, organisations: recipients.length, opensOn, dueOn, moved };
  const result = { roundId: round.roundId, time, organisations: recipients.length };
  const saved = await rounds.replace(
    { ...round, announcement, version: round.version + 1 },
    {
      ...{ cause, result },
      audit: {
        action: 'announce-round',
        target: `round/${round.roundId}`,
        detail: { time, moved, organisations: recipients.length },
      },
      events: inChunks(recipients, organisationsAtOnce).map((organisations) =>
        announced(round, { time, moved }, organisations),
      ),
    },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

/** Of whom the round asks by the contact list of now; without 全国団体 where the list has none any more. */
export function announcedChunks(
  programmes: AnnounceRoundDeps['programmes'],
  round: Round,
  contacts: ContactsMark | undefined,
): readonly OrganisationId[][] {
  const asking = (contacts && withNationalOrganisations(programmes, round, contacts)) ?? round;
  const recipients = programmes.recipientsOf(asking).map(({ organisationId }) => organisationId);
  return inChunks(recipients, organisationsAtOnce);
}

function announced(
  { roundId, title, opensOn, dueOn }: Round,
  { time, moved }: { readonly time: number; readonly moved: number },
  organisations: OrganisationId[],
) {
  const about = { roundId, surveyTitle: title, opensOn, dueOn, time, organisations };
  return happened(RoundAnnounced, moved === 0 ? about : { ...about, moved });
}
