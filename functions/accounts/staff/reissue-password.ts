import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { type ReissuePasswordDeps, reissuePassword } from '../../../shared/accounts/reissue-password.ts';
import type { AccountId } from '../../../shared/kernel/ids.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { type CommandFinder, causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { accountsProblems } from '../problems.ts';
import { renderAccountCreatedPage } from './pages/account-created-page.tsx';

type Deps = ReissuePasswordDeps & { readonly commands: CommandFinder };
type Request = RouteRequest<Caller, { accountId: AccountId }>;

/** The password is shown to the first asker only: a repeat learns that it was set, and no more. */
async function reissue(deps: Deps, request: Request) {
  const cause = causeOf(request, 'reissue-password');
  const { accountId } = request.input;
  const run = () => reissuePassword(deps, { accountId }, cause);
  const outcome = await once(
    deps.commands,
    cause,
    z.object({}).transform(() => undefined),
    run,
  );
  return outcome.ok ? outcome.value : refuseWith(problemOf(accountsProblems, outcome.refusal));
}

export function createReissuePassword(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const reissued = await reissue(deps, request);
    if (reissued === undefined) return seeOther('/console/accounts/list');
    const { account, initialPassword } = reissued;
    const title = '初期パスワードを発行しました';
    return html(
      201,
      renderAccountCreatedPage({ title, caller: request.who, guard: request.guard, ...account, initialPassword }),
    );
  };
}

export function createReissuePasswordByProgram(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { accountId } = request.input;
    const reissued = await reissue(deps, request);
    return json(201, reissued === undefined ? { accountId } : { accountId, initialPassword: reissued.initialPassword });
  };
}
