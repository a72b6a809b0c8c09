/** A running round moves to a newer version of its form: what is new, and the decision. */
import type { RoundId } from '../../../shared/kernel/ids.ts';
import { formDifference } from '../../../shared/programmes/added-questions.ts';
import { FormUpgrade, type UpgradeFormInput, upgradeForm } from '../../../shared/surveys/upgrade-form.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once } from '../../platform/http/route.ts';
import { newerForms } from '../survey-forms.ts';
import { orRefuse, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { renderUpgradeFormPage } from './pages/upgrade-form-page.tsx';
import { findRound } from './rounds.ts';

type Deps = Pick<StaffSurveysDeps, 'rounds' | 'programmes' | 'commands'>;
type ShowRequest = StaffRequest<{ roundId: RoundId }>;
type UpgradeRequest = StaffRequest<UpgradeFormInput>;

export function createShowUpgrade(deps: Deps) {
  return async (request: ShowRequest): Promise<Reply> =>
    html(200, await page(deps, request, { formVersion: '', dueOn: '' }, []));
}

async function page(
  deps: Deps,
  request: ShowRequest,
  values: { readonly formVersion: string; readonly dueOn: string },
  errors: readonly { readonly field: string; readonly message: string }[],
): Promise<string> {
  const { who, guard } = request;
  const round = await findRound(deps, request);
  const now = deps.programmes.findForm(round.programmeId, round.formId, round.formVersion);
  const versions = newerForms(round).flatMap((form) =>
    now === undefined ? [] : [{ version: form.version, ...formDifference(now, form) }],
  );
  return renderUpgradeFormPage({ caller: who, guard, round, versions, values, errors });
}

function upgrade(deps: Deps, request: UpgradeRequest) {
  const cause = causeOf(request, 'upgrade-form');
  return once(deps.commands, cause, FormUpgrade, () => upgradeForm(deps, request.input, cause));
}

export function createUpgradeForm(deps: Deps) {
  return async (request: UpgradeRequest): Promise<Reply> => {
    const outcome = await upgrade(deps, request);
    if (outcome.ok) return seeOther(`/console/surveys/rounds/${outcome.value.roundId}`);
    if (outcome.refusal.kind !== 'upgrade-not-valid') return orRefuse(outcome);
    const { formVersion, dueOn } = request.input;
    const values = { formVersion: formVersion === 0 ? '' : String(formVersion), dueOn };
    return html(422, await page(deps, request, values, outcome.refusal.errors));
  };
}

export function createUpgradeFormByProgram(deps: Deps) {
  return async (request: UpgradeRequest): Promise<Reply> => json(202, orRefuse(await upgrade(deps, request)));
}
