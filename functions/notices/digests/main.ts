import { programmes } from '../../../shared/programmes/registry.ts';
import { scheduledFunction } from '../../platform/messaging/scheduled-function.ts';
import { noticesWiring } from '../wiring.ts';
import { createSendDigests } from './handler.ts';

export const handler = scheduledFunction(
  createSendDigests({ ...noticesWiring(), programmes: programmes.map(({ identity }) => identity.id) }),
);
