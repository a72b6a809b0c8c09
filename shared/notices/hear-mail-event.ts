/**
 * Something was heard of a mail. It moves the notice up, never down, so the order and the number of the events do not
 * matter: a bounce for good overrules "delivered" (the gateway took it, the mailbox did not exist), and nothing
 * overrules a bounce for good.
 */
import type { Cause } from '../kernel/change.ts';
import type { NoticeId, ProgrammeId } from '../kernel/ids.ts';
import { mayMove } from '../kernel/moves.ts';
import type { Instant } from '../kernel/time.ts';
import { type Correction, sameMail } from './correction.ts';
import { deliveryFacts } from './delivery-facts.ts';
import { carriedOn, type Notice, noticeMoves, settledNotice, subjectOf } from './notice.ts';
import type { NoticeRepository } from './notice-repository.ts';

export interface MailEvent {
  readonly kind: 'sent' | 'delivered' | 'bounced' | 'came-back-for-now' | 'complained' | 'rejected' | 'delayed';
  readonly programmeId: ProgrammeId;
  readonly noticeId: NoticeId;
  readonly at: Instant;
  /** Whom it is about; empty where it is about the whole mail. */
  readonly recipients: readonly string[];
  /** The provider's word, without addresses. */
  readonly reason?: string;
}

export interface HearMailEventDeps {
  readonly notices: Pick<NoticeRepository, 'find' | 'move' | 'correct'>;
}

/** Two that write at once meet in a few rounds at most. */
const rounds = 5;

/** `unknown-mail`: not one of ours. Throws where others kept writing to the row, so that the event is heard again. */
export async function hearMailEvent(
  { notices }: HearMailEventDeps,
  event: MailEvent,
  cause: Cause,
): Promise<'moved' | 'nothing-new' | 'unknown-mail'> {
  for (let round = 0; round < rounds; round += 1) {
    const notice = await notices.find(event.programmeId, event.noticeId);
    if (notice === undefined) return 'unknown-mail';
    const after = afterEvent(notice, event);
    const corrections = correctionsFrom(notice, event, after);
    const events = after === undefined ? [] : deliveryFacts(notice, after, event.at);
    if (corrections.length > 0 || events.length > 0) {
      const audit = {
        action: corrections.length > 0 ? 'note-bounce' : 'note-delivery',
        target: `notice/${event.noticeId}`,
        detail: { addresses: corrections.length },
      };
      const saved = await notices.correct(corrections, after, { cause, audit, events });
      if (saved !== 'changed-meanwhile') return saved === 'saved' ? 'moved' : 'nothing-new';
    } else if (after === undefined) return 'nothing-new';
    else if (await notices.move(after)) return 'moved';
  }
  throw new Error('the notice kept changing while an event about it was heard');
}

/** Undefined where the event says nothing new. */
function afterEvent(notice: Notice, event: MailEvent): Notice | undefined {
  const { kind, at } = event;
  if (kind === 'delayed') return notice.delayedAt === undefined ? { ...bumped(notice), delayedAt: at } : undefined;
  if (kind === 'complained') return afterComplaint(notice, at);
  if (!isAboutFirst(notice, event)) return undefined;
  if (kind === 'sent') {
    return mayMove(noticeMoves, notice.status, 'sent')
      ? { ...carriedOn(notice), status: 'sent', sentAt: at }
      : undefined;
  }
  const status = heardAs[kind];
  return mayMove(noticeMoves, notice.status, status) ? settledNotice(notice, status, at, event.reason) : undefined;
}

const heardAs = {
  delivered: 'delivered',
  bounced: 'permanent-failure',
  'came-back-for-now': 'temporary-failure',
  rejected: 'technical-failure',
} as const;

/** Whoever complains has got the mail. */
function afterComplaint(notice: Notice, at: Instant): Notice | undefined {
  if (notice.complainedAt !== undefined) return undefined;
  const arrived = mayMove(noticeMoves, notice.status, 'delivered')
    ? settledNotice(notice, 'delivered', at)
    : bumped(notice);
  return { ...arrived, complainedAt: at };
}

function bumped(notice: Notice): Notice {
  return { ...notice, version: notice.version + 1 };
}

/** What happens to a copy (Cc) is not what happens to the mail. */
function isAboutFirst({ recipients }: Notice, event: MailEvent): boolean {
  if (recipients === undefined || event.recipients.length === 0) return true;
  return recipients.to.some((to) => event.recipients.some((one) => sameMail(one, to)));
}

/** An entry for each address that is dead; none where the notice tells of the same bounce already. */
function correctionsFrom(notice: Notice, event: MailEvent, after: Notice | undefined): readonly Correction[] {
  const subject = subjectOf(notice);
  if (event.kind !== 'bounced' || subject === undefined) return [];
  // A colleague's address stands in no list that could be put right.
  if (subject.purpose === 'survey-delegation') return [];
  if (after === undefined && isAboutFirst(notice, event)) return [];
  const { programmeId } = notice;
  const about = { programmeId, organisationId: subject.organisationId, notedAt: event.at, reason: 'bounced' as const };
  const detail = event.reason === undefined ? {} : { detail: event.reason };
  return event.recipients.map((mail) => ({ ...about, mail, ...detail }));
}
