/**
 * A mail that is to go out (通知), as one row from the wish to the last that is heard of it.
 *
 * Nuances, why a notice is mailed once:
 * - Its id is made of what it is about (purpose, round, organisation, step), so the same wish heard twice is one row.
 * - A try begins with a claim (`queued` -> `sending`), conditional on the row's version: one sender wins.
 * - SES is asked once per claim, without repeats by the SDK. What SES refused goes back to `queued`. Where nobody knows
 *   (timeout, crash after the call), the row stays `sending`, and the `Send` event of SES, which carries the notice's id
 *   as a tag, settles it.
 * - Only when no event has come within fifteen minutes of the claim does the row go back to `queued`. This is the one
 *   place where a mail can double: SES took it, the answer was lost, and the Send event is lost or later than that. An
 *   event that comes late but before the next try still stops it.
 * - What is heard of a mail only ever moves it up (`rankOf`), so events may come in any order and any number of times.
 *
 * The row holds no link: it is derived when the mail is written. The address is taken from the contact list then, too.
 */
import * as z from 'zod';
import { NoticeId, OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { addMs, Instant, JstDate } from '../kernel/time.ts';
import { DigestKind, DigestPart } from './digest.ts';
import { noticeIdOf } from './notice-id.ts';

const aboutRound = { roundId: RoundId, organisationId: OrganisationId, surveyTitle: z.string().min(1).max(120) };
const withLink = { linkGeneration: z.int().min(1) };

/** What a mail says, without words, links and addresses. */
export const NoticeContent = z.discriminatedUnion('purpose', [
  /** 事前のお知らせ: weeks ahead of the round, without a link. */
  z.object({
    ...{ ...aboutRound, purpose: z.literal('survey-pre-notice'), opensOn: JstDate, dueOn: JstDate },
    /** How often the days were moved after they had been announced; absent where they were not. */
    moved: z.int().min(1).optional(),
    /** How often it was sent again after it had not arrived; absent the first time. */
    resend: z.int().min(1).optional(),
  }),
  /** 取りやめ: a round that was announced does not come. */
  z.object({ ...aboutRound, purpose: z.literal('survey-cancellation') }),
  z.object({
    ...{ ...aboutRound, ...withLink, purpose: z.literal('survey-invitation'), dueOn: JstDate },
    /** How often it was sent again after it had not arrived; absent the first time. */
    resend: z.int().min(1).optional(),
  }),
  z.object({
    ...aboutRound,
    ...withLink,
    purpose: z.literal('survey-reminder'),
    dueOn: JstDate,
    step: z.int().min(1).max(4),
    progress: z.enum(['not-started', 'half-done', 'returned']),
    /** The due day was over when the reminder fell due. */
    isOverdue: z.boolean().optional(),
  }),
  z.object({
    ...aboutRound,
    ...withLink,
    purpose: z.literal('survey-receipt'),
    referenceNumber: z.string().max(40),
    submittedAt: Instant,
    /** Of the answer: a second submission has a receipt of its own. */
    answerVersion: z.int().min(1),
  }),
  /** To a colleague with whom an organisation shares its draft, by a link of their own. */
  z.object({
    ...aboutRound,
    purpose: z.literal('survey-delegation'),
    dueOn: JstDate,
    delegation: z.int().min(1).max(99),
  }),
  z.object({
    ...{ ...aboutRound, ...withLink, purpose: z.literal('survey-change'), dueOn: JstDate },
    change: z.enum(['returned', 'exempted', 'exemption-ended', 'extended', 'extension-ended']),
    /** Of the invitation after the change: each change has a mail of its own. */
    version: z.int().min(1),
  }),
  /** A running round was moved to a newer form: those who have answered are asked for what is new. */
  z.object({
    ...{ ...aboutRound, ...withLink, purpose: z.literal('survey-addition'), dueOn: JstDate },
    formVersion: z.int().min(2),
  }),
  z.object({
    purpose: z.literal('desk-correction'),
    organisationId: OrganisationId,
    /** The asking whose link the mail carries. */
    askId: z.uuid(),
    step: z.enum(['link', 'accepted', 'declined']),
  }),
  z.object({
    purpose: z.literal('digest'),
    kind: DigestKind,
    /** The first day of the week or month. */
    period: JstDate,
    countedAt: Instant,
    parts: z.array(DigestPart).min(1),
  }),
]);
export type NoticeContent = z.infer<typeof NoticeContent>;
export type NoticePurpose = NoticeContent['purpose'];
type AboutRound = Exclude<NoticeContent, { purpose: 'digest' | 'desk-correction' }>;
export type DelegationContent = Extract<NoticeContent, { purpose: 'survey-delegation' }>;
export type CorrectionNoticeContent = Extract<NoticeContent, { purpose: 'desk-correction' }>;
/** To the registered address of an organisation, about a round. */
export type SurveyNoticeContent = Exclude<AboutRound, { purpose: 'survey-delegation' }>;
export type PreNoticeContent = Extract<AboutRound, { purpose: 'survey-pre-notice' }>;
export type CancellationContent = Extract<AboutRound, { purpose: 'survey-cancellation' }>;
/** With the organisation's link. */
export type LinkedNoticeContent = Exclude<
  SurveyNoticeContent,
  { purpose: 'survey-pre-notice' | 'survey-cancellation' }
>;
export const noticePurposes = [
  ...(['survey-invitation', 'survey-reminder', 'survey-receipt'] as const),
  ...(['survey-pre-notice', 'survey-cancellation'] as const),
  ...(['survey-change', 'survey-addition', 'survey-delegation', 'desk-correction', 'digest'] as const),
] as const;

/** To whom the last try went; stays with the row, so that what is heard of a mail is about a known address. */
const Recipients = z.object({
  to: z.array(z.string().max(254)).min(1).max(10),
  cc: z.array(z.string().max(254)).max(1),
});
export type Recipients = z.infer<typeof Recipients>;

const base = {
  noticeId: NoticeId,
  programmeId: ProgrammeId,
  content: NoticeContent,
  /** When what it is about happened; a reminder yields to an answer that is newer. */
  requestedAt: Instant,
  /** Claims so far, those left out that SES only slowed down. */
  tries: z.int().min(0),
  recipients: Recipients.optional(),
  version: z.int().min(1),
  delayedAt: Instant.optional(),
  complainedAt: Instant.optional(),
};
/** The provider's word or ours, and when. */
const settled = { settledAt: Instant, reason: z.string().max(120).optional() };

export const Notice = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('queued'), sendAfter: Instant, reason: z.string().max(120).optional() }),
  z.object({ ...base, status: z.literal('sending'), claimedAt: Instant }),
  z.object({ ...base, status: z.literal('sent'), sentAt: Instant }),
  z.object({ ...base, ...settled, status: z.literal('delivered') }),
  z.object({ ...base, ...settled, status: z.literal('temporary-failure') }),
  z.object({ ...base, ...settled, status: z.literal('permanent-failure') }),
  z.object({ ...base, ...settled, status: z.literal('technical-failure') }),
  /** Not sent any more: answered meanwhile, or the address is known to be dead. */
  z.object({ ...base, ...settled, status: z.literal('suppressed') }),
  /** There was nobody to send it to. */
  z.object({ ...base, ...settled, status: z.literal('no-address') }),
]);
export type Notice = z.infer<typeof Notice>;
export type NoticeStatus = Notice['status'];
type Settled = Extract<Notice, { settledAt: Instant }>;
export type SettledStatus = Settled['status'];
export type QueuedNotice = Extract<Notice, { status: 'queued' }>;
export type SendingNotice = Extract<Notice, { status: 'sending' }>;

