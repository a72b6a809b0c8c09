import type { BookFacts } from '../../../shared/surveys/answer-book.ts';
import type { Invitation } from '../../../shared/surveys/invitation.ts';

/** Whose book it is, as the invitation says now. */
export function bookFactsOf(invitation: Invitation): Omit<BookFacts, 'seen'> {
  const { organisationId, programmeId, roundId, formId, formVersion } = invitation;
  return { organisationId, programmeId, roundId, formId, formVersion };
}
