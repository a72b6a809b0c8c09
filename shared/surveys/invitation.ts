/**
 * An invitation (回答依頼): what one organisation is asked in one round, and how far its answer has come.
 *
 * Nuances: it copies title, form and days of its round, so that opening the form is one read, and so that a returned
 * answer may have a later day than the round. A draft belongs to the organisation, not to a browser. 未回答 (nothing was
 * submitted) is a status and never stands for 「なし」, which is an answer. Late is derived. An organisation that is excused
 * (対象外) stays in the denominator and is counted apart; what it had done is kept, so that excusing can be taken back.
 */
import * as z from 'zod';
import { isPastDue } from '../calendar/due-rule.ts';
import { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { ReceiptNumber } from '../kernel/reference-number.ts';
import { Instant, JstDate, jstDateOf } from '../kernel/time.ts';

/** SHA-256, lower-case hex. */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Digest'>();
export type Digest = z.infer<typeof Digest>;

export const InvitationKey = z
  .object({ programmeId: ProgrammeId, roundId: RoundId, organisationId: OrganisationId })
  .readonly();
export type InvitationKey = z.infer<typeof InvitationKey>;

const Days = z.object({ dueOn: JstDate, closesOn: JstDate }).readonly();

/** 差戻しの指摘: what is asked about one field, under the label that the returned answer showed. */
export const FieldComment = z
  .object({ field: z.string().min(1).max(100), label: z.string().max(200), text: z.string().min(1).max(500) })
  .readonly();
export type FieldComment = z.infer<typeof FieldComment>;

const aReturn = {
  returnedAt: Instant,
  reason: z.string().max(2000),
  comments: z.array(FieldComment).max(50).readonly(),
  /** Number of the response that was returned. */
  returnedResponse: z.int().min(1),
};
const Return = z.object(aReturn).readonly();
export type Return = z.infer<typeof Return>;

const base = {
  programmeId: ProgrammeId,
  roundId: RoundId,
  organisationId: OrganisationId,
  /** With its prefecture, as shown: 千葉県 千葉市. */
  organisationName: z.string().min(1).max(80),
  /** The two digits of the prefecture; absent for a national organisation. */
  prefecture: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  surveyTitle: z.string().min(1).max(120),
  formId: z.string().min(1).max(60),
  formVersion: z.int().min(1),
  opensOn: JstDate,
  dueOn: JstDate,
  closesOn: JstDate,
  /** From 1; a revoked link is followed by the next generation. */
  linkGeneration: z.int().min(1),
  /** Digests of the links that open this invitation. */
  linkDigests: z.array(Digest).min(1).max(5).readonly(),
  /** Kept so that a revoked link can be told that it is. */
  revokedLinkDigests: z.array(Digest).max(20).readonly(),
  codeDigest: Digest,
  /** The reminder that went out last: its step of the round's plan, and on which day. */
  lastReminder: z
    .object({ step: z.int().min(1).max(4), on: JstDate })
    .readonly()
    .optional(),
  /** 期限延長 for this organisation alone; its days are the invitation's, those from before are kept. */
  extension: z
    .object({ until: JstDate, reason: z.string().max(500), grantedAt: Instant, before: Days })
    .readonly()
    .optional(),
  /** When a person of the organisation was last known to be at it without having typed: shared or handed over. */
  attendedAt: Instant.optional(),
  /** The form was moved to a newer version while it ran: from which one, and until when those who submitted answer the rest. */
  formUpgrade: z
    .object({ fromVersion: z.int().min(1), dueOn: JstDate })
    .readonly()
    .optional(),
  /** How many responses were submitted, the returned ones included. */
  responses: z.int().min(0),
  version: z.int().min(1),
};
const drafted = { draftedAt: Instant };
const submitted = { ...drafted, submittedAt: Instant, referenceNumber: ReceiptNumber };
const reviewed = {
  ...submitted,
  /** When a reviewer first opened the answer; from then on it can no longer be taken back. */
  openedForReviewAt: Instant.optional(),
  /** The return that this answer follows. */
  lastReturn: Return.optional(),
};

/** How far an organisation had come when it was excused. */
const BeforeExemption = z.discriminatedUnion('status', [
  z.object({ status: z.literal('invited') }).readonly(),
  z.object({ ...drafted, status: z.literal('drafting') }).readonly(),
  z.object({ ...submitted, ...aReturn, status: z.literal('returned') }).readonly(),
]);

const Carried = z.object(base).readonly();

export const Invitation = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('invited') }).readonly(),
  z.object({ ...base, ...drafted, status: z.literal('drafting') }).readonly(),
  z.object({ ...base, ...reviewed, status: z.literal('submitted') }).readonly(),
  z.object({ ...base, ...submitted, ...aReturn, status: z.literal('returned') }).readonly(),
  z.object({ ...base, ...reviewed, status: z.literal('accepted'), acceptedAt: Instant }).readonly(),
  z
    .object({
      ...{ ...base, status: z.literal('exempt'), exemptedAt: Instant },
      ...{ exemptionReason: z.string().max(500), before: BeforeExemption },
    })
    .readonly(),
]);
export type Invitation = z.infer<typeof Invitation>;
export type InvitationStatus = Invitation['status'];
export type SubmittedInvitation = Extract<Invitation, { status: 'submitted' }>;

