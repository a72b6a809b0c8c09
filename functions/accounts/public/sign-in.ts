import { type SignInDeps, signIn } from '../../../shared/accounts/sign-in.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { accountsProblems } from '../problems.ts';
import { renderSignInPage } from './pages/sign-in-page.tsx';
import { goOn } from './sign-in-cookies.ts';

export function createSignIn(deps: SignInDeps & { readonly secureCookies: boolean }) {
  return async (
    request: RouteRequest<undefined, { email: string; password: string; next: string }>,
  ): Promise<Reply> => {
    const { email, password, next } = request.input;
    const errors = [
      ...(email.trim() === '' ? [{ field: 'email', message: 'メールアドレスを入力してください。' }] : []),
      ...(password === '' ? [{ field: 'password', message: 'パスワードを入力してください。' }] : []),
    ];
    if (errors.length > 0) return html(422, renderSignInPage({ email, next, errors }));
    const outcome = await signIn(deps, { email: email.trim(), password }, request);
    if (outcome.ok) return goOn(outcome.value, { next, secure: deps.secureCookies });
    const { status, sentence } = accountsProblems[outcome.refusal.kind];
    return html(status, renderSignInPage({ email, next, errors: [{ field: 'email', message: sentence }] }));
  };
}
