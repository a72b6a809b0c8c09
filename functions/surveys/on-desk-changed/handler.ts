import { DeskChanged } from '../../../events/desk-changed.v1.ts';
import { type CorrectKnownAnswersDeps, correctKnownAnswers } from '../../../shared/surveys/correct-known-answers.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onDeskChanged(deps: CorrectKnownAnswersDeps): Subscription {
  return subscription(DeskChanged, 'surveys/on-desk-changed', async ({ data }, cause) => {
    await correctKnownAnswers(deps, data, cause);
  });
}
