/**
 * An organisation is told that something about its answer was decided: sent back, excused, given another day. The mail
 * says what and by when, and has the link; reasons and comments are read behind the link alone.
 */
import type { Cause } from '../kernel/change.ts';
import type { OrganisationId, RoundId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { NoticeContent } from './notice.ts';
import { type QueueNoticesDeps, queueNotices } from './queue-notices.ts';
import type { AnswerFact, RoundFacts } from './round-facts.ts';

export type QueueChangeDeps = QueueNoticesDeps & { readonly facts: Pick<RoundFacts, 'answerOf'> };

type Change = Omit<Extract<NoticeContent, { purpose: 'survey-change' }>, 'purpose'>;

/** What the change makes of the answer; a longer or shorter time makes nothing of it. */
const answerAfter = {
  ...{ returned: 'open', exempted: 'exempt', 'exemption-ended': 'open' },
  ...{ extended: undefined, 'extension-ended': undefined },
} as const satisfies Record<Change['change'], AnswerFact['status'] | undefined>;

/** Throws where something newer came in this moment, so that the event is heard again. */
export async function queueChange(
  deps: QueueChangeDeps,
  change: Change & { readonly at: Instant },
  cause: Cause,
): Promise<void> {
  const { at, ...about } = change;
  const { roundId, organisationId, version } = about;
  const status = answerAfter[about.change];
  const isNews = status !== undefined && (await isNewer(deps, about, cause));
  const answer = { programmeId: cause.programmeId, roundId, organisationId, at, version };
  await queueNotices(
    deps,
    { roundId, contents: [{ ...about, purpose: 'survey-change' }], requestedAt: at },
    cause,
    isNews ? { answer: { ...answer, status } } : {},
  );
}

async function isNewer(
  { facts }: QueueChangeDeps,
  { roundId, organisationId, version }: { roundId: RoundId; organisationId: OrganisationId; version: number },
  { programmeId }: Cause,
): Promise<boolean> {
  const known = await facts.answerOf(programmeId, roundId, organisationId);
  return known === undefined || known.version < version;
}
