import { scheduledFunction } from '../../platform/messaging/scheduled-function.ts';
import { createReminderRepository } from '../dynamodb-reminder-repository.ts';
import { surveysWiring } from '../wiring.ts';
import { createRemindDue } from './handler.ts';

const wiring = surveysWiring();

export const handler = scheduledFunction(createRemindDue({ ...wiring, reminders: createReminderRepository(wiring) }));
