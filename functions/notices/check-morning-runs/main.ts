import { programmes } from '../../../shared/programmes/registry.ts';
import { readConfig } from '../../platform/config.ts';
import { createDocumentClient } from '../../platform/dynamodb/document-client.ts';
import { scheduledFunction } from '../../platform/messaging/scheduled-function.ts';
import { createMorningLook } from '../dynamodb-morning-reports.ts';
import { createCheckMorningRuns } from './handler.ts';

const { NOTICES_TABLE } = readConfig(['NOTICES_TABLE']);

export const handler = scheduledFunction(
  createCheckMorningRuns({
    mornings: createMorningLook({ client: createDocumentClient(), table: NOTICES_TABLE }),
    programmes: programmes.map(({ identity }) => identity.id),
  }),
);
