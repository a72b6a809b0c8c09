import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { issuingWiring } from '../issuing-wiring.ts';
import { onInvitationsIssued } from './handler.ts';

export const handler = eventSubscriber([onInvitationsIssued(issuingWiring())]);
