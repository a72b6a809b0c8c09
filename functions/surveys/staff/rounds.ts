import * as z from 'zod';
import { may } from '../../../shared/access/policy.ts';
import type { RoundId } from '../../../shared/kernel/ids.ts';
import { findProgramme } from '../../../shared/programmes/registry.ts';
import { CancelledRound, cancelRound } from '../../../shared/surveys/cancel-round.ts';
import { ClosedRound, closeRound } from '../../../shared/surveys/close-round.ts';
import { withNationalOrganisations } from '../../../shared/surveys/draft-round.ts';
import { listRoundProgress } from '../../../shared/surveys/list-round-progress.ts';
import { openRound, RoundOpening } from '../../../shared/surveys/open-round.ts';
import { PlannedRound, planRound, type RoundPlan, usualReminderPlan } from '../../../shared/surveys/plan-round.ts';
import { hasBegun, type Round } from '../../../shared/surveys/round.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once } from '../../platform/http/route.ts';
import { newerForms } from '../survey-forms.ts';
import { readPreNotices } from './announce.ts';
import { roundBodyOf } from './bodies.ts';
import { orRefuse, refuseFor, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { renderOpenRoundPage } from './pages/open-round-page.tsx';
import { renderPlanRoundPage } from './pages/plan-round-page.tsx';
import { renderRoundPage } from './pages/round-page.tsx';
import { renderRoundsPage } from './pages/rounds-page.tsx';
import { roundAct } from './round-act.ts';

type OneRound = StaffRequest<{ roundId: RoundId }>;

export function createListRounds({ rounds }: Pick<StaffSurveysDeps, 'rounds'>) {
  return async ({ who, guard, at }: StaffRequest): Promise<Reply> =>
    html(200, renderRoundsPage({ caller: who, guard, now: at, rounds: await rounds.list(who.programmeId) }));
}

export function createListRoundsByProgram({ rounds }: Pick<StaffSurveysDeps, 'rounds'>) {
  return async ({ who }: StaffRequest): Promise<Reply> =>
    json(200, { rounds: (await rounds.list(who.programmeId)).map(roundBodyOf) });
}

export async function findRound(
  { rounds }: Pick<StaffSurveysDeps, 'rounds'>,
  { who, input }: OneRound,
): Promise<Round> {
  const round = await rounds.find(who.programmeId, input.roundId);
  return round ?? refuseFor({ kind: 'round-not-found' });
}

export function createShowPlan() {
  return async ({ who, guard }: StaffRequest): Promise<Reply> => {
    const values = {
      formId: formChoices(who.programmeId)[0]?.value ?? '',
      reminderPlan: usualReminderPlan.map(String),
    };
    return html(200, renderPlanRoundPage({ ...pageOfPlan(who.programmeId), caller: who, guard, values, errors: [] }));
  };
}

const asks = { 'local-governments': '地方公共団体', 'national-organisations': '全国団体' } as const;

/** The programme's survey templates, each in its newest version; a form and its version make one value. */
function formChoices(programmeId: string) {
  const surveys = findProgramme(programmeId)?.surveys ?? [];
  return surveys
    .filter(({ form }) => !surveys.some((other) => other.form.id === form.id && other.form.version > form.version))
    .map(({ form, title, recipients }) => ({
      value: `${form.id}@${form.version}`,
      label: `${title}（${recipients.map((each) => asks[each]).join('・')}に依頼）`,
    }));
}

const pageOfPlan = (programmeId: string) => ({ forms: formChoices(programmeId) });

const typed = z.string().max(2000).catch('');
/** As a page posts it; what is wrong is said by the use case, all at once. */
const PostedPlan = z.object({
  ...{ title: typed, formId: typed, opensOn: typed, dueOn: typed, closesOn: typed },
  reminderPlan: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .catch([])
    .transform((days) => days.filter((day) => /^-?\d{1,2}$/.test(day))),
});

export function createPlanRound(deps: Pick<StaffSurveysDeps, 'rounds' | 'programmes' | 'ids' | 'commands'>) {
  return async (request: StaffRequest<Record<string, unknown>>): Promise<Reply> => {
    const { who, guard } = request;
    const values = PostedPlan.parse(request.input);
    const [formId = '', version] = values.formId.split('@');
    const reminderPlan = values.reminderPlan.map(Number).toSorted((one, other) => other - one);
    const plan: RoundPlan = { ...values, formId, formVersion: Number(version), reminderPlan };
    const cause = causeOf(request, 'plan-round');
    const outcome = await once(deps.commands, cause, PlannedRound, () => planRound(deps, plan, cause));
    if (outcome.ok) return seeOther(`/console/surveys/rounds/${outcome.value.roundId}`);
    if (outcome.refusal.kind !== 'round-plan-not-valid') return orRefuse(outcome);
    const { errors } = outcome.refusal;
    return html(422, renderPlanRoundPage({ ...pageOfPlan(who.programmeId), caller: who, guard, values, errors }));
  };
}

export function createPlanRoundByProgram(deps: Pick<StaffSurveysDeps, 'rounds' | 'programmes' | 'ids' | 'commands'>) {
  return async (request: StaffRequest<RoundPlan>): Promise<Reply> => {
    const cause = causeOf(request, 'plan-round');
    const outcome = await once(deps.commands, cause, PlannedRound, () => planRound(deps, request.input, cause));
    return json(201, orRefuse(outcome));
  };
}

type ShowRoundDeps = Pick<StaffSurveysDeps, 'rounds' | 'invitations' | 'programmes' | 'collations' | 'preNotices'>;

export function createShowRound(deps: ShowRoundDeps) {
  return async (request: OneRound): Promise<Reply> => {
    const { who, guard, at, input } = request;
    const round = await findRound(deps, request);
    const started = hasBegun(round);
    const [progress, collations, contacts, figures] = await Promise.all([
      started ? listRoundProgress(deps, { programmeId: who.programmeId, roundId: input.roundId }, at) : undefined,
      started && may(who.role, 'responses:export') ? deps.collations.latest(who.programmeId, input.roundId) : [],
      started ? undefined : deps.rounds.findContacts(who.programmeId),
      started ? undefined : readPreNotices(deps, round),
    ]);
    const hasNewerForm = newerForms(round).length > 0;
    const shown = { round, hasNewerForm, collations, contacts, figures, progress: progress && orRefuse(progress) };
    return html(200, renderRoundPage({ caller: who, guard, now: at, ...shown }));
  };
}

export function createShowRoundByProgram(deps: Pick<StaffSurveysDeps, 'rounds'>) {
  return async (request: OneRound): Promise<Reply> => json(200, roundBodyOf(await findRound(deps, request)));
}

export function createShowOpening(deps: Pick<StaffSurveysDeps, 'rounds' | 'programmes' | 'preNotices'>) {
  return async (request: OneRound): Promise<Reply> => {
    const { who, guard } = request;
    const round = await findRound(deps, request);
    if (round.status !== 'draft') return seeOther(`/console/surveys/rounds/${round.roundId}`);
    const [contacts, figures] = await Promise.all([
      deps.rounds.findContacts(who.programmeId),
      readPreNotices(deps, round),
    ]);
    const asked = contacts && withNationalOrganisations(deps.programmes, round, contacts);
    const organisations = deps.programmes.recipientsOf(asked ?? round).length;
    const national = asked?.nationalOrganisations?.length ?? 0;
    const lacksNational = contacts !== undefined && asked === undefined;
    return html(
      200,
      renderOpenRoundPage({ caller: who, guard, round, organisations, national, lacksNational, contacts, figures }),
    );
  };
}

export const opening = roundAct({
  ...{ operation: 'open-round', answer: RoundOpening, run: openRound },
  ...{ goesOn: true, sendsMails: true },
});

export const closing = roundAct({
  ...{ operation: 'close-round', answer: ClosedRound, run: closeRound },
  ...{ goesOn: false, sendsMails: false },
});

/** Whoever was told that it would come is mailed. */
export const cancelling = roundAct({
  ...{ operation: 'cancel-round', answer: CancelledRound, run: cancelRound },
  ...{ goesOn: false, sendsMails: true },
});
