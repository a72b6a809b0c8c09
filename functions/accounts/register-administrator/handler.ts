import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { type CreateAccountDeps, createAccount } from '../../../shared/accounts/create-account.ts';
import { type AccountId, ProgrammeId } from '../../../shared/kernel/ids.ts';
import type { Clock } from '../../../shared/kernel/time.ts';
import { systemClock } from '../../platform/clock.ts';

const Input = z.object({ programmeId: ProgrammeId, email: z.email().max(254), displayName: z.string().min(1).max(80) });

/** What the engineer's terminal shows. */
export type RegisterAdministratorOutcome =
  | { readonly accountId: AccountId; readonly initialPassword: string }
  | { readonly refused: 'email-already-used' };

export function createHandler(deps: CreateAccountDeps & { readonly clock?: Clock }) {
  return async (event: unknown, context: Pick<Context, 'awsRequestId'>): Promise<RegisterAdministratorOutcome> => {
    const { programmeId, email, displayName } = Input.parse(event);
    const outcome = await createAccount(
      deps,
      { email, displayName, role: 'administrator' },
      {
        programmeId,
        actor: { kind: 'system', name: 'accounts/register-administrator' },
        at: (deps.clock ?? systemClock).now(),
        requestId: context.awsRequestId,
      },
    );
    return outcome.ok ? outcome.value : { refused: outcome.refusal.kind };
  };
}
