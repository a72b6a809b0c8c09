import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { surveyForms } from '../survey-forms.ts';
import { surveysWiring } from '../wiring.ts';
import { onDeskChanged } from './handler.ts';

export const handler = eventSubscriber([onDeskChanged({ ...surveysWiring(), programmes: surveyForms })]);
