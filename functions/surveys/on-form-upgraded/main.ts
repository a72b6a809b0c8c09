import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { createFormUpgradeRepository } from '../dynamodb-form-upgrade-repository.ts';
import { surveyRecipients } from '../survey-recipients.ts';
import { surveysWiring } from '../wiring.ts';
import { onFormUpgraded } from './handler.ts';

const wiring = surveysWiring();
const upgrades = createFormUpgradeRepository(wiring);

export const handler = eventSubscriber([onFormUpgraded({ ...wiring, upgrades, programmes: surveyRecipients })]);
