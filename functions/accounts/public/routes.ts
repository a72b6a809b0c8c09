import * as z from 'zod';
import { open } from '../../platform/http/open-access.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import type { AccountsWiring } from '../wiring.ts';
import { createContinueSignIn } from './continue-sign-in.ts';
import { createObtainToken, ObtainedTokenBody, ObtainTokenInput } from './obtain-token.ts';
import { createShowSignIn } from './show-sign-in.ts';
import { createShowStep } from './show-step.ts';
import { createSignIn } from './sign-in.ts';

export type PublicAccountsDeps = Pick<
  AccountsWiring,
  'accounts' | 'passwords' | 'guard' | 'sessions' | 'secrets' | 'note' | 'secureCookies'
>;

/** Where to go after signing in: a path of the console, nothing else, so that no link can lead elsewhere. */
const Next = z
  .string()
  .regex(/^\/console(\/[A-Za-z0-9/_-]*)?$/)
  .max(300)
  .catch('/console');

const Step = z.enum(['totp', 'new-password', 'totp-setup']);

export function createRoutes(deps: PublicAccountsDeps): readonly AnyRoute[] {
  const text = z.string().max(300).catch('');
  return [
    route({
      method: 'GET',
      path: '/console/login',
      access: open,
      input: z.object({ next: Next }),
      handler: createShowSignIn(),
    }),
    route({
      method: 'POST',
      path: '/console/login',
      access: open,
      input: z.object({ email: text, password: text, next: Next }),
      handler: createSignIn(deps),
    }),
    route({
      method: 'GET',
      path: '/console/login/{step}',
      access: open,
      input: z.object({ step: Step, next: Next }),
      handler: createShowStep(deps),
    }),
    route({
      method: 'POST',
      path: '/console/login/{step}',
      access: open,
      input: z.object({ step: Step, answer: text, next: Next }),
      handler: createContinueSignIn(deps),
    }),
    route({
      method: 'POST',
      path: '/api/v1/sessions',
      access: open,
      input: ObtainTokenInput,
      handler: createObtainToken(deps),
      describe: {
        operationId: 'createSession',
        summary: 'ログインしてアクセストークンを得る',
        replies: { 200: ObtainedTokenBody },
        refusals: [401, 403, 422, 429],
        example: { email: 'body-staff@womens-support-2026.example', password: 'Correct-Horse-26' },
        repeatable: false,
      },
    }),
  ];
}
