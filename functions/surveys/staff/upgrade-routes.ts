/** Moving a running round to a newer version of its form, as pages and for programs. */
import { FormUpgrade } from '../../../shared/surveys/upgrade-form.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import type { StaffSurveysDeps } from './deps.ts';
import { exampleRound, OneRound, UpgradeForm, UpgradeFormPosted } from './inputs.ts';
import { createShowUpgrade, createUpgradeForm, createUpgradeFormByProgram } from './upgrade-form.ts';

const page = '/console/surveys/rounds/{roundId}/upgrade-form';

export function upgradeRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const access = deps.door.staff('rounds:open');
  return [
    route({ method: 'GET', path: page, access, input: OneRound, handler: createShowUpgrade(deps) }),
    route({ method: 'POST', path: page, access, input: UpgradeFormPosted, handler: createUpgradeForm(deps) }),
    route({
      ...{ method: 'POST', path: '/api/v1/surveys/rounds/{roundId}/upgrade-form', access, input: UpgradeForm },
      handler: createUpgradeFormByProgram(deps),
      describe: {
        operationId: 'upgradeForm',
        summary: '受付中の調査を、調査票の新しい版に移す',
        replies: { 202: FormUpgrade },
        refusals: [409, 422],
        example: { roundId: exampleRound, formVersion: 2, dueOn: '2027-02-05' },
      },
    }),
  ];
}
