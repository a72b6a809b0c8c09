/**
 * A step that the sender or its clock takes with a notice. Where it is one that others wait for (an invitation that will
 * not arrive any more), they are told in the same transaction, and an organisation without an address goes on the
 * correction list: no mail ends in silence.
 */
import type { Instant } from '../kernel/time.ts';
import type { Correction } from './correction.ts';
import { deliveryFacts } from './delivery-facts.ts';
import { type Notice, subjectOf } from './notice.ts';
import type { NoticeRepository } from './notice-repository.ts';

export interface SettleNoticeDeps {
  readonly notices: Pick<NoticeRepository, 'move' | 'correct'>;
}

/** False where somebody else moved the notice. */
export async function settleNotice(
  { notices }: SettleNoticeDeps,
  before: Notice,
  after: Notice,
  at: Instant,
): Promise<boolean> {
  const { programmeId, noticeId } = after;
  const events = deliveryFacts(before, after, at);
  const corrections = missingAddress(after, at);
  if (events.length === 0 && corrections.length === 0) return notices.move(after);
  const actor = { kind: 'system', name: 'notices/send-mail' } as const;
  const saved = await notices.correct(corrections, after, {
    cause: { programmeId, actor, at, requestId: noticeId },
    audit: { action: 'note-delivery', target: `notice/${noticeId}`, detail: { state: after.status } },
    events,
  });
  return saved === 'saved';
}

export function missingAddress(notice: Notice, at: Instant): readonly Correction[] {
  const subject = subjectOf(notice);
  if (notice.status !== 'no-address' || subject === undefined) return [];
  const { organisationId } = subject;
  return [{ programmeId: notice.programmeId, organisationId, notedAt: at, reason: 'no-address' }];
}
