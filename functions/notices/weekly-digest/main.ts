import { programmes } from '../../../shared/programmes/registry.ts';
import { scheduledFunction } from '../../platform/messaging/scheduled-function.ts';
import { noticesWiring } from '../wiring.ts';
import { createWeeklyDigest } from './handler.ts';

export const handler = scheduledFunction(
  createWeeklyDigest({ ...noticesWiring(), programmes: programmes.map(({ identity }) => identity.id) }),
);