const heard = ['temporary-failure', 'technical-failure', 'delivered', 'permanent-failure'] as const;

/** `queued` may be overtaken by an event about an earlier try of the same mail. */
export const noticeMoves = {
  queued: ['sending', 'suppressed', 'no-address', 'sent', ...heard],
  sending: ['queued', 'sent', ...heard],
  sent: [...heard],
  'temporary-failure': ['technical-failure', 'delivered', 'permanent-failure'],
  'technical-failure': ['delivered', 'permanent-failure'],
  delivered: ['permanent-failure'],
  'permanent-failure': [],
  suppressed: [],
  'no-address': [],
} as const satisfies Record<NoticeStatus, readonly NoticeStatus[]>;

export const noticeStatuses = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'temporary-failure',
  'permanent-failure',
  'technical-failure',
  'suppressed',
  'no-address',
] as const satisfies readonly NoticeStatus[];

/** No answer from SES about an attempt for so long means that it never was one. */
const settleWithinMs = 15 * 60_000;
/** @source AC-N3: five minutes apart, up to 48 times */
export const retryAfterMs = 5 * 60_000;
export const mostTries = 48;
/** @source AC-N6: 72 hours without a word of what became of the mail */
const answerWithinMs = 72 * 3_600_000;

/** States in which the clock does something with a notice. */
export type DueStatus = 'queued' | 'sending' | 'sent';

