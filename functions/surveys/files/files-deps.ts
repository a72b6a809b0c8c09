import type { InvitationRepository } from '../../../shared/surveys/invitation-repository.ts';
import type { RoundRepository } from '../../../shared/surveys/round-repository.ts';
import type { SurveyProgrammes } from '../../../shared/surveys/survey-programmes.ts';
import type { LinkSecrets } from '../../platform/links/link-secrets.ts';

/** What the pages work with that make or read files. They read only; a filled book is saved by the form's own page. */
export interface SurveyFilesDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'invitationsOf'>;
  readonly rounds: Pick<RoundRepository, 'find' | 'list'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm' | 'contactOf'>;
  readonly links: LinkSecrets;
  /** `https://app.example.jp` */
  readonly appOrigin: string;
}
