import type { Caller } from '../../../shared/access/policy.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { renderNewAccountPage } from './pages/new-account-page.tsx';

export function createShowNewAccount() {
  return async ({ who, guard }: RouteRequest<Caller, object>): Promise<Reply> =>
    html(200, renderNewAccountPage({ caller: who, guard, values: {}, errors: [] }));
}
