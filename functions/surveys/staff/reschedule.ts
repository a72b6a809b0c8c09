/** The days of a planned round are moved, or it is cancelled: as pages and for programs. */
import * as z from 'zod';
import { CancelledRound } from '../../../shared/surveys/cancel-round.ts';
import { PlannedRound } from '../../../shared/surveys/plan-round.ts';
import { type RescheduleRoundInput, rescheduleRound } from '../../../shared/surveys/reschedule-round.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { type AnyRoute, causeOf, once, route } from '../../platform/http/route.ts';
import { orRefuse, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { exampleRound, OneRound } from './inputs.ts';
import { renderReschedulePage } from './pages/reschedule-page.tsx';
import { cancelling, findRound } from './rounds.ts';

const day = z.string().max(40);
/** What is no day is said by the use case, with all that is wrong. */
const Posted = OneRound.extend({ opensOn: day.default(''), dueOn: day.default(''), closesOn: day.default('') });
const Reschedule = OneRound.extend({ opensOn: day.optional(), dueOn: day, closesOn: day.optional() });

type Deps = Pick<StaffSurveysDeps, 'rounds' | 'programmes' | 'commands' | 'door'>;
type Request = StaffRequest<RescheduleRoundInput>;

export function rescheduleRoutes(deps: Deps): readonly AnyRoute[] {
  const access = deps.door.staff('rounds:open');
  const sending = deps.door.staff('rounds:send');
  const page = '/console/surveys/rounds/{roundId}/reschedule';
  return [
    route({ method: 'GET', path: page, access, input: OneRound, handler: createShowReschedule(deps) }),
    route({ method: 'POST', path: page, access, input: Posted, handler: createReschedule(deps) }),
    route({
      ...{ method: 'POST', path: '/api/v1/surveys/rounds/{roundId}/reschedule', access, input: Reschedule },
      handler: async (request: Request) => json(200, orRefuse(await reschedule(deps, request))),
      describe: {
        operationId: 'rescheduleRound',
        summary: '開始前の調査の日程を変える（メールは送信しない）',
        replies: { 200: PlannedRound },
        refusals: [409, 422],
        example: { roundId: exampleRound, opensOn: '2027-01-12', dueOn: '2027-02-05', closesOn: '2027-02-19' },
      },
    }),
    route({
      ...{ method: 'POST', path: '/console/surveys/rounds/{roundId}/cancel', access: sending, input: OneRound },
      handler: cancelling.asPage(deps),
    }),
    route({
      ...{ method: 'POST', path: '/api/v1/surveys/rounds/{roundId}/cancel', access: sending, input: OneRound },
      handler: cancelling.asProgram(deps),
      describe: {
        operationId: 'cancelRound',
        summary: '開始前の調査を取りやめる（事前に知らせた団体にメールを送信する）',
        replies: { 200: CancelledRound },
        refusals: [409],
        example: { roundId: exampleRound },
      },
    }),
  ];
}

function createShowReschedule(deps: Deps) {
  return async (request: StaffRequest<z.output<typeof OneRound>>): Promise<Reply> => {
    const { who, guard } = request;
    const round = await findRound(deps, request);
    if (round.status !== 'draft') return seeOther(`/console/surveys/rounds/${round.roundId}`);
    const { opensOn, dueOn, closesOn } = round;
    return html(
      200,
      renderReschedulePage({ caller: who, guard, round, values: { opensOn, dueOn, closesOn }, errors: [] }),
    );
  };
}

function reschedule(deps: Deps, request: Request) {
  const cause = causeOf(request, 'reschedule-round');
  return once(deps.commands, cause, PlannedRound, () => rescheduleRound(deps, request.input, cause));
}

function createReschedule(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { who, guard, input } = request;
    const outcome = await reschedule(deps, request);
    if (outcome.ok) return seeOther(`/console/surveys/rounds/${outcome.value.roundId}`);
    if (outcome.refusal.kind !== 'round-plan-not-valid') return orRefuse(outcome);
    const round = await findRound(deps, request);
    const { errors } = outcome.refusal;
    return html(422, renderReschedulePage({ caller: who, guard, round, values: input, errors }));
  };
}
