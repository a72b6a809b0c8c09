import { readConfig } from '../platform/config.ts';
import { createDocumentClient } from '../platform/dynamodb/document-client.ts';
import { staffDoorFromEnvironment } from '../platform/http/staff-door-wiring.ts';
import { createAuditTrail } from './dynamodb-audit-trail.ts';

export function recordsWiring() {
  const config = readConfig(['AUDIT_TABLE', 'APP_ORIGIN']);
  const client = createDocumentClient();
  return {
    appOrigin: config.APP_ORIGIN,
    trail: createAuditTrail(client, config.AUDIT_TABLE),
    door: staffDoorFromEnvironment(client),
  };
}

export type RecordsWiring = ReturnType<typeof recordsWiring>;
