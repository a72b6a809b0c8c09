import type { Caller } from '../../../shared/access/policy.ts';
import { type SignOutDeps, signOut } from '../../../shared/accounts/sign-out.ts';
import { cookie, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, type RouteRequest } from '../../platform/http/route.ts';
import { sessionCookieName } from '../../platform/http/staff-door.ts';

export function createSignOut(deps: SignOutDeps & { readonly secureCookies: boolean }) {
  return async (request: RouteRequest<Caller, object>): Promise<Reply> => {
    const secret = request.http.cookies[sessionCookieName]?.split('.')[1];
    const { command: _, ...cause } = causeOf(request, 'sign-out');
    if (secret !== undefined) await signOut(deps, { secret, caller: request.who }, cause);
    const gone = cookie(sessionCookieName, '', { path: '/console', maxAgeSeconds: 0, secure: deps.secureCookies });
    return seeOther('/console/login', [gone]);
  };
}
