/** What the API answers of rounds, invitations, responses and collations. */
import * as z from 'zod';
import { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { Instant, JstDate } from '../../../shared/kernel/time.ts';
import { Submission } from '../../../shared/programmes/form-submission.ts';
import { CollationId, type CollationRequest, Unencodable } from '../../../shared/surveys/collation-request.ts';
import type { OrganisationProgress, StatusCounts } from '../../../shared/surveys/list-round-progress.ts';
import type { ReadResponse } from '../../../shared/surveys/read-response.ts';
import type { Round } from '../../../shared/surveys/round.ts';
import type { RoundWatch } from '../../../shared/surveys/watch-round.ts';

const InvitationState = z.enum(['not-issued', 'invited', 'drafting', 'submitted', 'returned', 'accepted', 'exempt']);

export const RoundBody = z.object({
  roundId: RoundId,
  title: z.string(),
  status: z.enum(['draft', 'cancelled', 'opening', 'open', 'closed']),
  formId: z.string(),
  formVersion: z.int(),
  opensOn: JstDate,
  dueOn: JstDate,
  nominalDueOn: JstDate.optional(),
  closesOn: JstDate,
  reminderPlan: z.array(z.int()),
  reminderStepsDone: z.int(),
  issuedSoFar: z.int(),
  organisations: z.int(),
  /** 事前のお知らせ; absent where the round was not announced. */
  announcement: z
    .object({ at: Instant, times: z.int(), organisations: z.int(), opensOn: JstDate, dueOn: JstDate, moved: z.int() })
    .optional(),
  createdAt: Instant,
});

export function roundBodyOf(round: Round): z.input<typeof RoundBody> {
  return RoundBody.parse(round);
}

const Counts = z.object({
  'not-issued': z.int(),
  invited: z.int(),
  drafting: z.int(),
  submitted: z.int(),
  returned: z.int(),
  accepted: z.int(),
  exempt: z.int(),
});

export const ProgressBody = z.object({
  roundId: RoundId,
  total: z.int(),
  late: z.int(),
  counts: Counts,
  /** Organisations whose mail arrived, and those that no mail reaches. */
  delivered: z.int(),
  unreachable: z.int(),
  prefectures: z.array(
    z.object({ prefecture: z.string(), total: z.int(), counts: Counts, delivered: z.int(), unreachable: z.int() }),
  ),
  /** Of all organisations, how many had come so far by the end of each day. */
  days: z.array(z.object({ on: JstDate, delivered: z.int(), started: z.int(), submitted: z.int(), accepted: z.int() })),
  /** A denominator of their own; the figures above are of local governments. */
  nationalOrganisations: z.object({ total: z.int(), late: z.int(), counts: Counts }).optional(),
});

export function progressBodyOf(watch: RoundWatch) {
  const { round, total, late, counts, delivered, unreachable, byPrefecture, days, nationalOrganisations } = watch;
  const prefectures = [...byPrefecture].map(([prefecture, figures]) => ({ prefecture, ...figures }));
  const figures = { roundId: round.roundId, total, late, counts, delivered, unreachable, prefectures, days };
  return nationalOrganisations === undefined ? figures : { ...figures, nationalOrganisations };
}

export const InvitationBody = z.object({
  organisationId: OrganisationId,
  organisationName: z.string(),
  prefecture: z.string().optional(),
  status: InvitationState,
  isLate: z.boolean(),
  dueOn: JstDate.optional(),
  submittedAt: Instant.optional(),
  version: z.int().optional(),
});

export function invitationBodyOf({ recipient, invitation, isLate }: OrganisationProgress) {
  const { organisationId, name, prefecture } = recipient;
  const status = invitation?.status ?? 'not-issued';
  const base = { organisationId, organisationName: name, prefecture, status, isLate };
  if (invitation === undefined) return base;
  const submittedAt = 'submittedAt' in invitation ? invitation.submittedAt : undefined;
  return { ...base, dueOn: invitation.dueOn, submittedAt, version: invitation.version };
}

export const ResponseBody = z.object({
  roundId: RoundId,
  organisationId: OrganisationId,
  organisationName: z.string(),
  status: InvitationState.exclude(['not-issued']),
  /** The version to send with an acceptance or a return. */
  version: z.int(),
  response: z
    .object({
      number: z.int(),
      referenceNumber: z.string(),
      submittedAt: Instant,
      submission: Submission,
    })
    .optional(),
});

export function responseBodyOf({ invitation, response }: ReadResponse) {
  const { roundId, organisationId, organisationName, status, version } = invitation;
  const base = { roundId, organisationId, organisationName, status, version };
  if (response === undefined) return base;
  const { number, referenceNumber, submittedAt, submission } = response;
  return { ...base, response: { number, referenceNumber, submittedAt, submission } };
}

export const CollationBody = z.object({
  roundId: RoundId,
  collationId: CollationId,
  status: z.enum(['requested', 'done']),
  requestedAt: Instant,
  organisations: z.int().optional(),
  answered: z.int().optional(),
  rows: z.int().optional(),
  unencodable: z.array(Unencodable).optional(),
  /** Each address gives the file to whoever holds it, for five minutes. */
  files: z.array(z.object({ name: z.string(), url: z.string() })).optional(),
});

export function collationBodyOf(collation: CollationRequest) {
  const { programmeId: _, ...body } = collation;
  return body;
}

/** Submitted or accepted: an answer that was sent back is not in. */
export function answeredOf(counts: StatusCounts): number {
  return counts.submitted + counts.accepted;
}

/** Nothing was submitted, begun or not. */
export function unansweredOf(counts: StatusCounts): number {
  return counts['not-issued'] + counts.invited + counts.drafting;
}
