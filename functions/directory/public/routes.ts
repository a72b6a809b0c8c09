/**
 * The pages on which an organisation corrects its desks, without an account and without a cookie. GET and HEAD change
 * nothing; the link's token stands in one address, and in the forms that follow from it.
 */
import * as z from 'zod';
import { open } from '../../platform/http/open-access.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { createAsk, createShowAsking } from './asking.ts';
import { CorrectionPost, createHandIn, createOpenForm, createShowLanding, createWithdraw } from './correcting.ts';
import type { PublicDirectoryDeps } from './deps.ts';

const text = z.string().max(100).catch('');
const Token = z.object({ token: z.string().max(100) });

export function createRoutes(deps: PublicDirectoryDeps): readonly AnyRoute[] {
  const access = open;
  return [
    route({
      ...{ method: 'GET', path: '/corrections', access, input: z.object({ programme: text }) },
      handler: createShowAsking(),
    }),
    route({
      ...{ method: 'POST', path: '/corrections', access, handler: createAsk(deps) },
      input: z.object({ programme: text, organisation: text }),
    }),
    route({ method: 'GET', path: '/corrections/{token}', access, input: Token, handler: createShowLanding(deps) }),
    route({ method: 'POST', path: '/corrections/{token}', access, input: Token, handler: createOpenForm(deps) }),
    route({ method: 'POST', path: '/corrections/form', access, input: CorrectionPost, handler: createHandIn(deps) }),
    route({ method: 'POST', path: '/corrections/withdrawal', access, input: Token, handler: createWithdraw(deps) }),
  ];
}
