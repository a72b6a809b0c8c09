/** One round of the first programme that went out two weeks ago and runs for another four. */
import { createLinkSecrets } from '../../../functions/platform/links/link-secrets.ts';
import { createInvitationRepository } from '../../../functions/surveys/dynamodb-invitation-repository.ts';
import { createKnownAnswersRepository } from '../../../functions/surveys/dynamodb-known-answers-repository.ts';
import { createRoundRepository } from '../../../functions/surveys/dynamodb-round-repository.ts';
import { createInvitationLinks } from '../../../functions/surveys/invitation-links.ts';
import { surveyRecipients } from '../../../functions/surveys/survey-recipients.ts';
import { fiscalYearLabel, fiscalYearOf } from '../../../shared/calendar/fiscal-year.ts';
import { openDayOnOrBefore } from '../../../shared/calendar/open-day.ts';
import { ImportId, RoundId } from '../../../shared/kernel/ids.ts';
import { addDays, type JstDate, jstDateOf } from '../../../shared/kernel/time.ts';
import { findProgramme } from '../../../shared/programmes/registry.ts';
import { issueInvitations } from '../../../shared/surveys/issue-invitations.ts';
import type { OpeningRound, Round } from '../../../shared/surveys/round.ts';
import { daysBefore, environmentValue, namedId, pastCause, type SeedGround } from './seed-ground.ts';

const demoProgramme = 'womens-support-2026';
export const demoRoundId = RoundId.parse(namedId('round'));
export const demoImportId = ImportId.parse(namedId('import'));

export function linkSecretsOf(ground: SeedGround) {
  return createLinkSecrets(environmentValue(ground.context.model, 'LINK_KEY'), ground.kms);
}

/** Answers the round as it stands, with all its invitations issued. */
export async function seedSurvey(ground: SeedGround): Promise<Round> {
  const table = ground.table('SURVEYS_TABLE');
  const parts = { client: ground.client, table, changes: ground.changesOf('SURVEYS_TABLE') };
  const rounds = createRoundRepository(parts);
  const round = demoRound(ground);
  const { programmeId, roundId } = round;
  const known = await rounds.find(programmeId, roundId);
  if (known === undefined) {
    const { openingAt: _, ...planned } = round;
    await rounds.add({ ...planned, status: 'draft', organisations: 0 }, recordOf(ground, round, 'plan-round'));
    await rounds.replace({ ...round, version: 2 }, recordOf(ground, round, 'open-round'));
  }
  const links = createInvitationLinks(linkSecretsOf(ground));
  const invitations = createInvitationRepository(parts);
  const knownAnswers = createKnownAnswersRepository(parts);
  const deps = { rounds, knownAnswers, programmes: surveyRecipients, links, invitations };
  for (;;) {
    const now = await rounds.find(programmeId, roundId);
    if (now === undefined) throw new Error('the demo round is gone');
    if (now.status !== 'opening') return now;
    const cause = pastCause(programmeId, round.openingAt, `issue|${now.issuedSoFar}`);
    await issueInvitations(deps, { roundId, issuedSoFar: now.issuedSoFar }, cause);
  }
}

function demoRound(ground: SeedGround): OpeningRound {
  const programme = findProgramme(demoProgramme);
  const survey = programme?.surveys[0];
  if (programme === undefined || survey === undefined) throw new Error('the demo programme has no survey');
  const today = jstDateOf(ground.now);
  const dueOn = openDayOnOrBefore(addDays(today, 28));
  const at = daysBefore(ground.now, 14);
  const programmeId = programme.identity.id;
  const { id: formId, version: formVersion } = survey.form;
  return {
    programmeId,
    roundId: demoRoundId,
    title: `${fiscalYearLabel(fiscalYearOf(today))} ${survey.title}`,
    formId,
    formVersion,
    opensOn: jstDateOf(at),
    dueOn,
    closesOn: closingDay(dueOn),
    reminderPlan: [5, 2],
    reminderStepsDone: 0,
    issuedSoFar: 0,
    organisations: surveyRecipients.recipientsOf({ programmeId, formId, formVersion }).length,
    createdAt: at,
    version: 1,
    status: 'opening',
    openingAt: at,
  };
}

/** A week in which late answers are still taken. */
function closingDay(dueOn: JstDate): JstDate {
  return addDays(dueOn, 7);
}

function recordOf(_ground: SeedGround, round: OpeningRound, action: string) {
  const cause = pastCause(round.programmeId, round.openingAt, action);
  return { cause, audit: { action, target: `round/${round.roundId}` }, events: [] };
}
