/** A survey that was announced does not come: who got a mail that it would, gets one mail that it will not. */
import type * as z from 'zod';
import type { RoundCancelled } from '../../events/round-cancelled.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { NoticeId, OrganisationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { hasFailed } from './notice.ts';
import { preNoticeId } from './notice-id.ts';
import type { NoticeRepository } from './notice-repository.ts';
import { type QueueNoticesDeps, queueNotices } from './queue-notices.ts';

export type QueueCancellationsDeps = QueueNoticesDeps & { readonly notices: Pick<NoticeRepository, 'findAll'> };

type Cancelled = z.output<typeof RoundCancelled.data>;

export async function queueCancellations(
  deps: QueueCancellationsDeps,
  cancelled: Cancelled & { readonly at: Instant },
  cause: Cause,
): Promise<void> {
  const { roundId, surveyTitle, organisations, at } = cancelled;
  const ids = organisations.flatMap((organisationId) => idsFor(cancelled, organisationId));
  const sent = (await deps.notices.findAll(cause.programmeId, ids)).filter((notice) => !hasFailed(notice));
  const told = new Set(sent.flatMap(({ content }) => ('organisationId' in content ? [content.organisationId] : [])));
  const contents = organisations
    .filter((organisationId) => told.has(organisationId))
    .map((organisationId) => ({ purpose: 'survey-cancellation' as const, roundId, organisationId, surveyTitle }));
  if (contents.length > 0) await queueNotices(deps, { roundId, contents, requestedAt: at }, cause);
}

/** Of all pre-notices that there may be: each announcement told of other days, or repeated what had not arrived. */
function idsFor({ roundId, times, moved }: Cancelled, organisationId: OrganisationId): readonly NoticeId[] {
  return upTo(moved).flatMap((days) =>
    upTo(times - 1 - days).map((resend) =>
      preNoticeId({
        ...{ roundId, organisationId },
        ...(days === 0 ? {} : { moved: days }),
        ...(resend === 0 ? {} : { resend }),
      }),
    ),
  );
}

function upTo(last: number): readonly number[] {
  return Array.from({ length: last + 1 }, (_, number) => number);
}
