import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { type CreateAccountDeps, createAccount } from '../../../shared/accounts/create-account.ts';
import { AccountId } from '../../../shared/kernel/ids.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import { type CommandFinder, causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { accountsProblems } from '../problems.ts';
import { NewAccount } from './new-account.ts';
import { renderAccountCreatedPage } from './pages/account-created-page.tsx';
import { renderNewAccountPage } from './pages/new-account-page.tsx';

type Deps = CreateAccountDeps & { readonly commands: CommandFinder };

/** The initial password is shown to the first asker only; a repeat learns the id alone, for it is stored nowhere. */
const Created = z.object({ accountId: AccountId, initialPassword: z.string().optional() });

export function createCreateAccount(deps: Deps) {
  return async (request: RouteRequest<Caller, Record<string, unknown>>): Promise<Reply> => {
    const { who, guard } = request;
    const values = z.record(z.string(), z.unknown()).parse(request.input);
    // A choice that was left open comes as an empty text.
    const chosen = Object.entries(values).filter(([name, value]) => name !== 'organisationId' || value !== '');
    const input = NewAccount.safeParse(Object.fromEntries(chosen));
    if (!input.success) {
      const errors = input.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
      return html(422, renderNewAccountPage({ caller: who, guard, values, errors }));
    }
    const cause = causeOf(request, 'create-account');
    const outcome = await once(deps.commands, cause, Created, () => createAccount(deps, input.data, cause));
    if (outcome.ok) return html(201, renderAccountCreatedPage({ caller: who, guard, ...input.data, ...outcome.value }));
    const { status, sentence } = accountsProblems[outcome.refusal.kind];
    return html(
      status,
      renderNewAccountPage({ caller: who, guard, values, errors: [{ field: 'email', message: sentence }] }),
    );
  };
}

export function createCreateAccountByProgram(deps: Deps) {
  return async (request: RouteRequest<Caller, z.infer<typeof NewAccount>>): Promise<Reply> => {
    const cause = causeOf(request, 'create-account');
    const outcome = await once(deps.commands, cause, Created, () => createAccount(deps, request.input, cause));
    return outcome.ok ? json(201, outcome.value) : refuseWith(problemOf(accountsProblems, outcome.refusal));
  };
}
