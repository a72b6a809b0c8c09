import { html, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { renderSignInPage } from './pages/sign-in-page.tsx';

export function createShowSignIn() {
  return async (request: RouteRequest<undefined, { next: string }>): Promise<Reply> =>
    html(200, renderSignInPage({ email: '', next: request.input.next }));
}
