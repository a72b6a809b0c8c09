import { longestMinutes } from '../../../shared/access/staff-session.ts';
import type { SignInProgress } from '../../../shared/accounts/sign-in.ts';
import { cookie, type Reply, seeOther } from '../../platform/http/reply.ts';
import { sessionCookieName } from '../../platform/http/staff-door.ts';

export const pendingCookieName = 'mikata_login';
const pendingSeconds = 600;

/** After a step: into the console, or to the page of the next step. */
export function goOn(progress: SignInProgress, settings: { readonly next: string; readonly secure: boolean }): Reply {
  const { secure, next } = settings;
  const dropPending = cookie(pendingCookieName, '', { path: '/console/login', maxAgeSeconds: 0, secure });
  if (progress.kind === 'signed-in') {
    const value = `${progress.account.accountId}.${progress.secret}`;
    const session = cookie(sessionCookieName, value, { path: '/console', maxAgeSeconds: longestMinutes * 60, secure });
    return seeOther(next, [session, dropPending]);
  }
  const pending = cookie(pendingCookieName, progress.secret, {
    path: '/console/login',
    maxAgeSeconds: pendingSeconds,
    secure,
  });
  return seeOther(`/console/login/${progress.step}?next=${encodeURIComponent(next)}`, [pending]);
}
