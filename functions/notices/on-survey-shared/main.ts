import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { noticesWiring } from '../wiring.ts';
import { onSurveyShared } from './handler.ts';

export const handler = eventSubscriber(onSurveyShared(noticesWiring()));
