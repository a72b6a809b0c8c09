/** Keeps other sites from sending our forms in a visitor's name: a token tied to the session, and the origin. */
import { hmac, sameText } from '../digest.ts';
import type { HttpRequest } from './http-request.ts';
import { platformProblem, RefusedRequest } from './problem.ts';

export function csrfTokenOf(formSecret: string): string {
  return hmac(Buffer.from(formSecret), 'csrf').toString('base64url');
}

/** Throws RefusedRequest `form-expired` where a changing page request does not come from one of our own forms. */
export function checkForm(
  request: HttpRequest,
  guard: { readonly origin: string; readonly formSecret: string | undefined; readonly csrf: unknown },
): void {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== guard.origin) throw new RefusedRequest(platformProblem('form-expired'));
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new RefusedRequest(platformProblem('form-expired'));
  if (guard.formSecret === undefined) return;
  if (typeof guard.csrf !== 'string' || !sameText(guard.csrf, csrfTokenOf(guard.formSecret))) {
    throw new RefusedRequest(platformProblem('form-expired'));
  }
}
