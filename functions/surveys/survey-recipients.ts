/**
 * Whom a round asks: local governments in the order of their list, and the national organisations that it was opened
 * with. Apart from the forms, since the list is 90 KB and the officers' pages do without it.
 */
import { OrganisationId } from '../../shared/kernel/ids.ts';
import { fullName, localGovernments } from '../../shared/programmes/local-governments.ts';
import { findProgramme, findSurvey } from '../../shared/programmes/registry.ts';
import type { Recipient, SurveyProgrammes } from '../../shared/surveys/survey-programmes.ts';

const everyLocalGovernment: readonly Recipient[] = localGovernments.map((localGovernment) => ({
  organisationId: OrganisationId.parse(localGovernment.code),
  name: fullName(localGovernment),
  prefecture: localGovernment.code.slice(0, 2),
}));

export const surveyRecipients: Pick<SurveyProgrammes, 'recipientsOf'> = {
  recipientsOf({ programmeId, formId, formVersion, nationalOrganisations = [] }) {
    const programme = findProgramme(programmeId);
    const asked = (programme && findSurvey(programme, formId, formVersion)?.recipients) ?? [];
    return [
      ...(asked.includes('local-governments') ? everyLocalGovernment : []),
      ...(asked.includes('national-organisations') ? nationalOrganisations : []),
    ];
  },
};
