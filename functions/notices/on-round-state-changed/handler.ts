import { ResponseAccepted } from '../../../events/response-accepted.v1.ts';
import { ResponseSubmitted } from '../../../events/response-submitted.v1.ts';
import { RoundOpened } from '../../../events/round-opened.v1.ts';
import { recordAcceptance, recordRound } from '../../../shared/notices/record-round-state.ts';
import { type RecordSubmissionDeps, recordSubmission } from '../../../shared/notices/record-submission.ts';
import type { RoundFacts } from '../../../shared/notices/round-facts.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export type RoundStateDeps = RecordSubmissionDeps & { readonly facts: RoundFacts };

const name = 'notices/on-round-state-changed';

export function onRoundStateChanged(deps: RoundStateDeps): readonly Subscription[] {
  return [
    subscription(RoundOpened, name, async ({ data, occurredAt }, cause) => {
      await recordRound(deps, { ...data, openedAt: occurredAt }, cause);
    }),
    subscription(ResponseSubmitted, name, async ({ data }, cause) => {
      await recordSubmission(deps, data, cause);
    }),
    subscription(ResponseAccepted, name, async ({ data, occurredAt }, cause) => {
      const { roundId, organisationId, version } = data;
      await recordAcceptance(deps, { roundId, organisationId, version, at: occurredAt }, cause);
    }),
  ];
}
