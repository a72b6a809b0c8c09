/** One decision about a round: as a page, which leads back to the round, and for programs. */
import type * as z from 'zod';
import { may } from '../../../shared/access/policy.ts';
import type { Cause } from '../../../shared/kernel/change.ts';
import type { RoundId } from '../../../shared/kernel/ids.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { platformProblem } from '../../platform/http/problem.ts';
import { json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once } from '../../platform/http/route.ts';
import { orRefuse, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import type { StaffSurveysRefusal } from './problems.ts';

type Deps = Pick<StaffSurveysDeps, 'rounds' | 'programmes' | 'commands'>;
type OneRound = StaffRequest<{ readonly roundId: RoundId }>;

interface RoundAct<Done> {
  readonly operation: string;
  readonly answer: z.ZodType<Done>;
  readonly run: (
    deps: Deps,
    input: { readonly roundId: RoundId },
    cause: Cause,
  ) => Promise<Result<Done, StaffSurveysRefusal>>;
  /** What follows goes on after the answer: 202. */
  readonly goesOn: boolean;
  /** Mails go out, which takes both permissions: the route asks for one, this for the other. */
  readonly sendsMails: boolean;
}

export function roundAct<Done extends { readonly roundId: RoundId }>(act: RoundAct<Done>) {
  const perform = async (deps: Deps, request: OneRound): Promise<Done> => {
    if (act.sendsMails && !may(request.who.role, 'rounds:open')) refuseWith(platformProblem('not-permitted'));
    const cause = causeOf(request, act.operation);
    const { roundId } = request.input;
    return orRefuse(await once(deps.commands, cause, act.answer, () => act.run(deps, { roundId }, cause)));
  };
  return {
    asPage:
      (deps: Deps) =>
      async (request: OneRound): Promise<Reply> => {
        const { roundId } = await perform(deps, request);
        return seeOther(`/console/surveys/rounds/${roundId}`);
      },
    asProgram:
      (deps: Deps) =>
      async (request: OneRound): Promise<Reply> =>
        json(act.goesOn ? 202 : 200, await perform(deps, request)),
  };
}
