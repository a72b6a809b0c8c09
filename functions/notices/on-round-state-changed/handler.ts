import { FormUpgraded } from '../../../events/form-upgraded.v1.ts';
import { InvitationTermsChanged } from '../../../events/invitation-terms-changed.v1.ts';
import { ResponseAccepted } from '../../../events/response-accepted.v1.ts';
import { ResponseRecalled } from '../../../events/response-recalled.v1.ts';
import { ResponseReturned } from '../../../events/response-returned.v1.ts';
import { ResponseSubmitted } from '../../../events/response-submitted.v1.ts';
import { RoundOpened } from '../../../events/round-opened.v1.ts';
import { queueAdditions } from '../../../shared/notices/queue-additions.ts';
import { queueChange } from '../../../shared/notices/queue-change.ts';
import { recordAnswerState, recordRound } from '../../../shared/notices/record-round-state.ts';
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
      await recordAnswerState(deps, { roundId, organisationId, version, at: occurredAt, status: 'accepted' }, cause);
    }),
    subscription(ResponseRecalled, name, async ({ data, occurredAt }, cause) => {
      await recordAnswerState(deps, { ...data, at: occurredAt, status: 'open' }, cause);
    }),
    subscription(FormUpgraded, name, async ({ data, occurredAt }, cause) => {
      await queueAdditions(deps, { ...data, at: occurredAt }, cause);
    }),
    subscription(ResponseReturned, name, async ({ data, occurredAt }, cause) => {
      await queueChange(deps, { ...data, change: 'returned', at: occurredAt }, cause);
    }),
    subscription(InvitationTermsChanged, name, async ({ data, occurredAt }, cause) => {
      await queueChange(deps, { ...data, at: occurredAt }, cause);
    }),
  ];
}