/** When the clock is to look at the notice: to send it, to give up waiting for word of a try, or of the delivery. */
export function dueAtOf(notice: Notice): Instant | undefined {
  switch (notice.status) {
    case 'queued':
      return notice.sendAfter;
    case 'sending':
      return addMs(notice.claimedAt, settleWithinMs);
    case 'sent':
      return addMs(notice.sentAt, answerWithinMs);
    default:
      return undefined;
  }
}

/** A mail that will not arrive any more. */
export function hasFailed({ status }: Pick<Notice, 'status'>): boolean {
  return ended.some((each) => each === status);
}

const ended = [
  'temporary-failure',
  'permanent-failure',
  'technical-failure',
  'suppressed',
  'no-address',
] as const satisfies readonly Notice['status'][];

/** What stays with a notice in every state, one version on. */
export function carriedOn(notice: Notice) {
  const { noticeId, programmeId, content, requestedAt, tries, version, recipients, delayedAt, complainedAt } = notice;
  return {
    ...{ noticeId, programmeId, content, requestedAt, tries, version: version + 1 },
    ...(recipients === undefined ? {} : { recipients }),
    ...(delayedAt === undefined ? {} : { delayedAt }),
    ...(complainedAt === undefined ? {} : { complainedAt }),
  };
}

export function settledNotice(notice: Notice, status: SettledStatus, settledAt: Instant, reason?: string): Notice {
  return { ...carriedOn(notice), status, settledAt, ...(reason === undefined ? {} : { reason }) };
}

export function queuedNotice(content: NoticeContent, programmeId: ProgrammeId, at: Instant): QueuedNotice {
  const noticeId = noticeIdOf(content, programmeId);
  return {
    ...{ noticeId, programmeId, content, requestedAt: at, tries: 0, version: 1 },
    ...{ status: 'queued', sendAfter: at },
  };
}

/**
 * The organisation to whose registered address a notice goes: a colleague's address stands in no list that could be put
 * right, and a digest goes to the receiver.
 */
export function registeredOrganisationOf({ content }: Pick<Notice, 'content'>): OrganisationId | undefined {
  return content.purpose === 'survey-delegation' || !('organisationId' in content) ? undefined : content.organisationId;
}

/** The round and organisation that a notice is about; a digest and a mail about a correction belong to no round. */
export function subjectOf(notice: Pick<Notice, 'content'>): AboutRound | undefined {
  const { content } = notice;
  return content.purpose === 'digest' || content.purpose === 'desk-correction' ? undefined : content;
}