/** 受理 is final: what was accepted has gone to the public directory. */
export const invitationMoves = {
  // An answer is saved before it is submitted, so that what was checked is what is sent.
  invited: ['drafting', 'exempt'],
  drafting: ['submitted', 'exempt'],
  // 引戻し leads back to where the answer came from.
  submitted: ['returned', 'accepted', 'drafting'],
  returned: ['submitted', 'exempt'],
  accepted: [],
  exempt: ['invited', 'drafting', 'returned'],
} as const satisfies Record<InvitationStatus, readonly InvitationStatus[]>;

/** Statuses in which answers may be changed. */
export const answerable = ['invited', 'drafting', 'returned'] as const satisfies readonly InvitationStatus[];

export function isAnswerable(invitation: Pick<Invitation, 'status'>): boolean {
  return answerable.some((status) => status === invitation.status);
}

/** What each status is called on pages. */
export const invitationStatusLabels = {
  invited: '未着手',
  drafting: '入力途中',
  submitted: '提出済み',
  returned: '差戻し中',
  accepted: '受理済み',
  exempt: '対象外',
} as const satisfies Record<InvitationStatus, string>;

export type AnsweringWindow = 'not-yet-open' | 'open' | 'closed';

/** Answers are taken from the first day's first moment to the closing day's last, 23:59:59.999 in Tokyo. */
export function answeringWindow(
  days: { readonly opensOn: JstDate; readonly closesOn: JstDate },
  now: Instant,
): AnsweringWindow {
  if (jstDateOf(now) < days.opensOn) return 'not-yet-open';
  return isPastDue(days.closesOn, now) ? 'closed' : 'open';
}

/** Submitted after its due day, or still not submitted when it has ended. Who is excused is never late. */
export function isLate(invitation: Invitation, now: Instant): boolean {
  if (invitation.status === 'exempt') return false;
  const isIn = invitation.status === 'submitted' || invitation.status === 'accepted';
  return isPastDue(invitation.dueOn, isIn ? invitation.submittedAt : now);
}

export function keyOf({ programmeId, roundId, organisationId }: InvitationKey): InvitationKey {
  return { programmeId, roundId, organisationId };
}

/** What stays with an invitation whatever its status. */
export function carriedOver(invitation: Invitation): z.infer<typeof Carried> {
  return Carried.parse(invitation);
}

/** How an audit row names it. */
export function auditTargetOf({ roundId, organisationId }: Pick<InvitationKey, 'roundId' | 'organisationId'>): string {
  return `round/${roundId}/organisation/${organisationId}`;
}
