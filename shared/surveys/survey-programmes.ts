/** What the survey rules need of a programme: its forms and the fixed list of whom it asks. */
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';

export interface Recipient {
  readonly organisationId: OrganisationId;
  /** With its prefecture, as shown: 千葉県 千葉市. */
  readonly name: string;
  /** Two digits; absent for a national organisation. */
  readonly prefecture?: string;
}

/** Whom to ask about a survey: a section, never a person. */
export interface SurveyContact {
  readonly section: string;
  readonly phone?: string;
  readonly mail?: string;
  readonly hours?: string;
}

export interface SurveyProgrammes {
  findForm(programmeId: ProgrammeId, formId: string, version: number): FormDefinition | undefined;
  /** In a fixed order: the cursor of the opening job counts in it. */
  recipientsOf(programmeId: ProgrammeId): readonly Recipient[];
  contactOf(programmeId: ProgrammeId): SurveyContact;
}
