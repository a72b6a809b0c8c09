import { programmes } from '../../../shared/programmes/registry.ts';
import { scheduledFunction } from '../../platform/messaging/scheduled-function.ts';
import { createMorningRepository } from '../dynamodb-morning-repository.ts';
import { createReminderRepository } from '../dynamodb-reminder-repository.ts';
import { surveysWiring } from '../wiring.ts';
import { createRemindDue } from './handler.ts';

const wiring = surveysWiring();

export const handler = scheduledFunction(
  createRemindDue({
    ...wiring,
    reminders: createReminderRepository(wiring),
    mornings: createMorningRepository(wiring),
    programmes: programmes.map(({ identity }) => identity.id),
  }),
);
