import type { IdSource } from '../../../shared/kernel/change.ts';
import type { DelegationRepository } from '../../../shared/surveys/delegation-repository.ts';
import type { HandOverRepository } from '../../../shared/surveys/hand-over-repository.ts';
import type { Invitation } from '../../../shared/surveys/invitation.ts';
import type { DelegateLinks, InvitationLinks } from '../../../shared/surveys/invitation-links.ts';
import type { CodeAttempts, InvitationRepository } from '../../../shared/surveys/invitation-repository.ts';
import type { LinkEntry } from '../../../shared/surveys/link-entry.ts';
import type { SurveyProgrammes } from '../../../shared/surveys/survey-programmes.ts';
import type { LinkSecrets } from '../../platform/links/link-secrets.ts';
import type { SurveyHead } from './pages/survey-frame.tsx';

/** What the officers' pages work with. */
export interface PublicSurveysDeps {
  readonly invitations: Pick<
    InvitationRepository,
    'open' | 'findByLink' | 'findByCode' | 'saveDraft' | 'submit' | 'supplement' | 'replace'
  >;
  readonly delegations: DelegationRepository;
  readonly handOvers: HandOverRepository;
  readonly attempts: CodeAttempts;
  readonly programmes: Pick<SurveyProgrammes, 'findForm' | 'contactOf'>;
  /** For the typed code: the link that it stands for is derived. */
  readonly links: LinkSecrets;
  readonly delegateLinks: DelegateLinks;
  readonly invitationLinks: InvitationLinks;
  readonly ids: IdSource;
  /** False only where the origin itself is plain HTTP (one machine). */
  readonly secureCookies: boolean;
}

/** Whose survey a page is about. */
export function headOf(
  { programmes }: Pick<PublicSurveysDeps, 'programmes'>,
  {
    surveyTitle,
    organisationName,
    dueOn,
    programmeId,
  }: Pick<Invitation | LinkEntry, 'surveyTitle' | 'organisationName' | 'dueOn' | 'programmeId'>,
): SurveyHead {
  return { surveyTitle, organisationName, dueOn, contact: programmes.contactOf(programmeId) };
}
