import type { Caller } from '../../../shared/access/policy.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { renderHomePage } from './pages/home-page.tsx';

export function createShowHome() {
  return async ({ who, guard }: RouteRequest<Caller, object>): Promise<Reply> =>
    html(200, renderHomePage({ caller: who, guard }));
}
