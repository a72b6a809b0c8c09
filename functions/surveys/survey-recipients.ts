/**
 * Whom a programme asks, in the order of the list of local governments. Apart from the forms, since the list is 90 KB
 * and the officers' pages do without it.
 */
import { OrganisationId, type ProgrammeId } from '../../shared/kernel/ids.ts';
import { fullName, localGovernments } from '../../shared/programmes/local-governments.ts';
import { findProgramme } from '../../shared/programmes/registry.ts';
import type { Recipient, SurveyProgrammes } from '../../shared/surveys/survey-programmes.ts';

const asked: readonly Recipient[] = localGovernments.map((localGovernment) => ({
  organisationId: OrganisationId.parse(localGovernment.code),
  name: fullName(localGovernment),
  prefecture: localGovernment.code.slice(0, 2),
}));

export const surveyRecipients: Pick<SurveyProgrammes, 'recipientsOf'> = {
  recipientsOf(programmeId: ProgrammeId) {
    const surveys = findProgramme(programmeId)?.surveys ?? [];
    return surveys.some(({ recipients }) => recipients.includes('local-governments')) ? asked : [];
  },
};
