import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import type { AccountStatus } from '../../../shared/accounts/account.ts';
import { type ChangeAccountStatusDeps, changeAccountStatus } from '../../../shared/accounts/change-account-status.ts';
import type { AccountId } from '../../../shared/kernel/ids.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { type CommandFinder, causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { accountsProblems } from '../problems.ts';

type Deps = ChangeAccountStatusDeps & { readonly commands: CommandFinder };
type Request = RouteRequest<Caller, { accountId: AccountId; status: AccountStatus }>;

const Changed = z.object({ status: z.enum(['active', 'suspended', 'ended']) });

async function change(deps: Deps, request: Request): Promise<{ status: AccountStatus }> {
  const cause = causeOf(request, 'change-account-status');
  const input = { accountId: request.input.accountId, to: request.input.status };
  const outcome = await once(deps.commands, cause, Changed, () => changeAccountStatus(deps, input, cause));
  return outcome.ok ? outcome.value : refuseWith(problemOf(accountsProblems, outcome.refusal));
}

export function createChangeStatus(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    await change(deps, request);
    return seeOther('/console/accounts/list');
  };
}

export function createChangeStatusByProgram(deps: Deps) {
  return async (request: Request): Promise<Reply> => json(200, await change(deps, request));
}
