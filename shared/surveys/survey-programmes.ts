/** What the survey rules need of a programme: its forms and the fixed list of whom it asks. */
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import type { Round } from './round.ts';

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

export type AskingRound = Pick<Round, 'programmeId' | 'formId' | 'formVersion' | 'nationalOrganisations'>;

export interface SurveyProgrammes {
  findForm(programmeId: ProgrammeId, formId: string, version: number): FormDefinition | undefined;
  /** Ids of the forms that ask for desks. */
  formsWithDesks(programmeId: ProgrammeId): readonly string[];
  /** Whether the survey asks 全国団体 beside local governments, or alone. */
  asksNationalOrganisations(programmeId: ProgrammeId, formId: string, version: number): boolean;
  /**
   * Whom the round asks, by its form: local governments in the order of their list, then its national organisations in
   * the order of their codes. The cursor of the opening job counts in it.
   */
  recipientsOf(round: AskingRound): readonly Recipient[];
  contactOf(programmeId: ProgrammeId): SurveyContact;
}
