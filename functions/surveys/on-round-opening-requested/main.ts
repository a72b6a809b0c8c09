import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { issuingWiring } from '../issuing-wiring.ts';
import { onRoundOpeningRequested } from './handler.ts';

export const handler = eventSubscriber([onRoundOpeningRequested(issuingWiring())]);
