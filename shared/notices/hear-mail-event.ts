/**
 * Something was heard of a mail. It moves the notice up, never down, so the order and the number of the events do not
 * matter: a bounce for good overrules "delivered" (the gateway took it, the mailbox did not exist), and nothing
 * overrules a bounce for good. An address is another matter: a later mail that arrives there proves that it is in use again.
 */
import type { Cause } from '../kernel/change.ts';
import type { NoticeId, OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { mayMove } from '../kernel/moves.ts';
import type { Instant } from '../kernel/time.ts';
import type { ContactBook } from './contact-book.ts';
import { type Correction, isDead, sameMail } from './correction.ts';
import { deliveryFacts } from './delivery-facts.ts';
import { carriedOn, type Notice, noticeMoves, registeredOrganisationOf, settledNotice } from './notice.ts';
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
  readonly contacts: Pick<ContactBook, 'correctionsOf'>;
}

/** Two that write at once meet in a few rounds at most. */
const rounds = 5;

/** `unknown-mail`: not one of ours. Throws where others kept writing to the row, so that the event is heard again. */
export async function hearMailEvent(
  { notices, contacts }: HearMailEventDeps,
  event: MailEvent,
  cause: Cause,
): Promise<'moved' | 'nothing-new' | 'unknown-mail'> {
  for (let round = 0; round < rounds; round += 1) {
    const notice = await notices.find(event.programmeId, event.noticeId);
    if (notice === undefined) return 'unknown-mail';
    const after = afterEvent(notice, event);
    const corrections = await correctionsFrom(contacts, notice, event, after);
    const events = after === undefined ? [] : deliveryFacts(notice, after, event.at);
    if (corrections.length > 0 || events.length > 0) {
      const audit = {
        action: corrections.length > 0 && event.kind === 'bounced' ? 'note-bounce' : 'note-delivery',
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

/** Addresses that are dead by what was heard, or are in use again. */
async function correctionsFrom(
  contacts: HearMailEventDeps['contacts'],
  notice: Notice,
  event: MailEvent,
  after: Notice | undefined,
): Promise<readonly Correction[]> {
  const organisationId = registeredOrganisationOf(notice);
  if (organisationId === undefined || (event.kind !== 'bounced' && event.kind !== 'delivered')) return [];
  if (event.kind === 'bounced' && after === undefined && isAboutFirst(notice, event)) return [];
  const noted = await contacts.correctionsOf(notice.programmeId, organisationId);
  return event.kind === 'bounced'
    ? deadBy(event, organisationId, noted)
    : noted.flatMap((each) => aliveBy(event, notice, each));
}

/** Not where somebody said after the bounce that the address can be used again. */
function deadBy(
  { programmeId, at, reason, recipients }: MailEvent,
  organisationId: OrganisationId,
  noted: readonly Correction[],
): readonly Correction[] {
  const isOvertaken = (address: string) =>
    noted.some(({ mail, repaired }) => mail !== undefined && sameMail(mail, address) && (repaired?.at ?? '') >= at);
  return recipients
    .filter((address) => !isOvertaken(address))
    .map((mail) => ({
      ...{ programmeId, organisationId, notedAt: at, reason: 'bounced' as const, mail },
      ...(reason === undefined ? {} : { detail: reason }),
    }));
}

/** A gateway takes what the mailbox behind it gives back, so that the same mail proves nothing against its own bounce. */
function aliveBy({ at, recipients }: MailEvent, notice: Notice, noted: Correction): readonly Correction[] {
  const { mail, notedAt } = noted;
  if (mail === undefined || !isDead(noted) || notice.status === 'permanent-failure' || at <= notedAt) return [];
  return recipients.some((each) => sameMail(each, mail)) ? [{ ...noted, repaired: { at } }] : [];
}
