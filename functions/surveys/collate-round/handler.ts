import { CollationRequested } from '../../../events/collation-requested.v1.ts';
import { type CollateRoundDeps, collateRound } from '../../../shared/surveys/collate-round.ts';
import { CollationId } from '../../../shared/surveys/collation-request.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onCollationRequested(deps: CollateRoundDeps): Subscription {
  return subscription(CollationRequested, 'surveys/collate-round', async ({ data }, cause) => {
    const collationId = CollationId.parse(data.collationId);
    const collated = await collateRound(deps, { roundId: data.roundId, collationId }, cause);
    if (!collated.ok) throw new Error(`the round could not be collated: ${collated.refusal.kind}`);
  });
}
