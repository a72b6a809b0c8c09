import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { noticesWiring } from '../wiring.ts';
import { onInvitationsIssued } from './handler.ts';

export const handler = eventSubscriber([onInvitationsIssued(noticesWiring())]);
