import type { SecretSource, SessionStore } from '../../../shared/accounts/sign-in-ports.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { renderStepPage, type Step } from './pages/step-page.tsx';
import { pendingCookieName } from './sign-in-cookies.ts';

export interface ShowStepDeps {
  readonly sessions: Pick<SessionStore, 'findPending'>;
  readonly secrets: Pick<SecretSource, 'digestOf'>;
}

/** The page of a pending step; without one, back to the beginning. */
export function createShowStep({ sessions, secrets }: ShowStepDeps) {
  return async (request: RouteRequest<undefined, { step: Step; next: string }>): Promise<Reply> => {
    const { step, next } = request.input;
    const secret = request.http.cookies[pendingCookieName];
    const pending = secret === undefined ? undefined : await sessions.findPending(secrets.digestOf(secret), request.at);
    if (pending?.step !== step) return seeOther('/console/login');
    const setup = pending.step === 'totp-setup' ? { totpSecret: pending.totpSecret, email: pending.email } : {};
    return html(200, renderStepPage({ step, next, ...setup }));
  };
}
