/** A round of the second programme that is planned and waits to be opened: it asks national organisations too. */
import { createRoundRepository } from '../../../functions/surveys/dynamodb-round-repository.ts';
import { surveyForms } from '../../../functions/surveys/survey-forms.ts';
import { fiscalYearLabel, fiscalYearOf } from '../../../shared/calendar/fiscal-year.ts';
import type { ProgrammeId } from '../../../shared/kernel/ids.ts';
import { addDays, jstDateOf } from '../../../shared/kernel/time.ts';
import { findProgramme } from '../../../shared/programmes/registry.ts';
import { planRound } from '../../../shared/surveys/plan-round.ts';
import { daysBefore, namedId, pastCause, type SeedGround } from './seed-ground.ts';

const askingProgramme = 'single-parent-2024';

export async function seedPlannedRound(ground: SeedGround): Promise<{ readonly programmeId: ProgrammeId }> {
  const programme = findProgramme(askingProgramme);
  const survey = programme?.surveys[0];
  if (programme === undefined || survey === undefined) throw new Error('the asking programme has no survey');
  const changes = ground.changesOf('SURVEYS_TABLE');
  const rounds = createRoundRepository({ client: ground.client, table: ground.table('SURVEYS_TABLE'), changes });
  const programmeId = programme.identity.id;
  const at = daysBefore(ground.now, 14);
  const today = jstDateOf(ground.now);
  const plan = {
    title: `${fiscalYearLabel(fiscalYearOf(today))} ${survey.title}`,
    ...{ formId: survey.form.id, formVersion: survey.form.version },
    ...{ dueOn: addDays(today, 42), closesOn: addDays(today, 49) },
  };
  const ids = { next: () => namedId(`round|${programmeId}`) };
  // Refused where the folder has it already: a second start changes nothing.
  await planRound({ rounds, programmes: surveyForms, ids }, plan, pastCause(programmeId, at, 'plan-round'));
  return { programmeId };
}
