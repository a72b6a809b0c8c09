import { continueSignIn, type SignInDeps } from '../../../shared/accounts/sign-in.ts';
import { normaliseCode } from '../../../shared/kernel/text.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { accountsProblems } from '../problems.ts';
import { renderSignInPage } from './pages/sign-in-page.tsx';
import { renderStepPage, type Step } from './pages/step-page.tsx';
import { goOn, pendingCookieName } from './sign-in-cookies.ts';

export function createContinueSignIn(deps: SignInDeps & { readonly secureCookies: boolean }) {
  return async (request: RouteRequest<undefined, { step: Step; answer: string; next: string }>): Promise<Reply> => {
    const { step, answer, next } = request.input;
    const secret = request.http.cookies[pendingCookieName];
    if (secret === undefined) return seeOther('/console/login');
    // A code may be typed in full width or with a gap; a password is exactly what was typed.
    const typed = step === 'new-password' ? answer : normaliseCode(answer);
    const outcome = await continueSignIn(deps, { secret, answer: typed }, request);
    if (outcome.ok) return goOn(outcome.value, { next, secure: deps.secureCookies });
    const { status, sentence } = accountsProblems[outcome.refusal.kind];
    const errors = [{ field: 'answer', message: sentence }];
    const pending = await deps.sessions.findPending(deps.secrets.digestOf(secret), request.at);
    if (pending === undefined || outcome.refusal.kind === 'sign-in-took-too-long') {
      return html(status, renderSignInPage({ email: '', next, errors: [{ field: 'email', message: sentence }] }));
    }
    const setup = pending.step === 'totp-setup' ? { totpSecret: pending.totpSecret, email: pending.email } : {};
    return html(status, renderStepPage({ step, next, errors, ...setup }));
  };
}
