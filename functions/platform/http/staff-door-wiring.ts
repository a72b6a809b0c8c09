/** The staff door as every staff function makes it, from the environment that the template gives it. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../clock.ts';
import { endpointOverride, readConfig } from '../config.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createStaffDoor, type StaffDoor } from './staff-door.ts';

export function staffDoorFromEnvironment(client: DynamoDBDocumentClient): StaffDoor {
  const config = readConfig(['ACCOUNTS_TABLE', 'SESSIONS_TABLE', 'USER_POOL', 'USER_POOL_CLIENT', 'AWS_REGION']);
  const endpoint = endpointOverride();
  return createStaffDoor({
    client,
    clock: systemClock,
    tables: { sessions: config.SESSIONS_TABLE, accounts: config.ACCOUNTS_TABLE },
    tokens: createAccessTokens({
      region: config.AWS_REGION,
      userPoolId: config.USER_POOL,
      clientId: config.USER_POOL_CLIENT,
      ...(endpoint === undefined ? {} : { endpoint }),
    }),
  });
}
