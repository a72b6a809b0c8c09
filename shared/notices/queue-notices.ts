/**
 * Rows for mails to these organisations, in one transaction. An organisation without an address gets its row too, and
 * stands on the correction list: nobody is dropped in silence.
 */
import type { Cause } from '../kernel/change.ts';
import type { RoundId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { ContactBook } from './contact-book.ts';
import { deliveryFacts } from './delivery-facts.ts';
import {
  type CorrectionNoticeContent,
  type Notice,
  type QueuedNotice,
  queuedNotice,
  type SurveyNoticeContent,
  subjectOf,
} from './notice.ts';
import type { BesideNotices, NoticeRepository } from './notice-repository.ts';
import { missingAddress } from './settle-notice.ts';

export interface QueueNoticesDeps {
  readonly notices: Pick<NoticeRepository, 'known' | 'add'>;
  readonly contacts: Pick<ContactBook, 'current' | 'find'>;
}

/**
 * At most 30 contents, each with a correction and the event that says so at worst: 92 rows. Rows that are there already
 * stay as they are. Throws where one of them came into being in this moment, so that the event is heard again.
 */
export async function queueNotices(
  deps: QueueNoticesDeps,
  wish: { readonly roundId: RoundId; readonly contents: readonly SurveyNoticeContent[]; readonly requestedAt: Instant },
  cause: Cause,
  beside: Omit<BesideNotices, 'corrections'> = {},
): Promise<void> {
  const { programmeId } = cause;
  const all = wish.contents.map((content) => queuedNotice(content, programmeId, wish.requestedAt));
  const known = await deps.notices.known(
    programmeId,
    all.map(({ noticeId }) => noticeId),
  );
  const fresh = all.filter(({ noticeId }) => !known.includes(noticeId));
  await addNotices(deps, { roundId: wish.roundId, fresh }, cause, beside);
}

/** Rows that are known to be new, at most 30. Throws where one of them came into being in this moment. */
export async function addNotices(
  deps: Pick<QueueNoticesDeps, 'contacts'> & { readonly notices: Pick<NoticeRepository, 'add'> },
  { roundId, fresh }: { readonly roundId: RoundId; readonly fresh: readonly QueuedNotice[] },
  cause: Cause,
  beside: Omit<BesideNotices, 'corrections'> = {},
): Promise<void> {
  const subjects = fresh.flatMap((notice) => subjectOf(notice) ?? []);
  const reachable = await organisationsWithContact(deps, subjects, cause);
  const notices = fresh.map((notice): Notice => {
    return reachable.has(subjectOf(notice)?.organisationId ?? '') ? notice : withoutAddress(notice, cause.at);
  });
  const corrections = notices.flatMap((notice) => missingAddress(notice, cause.at));
  const saved = await deps.notices.add(
    notices,
    { ...beside, corrections },
    {
      cause,
      audit: {
        action: 'queue-notices',
        target: `round/${roundId}`,
        detail: { queued: notices.length - corrections.length, withoutAddress: corrections.length },
      },
      events: notices.flatMap((notice) => deliveryFacts(undefined, notice, cause.at)),
    },
  );
  if (saved === 'changed-meanwhile') throw new Error('a notice of the chunk was written meanwhile');
}

async function organisationsWithContact(
  { contacts }: Pick<QueueNoticesDeps, 'contacts'>,
  contents: readonly Pick<SurveyNoticeContent, 'organisationId'>[],
  { programmeId }: Cause,
): Promise<ReadonlySet<string>> {
  const current = await contacts.current(programmeId);
  if (current === undefined) return new Set();
  const found = await contacts.find(
    current,
    contents.map(({ organisationId }) => organisationId),
  );
  return new Set(found.map(({ organisationId }) => organisationId));
}

function withoutAddress({ noticeId, programmeId, content, requestedAt, version }: Notice, at: Instant): Notice {
  const base = { noticeId, programmeId, content, requestedAt, tries: 0, version };
  return { ...base, status: 'no-address', settledAt: at };
}

/** The mail about a correction of desks, once for each asking and outcome. */
export async function queueCorrectionMail(
  deps: QueueNoticesDeps,
  content: CorrectionNoticeContent,
  requestedAt: Instant,
  cause: Cause,
): Promise<void> {
  const { programmeId } = cause;
  const wished = queuedNotice(content, programmeId, requestedAt);
  if ((await deps.notices.known(programmeId, [wished.noticeId])).length > 0) return;
  const reachable = await organisationsWithContact(deps, [content], cause);
  const notice = reachable.has(content.organisationId) ? wished : withoutAddress(wished, cause.at);
  const saved = await deps.notices.add(
    [notice],
    {},
    {
      cause,
      audit: {
        action: 'queue-correction-mail',
        target: `organisation/${content.organisationId}`,
        detail: { step: content.step, status: notice.status },
      },
      events: [],
    },
  );
  if (saved === 'changed-meanwhile') throw new Error('the mail about the correction was written meanwhile');
}
