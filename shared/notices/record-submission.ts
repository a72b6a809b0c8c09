import type * as z from 'zod';
import type { ResponseSubmitted } from '../../events/response-submitted.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { type QueueNoticesDeps, queueNotices } from './queue-notices.ts';
import type { RoundFacts } from './round-facts.ts';

type Submitted = z.output<typeof ResponseSubmitted.data>;

export type RecordSubmissionDeps = QueueNoticesDeps & { readonly facts: Pick<RoundFacts, 'answerOf'> };

/**
 * The receipt (受領のお知らせ) is queued, and the answer counts as submitted unless something newer is known of it.
 * Throws where something newer came in this moment, so that the event is heard again.
 */
export async function recordSubmission(deps: RecordSubmissionDeps, submitted: Submitted, cause: Cause): Promise<void> {
  const { roundId, organisationId, surveyTitle, referenceNumber, submittedAt, version, linkGeneration } = submitted;
  const known = await deps.facts.answerOf(cause.programmeId, roundId, organisationId);
  const isNews = known === undefined || known.version < version;
  const about = { programmeId: cause.programmeId, roundId, organisationId };
  const content = {
    ...{ purpose: 'survey-receipt' as const, roundId, organisationId, surveyTitle, linkGeneration },
    ...{ referenceNumber, submittedAt, answerVersion: version },
  };
  await queueNotices(
    deps,
    { roundId, contents: [content], requestedAt: submittedAt },
    cause,
    isNews ? { answer: { ...about, status: 'submitted', at: submittedAt, version } } : {},
  );
}
