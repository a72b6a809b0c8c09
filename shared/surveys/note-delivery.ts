/** What was heard of the mail with an organisation's link. In any order and any number of times: the newest stands. */
import type { Cause } from '../kernel/change.ts';
import type { Delivery, DeliveryRepository } from './delivery.ts';
import { auditTargetOf } from './invitation.ts';

export async function noteDelivery(
  { deliveries }: { readonly deliveries: Pick<DeliveryRepository, 'note'> },
  heard: Omit<Delivery, 'programmeId'>,
  cause: Cause,
): Promise<void> {
  await deliveries.note(
    { ...heard, programmeId: cause.programmeId },
    {
      ...{ cause, events: [] },
      audit: { action: 'note-delivery', target: auditTargetOf(heard), detail: { state: heard.state } },
    },
  );
}
