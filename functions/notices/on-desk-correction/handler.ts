import { DeskCorrectionAsked } from '../../../events/desk-correction-asked.v1.ts';
import { DeskCorrectionDecided } from '../../../events/desk-correction-decided.v1.ts';
import { type QueueNoticesDeps, queueCorrectionMail } from '../../../shared/notices/queue-notices.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

const name = 'notices/on-desk-correction';

export function onDeskCorrection(deps: QueueNoticesDeps): readonly Subscription[] {
  return [
    subscription(DeskCorrectionAsked, name, async ({ data, occurredAt }, cause) => {
      await queueCorrectionMail(deps, { purpose: 'desk-correction', ...data, step: 'link' }, occurredAt, cause);
    }),
    subscription(DeskCorrectionDecided, name, async ({ data, occurredAt }, cause) => {
      const { organisationId, askId, outcome } = data;
      const content = { purpose: 'desk-correction', organisationId, askId, step: outcome } as const;
      await queueCorrectionMail(deps, content, occurredAt, cause);
    }),
  ];
}
