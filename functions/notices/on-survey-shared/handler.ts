import { SurveyDelegated } from '../../../events/survey-delegated.v1.ts';
import { SurveyDelegationEnded } from '../../../events/survey-delegation-ended.v1.ts';
import { SurveyHandedOver } from '../../../events/survey-handed-over.v1.ts';
import {
  type DelegationNoticeDeps,
  forgetDelegation,
  queueDelegation,
} from '../../../shared/notices/queue-delegation.ts';
import { type TakeOverDeps, takeOver } from '../../../shared/notices/take-over.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

const name = 'notices/on-survey-shared';

/** Addresses that were laid down for a colleague or a successor are taken up, or forgotten. */
export function onSurveyShared(deps: DelegationNoticeDeps & TakeOverDeps): readonly Subscription[] {
  return [
    subscription(SurveyDelegated, name, async ({ data, occurredAt }, cause) => {
      await queueDelegation(deps, { ...data, at: occurredAt }, cause);
    }),
    subscription(SurveyDelegationEnded, name, async ({ data }, cause) => {
      await forgetDelegation(deps, data, cause);
    }),
    subscription(SurveyHandedOver, name, async ({ data, occurredAt }, cause) => {
      await takeOver(deps, { ...data, at: occurredAt }, cause);
    }),
  ];
}
