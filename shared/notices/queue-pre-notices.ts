/**
 * 事前のお知らせ to each organisation of the chunk, once. A later announcement of the round is for those whom no earlier one
 * reached: organisations that are new, and those whose mail did not arrive and that have a live address by now. Where the days were moved, each set of days is told to everybody once.
 */
import type * as z from 'zod';
import type { RoundAnnounced } from '../../events/round-announced.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { OrganisationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { ContactBook } from './contact-book.ts';
import { hasLiveAddress } from './live-addresses.ts';
import { hasFailed, type Notice, type PreNoticeContent, type QueuedNotice, queuedNotice } from './notice.ts';
import { noticeIdOf } from './notice-id.ts';
import type { NoticeRepository } from './notice-repository.ts';
import { addNotices } from './queue-notices.ts';

export interface QueuePreNoticesDeps {
  readonly notices: Pick<NoticeRepository, 'findAll' | 'add'>;
  readonly contacts: Pick<ContactBook, 'current' | 'find' | 'correctionsOf' | 'overrideOf'>;
}

type Announced = z.output<typeof RoundAnnounced.data> & { readonly at: Instant };

export async function queuePreNotices(deps: QueuePreNoticesDeps, announced: Announced, cause: Cause): Promise<void> {
  const { programmeId } = cause;
  const ids = announced.organisations.flatMap((organisationId) =>
    contentsFor(announced, organisationId).map((content) => noticeIdOf(content, programmeId)),
  );
  const byId = new Map((await deps.notices.findAll(programmeId, ids)).map((each) => [each.noticeId, each] as const));
  const fresh: QueuedNotice[] = [];
  for (const organisationId of announced.organisations) {
    const contents = contentsFor(announced, organisationId);
    const sent = contents.flatMap((content) => byId.get(noticeIdOf(content, programmeId)) ?? []);
    const next = contents[sent.length];
    const latest = sent.at(-1);
    if (next === undefined || !(await isWanted(deps, latest, organisationId, cause))) continue;
    // Goes on counting, so that what is told of the new mail is newer than what was told of the one before.
    fresh.push({
      ...queuedNotice(next, programmeId, announced.at),
      version: (latest?.version ?? versionBefore(announced)) + 1,
    });
  }
  await addNotices(deps, { roundId: announced.roundId, fresh }, cause);
}

/** What is told of other days is newer than all that was told of the days before. */
const versionsForDays = 1_000;

function versionBefore({ moved = 0 }: Announced): number {
  return moved * versionsForDays;
}

/** Every announcement adds one mail at most: the first, then its repeats in their order. */
function contentsFor(
  { roundId, surveyTitle, opensOn, dueOn, time, moved }: Announced,
  organisationId: OrganisationId,
): readonly PreNoticeContent[] {
  const first = {
    ...{ purpose: 'survey-pre-notice' as const, roundId, organisationId, surveyTitle, opensOn, dueOn },
    ...(moved === undefined ? {} : { moved }),
  };
  return Array.from({ length: time }, (_, resend) => (resend === 0 ? first : { ...first, resend }));
}

async function isWanted(
  { contacts }: QueuePreNoticesDeps,
  latest: Notice | undefined,
  organisationId: OrganisationId,
  { programmeId }: Cause,
): Promise<boolean> {
  if (latest === undefined) return true;
  return hasFailed(latest) && (await hasLiveAddress(contacts, programmeId, organisationId));
}
