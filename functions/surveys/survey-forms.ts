/** Forms and contact of a programme, from its definition. */
import type { FormDefinition } from '../../shared/programmes/form-definition.ts';
import { telephoneNotAssigned } from '../../shared/programmes/programme-definition.ts';
import { findProgramme, findSurvey } from '../../shared/programmes/registry.ts';
import { asksForDesks } from '../../shared/surveys/public-desks.ts';
import type { Round } from '../../shared/surveys/round.ts';
import type { SurveyProgrammes } from '../../shared/surveys/survey-programmes.ts';

export const surveyForms: Pick<
  SurveyProgrammes,
  'findForm' | 'formsWithDesks' | 'contactOf' | 'asksNationalOrganisations'
> = {
  findForm(programmeId, formId, version) {
    const programme = findProgramme(programmeId);
    return programme && findSurvey(programme, formId, version)?.form;
  },
  formsWithDesks(programmeId) {
    const forms = (findProgramme(programmeId)?.surveys ?? []).map(({ form }) => form);
    return [...new Set(forms.filter(asksForDesks).map(({ id }) => id))];
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

/** Later versions of the form that the round asks by. */
export function newerForms({ programmeId, formId, formVersion }: Round): readonly FormDefinition[] {
  const forms = (findProgramme(programmeId)?.surveys ?? []).map(({ form }) => form);
  return forms.filter(({ id, version }) => id === formId && version > formVersion);
}
