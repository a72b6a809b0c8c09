import type { Caller } from '../../../shared/access/policy.ts';
import { json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';

export function createWhoAmI() {
  return async ({ who }: RouteRequest<Caller, object>): Promise<Reply> => {
    const { accountId, displayName, role, programmeId } = who;
    return json(200, { accountId, displayName, role, programmeId });
  };
}
