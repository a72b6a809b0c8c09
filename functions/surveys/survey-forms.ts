/** Forms and contact of a programme, from its definition. */
import { telephoneNotAssigned } from '../../shared/programmes/programme-definition.ts';
import { findProgramme, findSurvey } from '../../shared/programmes/registry.ts';
import type { SurveyProgrammes } from '../../shared/surveys/survey-programmes.ts';

export const surveyForms: Pick<SurveyProgrammes, 'findForm' | 'contactOf' | 'asksNationalOrganisations'> = {
  findForm(programmeId, formId, version) {
    const programme = findProgramme(programmeId);
    return programme && findSurvey(programme, formId, version)?.form;
  },
  asksNationalOrganisations(programmeId, formId, version) {
    const programme = findProgramme(programmeId);
    const survey = programme && findSurvey(programme, formId, version);
    return survey?.recipients.includes('national-organisations') === true;
  },
  contactOf(programmeId) {
    const mail = findProgramme(programmeId)?.mail;
    if (mail === undefined) throw new Error(`no programme ${programmeId}`);
    return {
      section: mail.contactSection,
      ...(mail.phone === telephoneNotAssigned ? {} : { phone: mail.phone }),
    };
  },
};
