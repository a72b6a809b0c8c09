/** All that can happen, by the name under which it travels. Rules of the event bus are made from this list. */
import { CollationRequested } from './collation-requested.v1.ts';
import { ContactsImported } from './contacts-imported.v1.ts';
import { DelegationDeclined } from './delegation-declined.v1.ts';
import { DelegationDeliveryChanged } from './delegation-delivery-changed.v1.ts';
import { DeskChanged } from './desk-changed.v1.ts';
import { DeskCorrectionAsked } from './desk-correction-asked.v1.ts';
import { DeskCorrectionDecided } from './desk-correction-decided.v1.ts';
import { FileCleared } from './file-cleared.v1.ts';
import { FileRefused } from './file-refused.v1.ts';
import { FormUpgraded } from './form-upgraded.v1.ts';
import { ImportChunkStaged } from './import-chunk-staged.v1.ts';
import { InvitationDeliveryChanged } from './invitation-delivery-changed.v1.ts';
import { InvitationTermsChanged } from './invitation-terms-changed.v1.ts';
import { InvitationsIssued } from './invitations-issued.v1.ts';
import { MorningRunFinished } from './morning-run-finished.v1.ts';
import { PagesOutdated } from './pages-outdated.v1.ts';
import { PreNoticeDeliveryChanged } from './pre-notice-delivery-changed.v1.ts';
import { RemindersDue } from './reminders-due.v1.ts';
import { ResponseAccepted } from './response-accepted.v1.ts';
import { ResponseRecalled } from './response-recalled.v1.ts';
import { ResponseReturned } from './response-returned.v1.ts';
import { ResponseSubmitted } from './response-submitted.v1.ts';
import { RoundAnnounced } from './round-announced.v1.ts';
import { RoundCancelled } from './round-cancelled.v1.ts';
import { RoundOpened } from './round-opened.v1.ts';
import { RoundOpeningRequested } from './round-opening-requested.v1.ts';
import { SurveyDelegated } from './survey-delegated.v1.ts';
import { SurveyDelegationEnded } from './survey-delegation-ended.v1.ts';
import { SurveyHandedOver } from './survey-handed-over.v1.ts';

export const catalogue = {
  'collation-requested.v1': CollationRequested,
  'contacts-imported.v1': ContactsImported,
  'delegation-declined.v1': DelegationDeclined,
  'delegation-delivery-changed.v1': DelegationDeliveryChanged,
  'desk-changed.v1': DeskChanged,
  'desk-correction-asked.v1': DeskCorrectionAsked,
  'desk-correction-decided.v1': DeskCorrectionDecided,
  'file-cleared.v1': FileCleared,
  'file-refused.v1': FileRefused,
  'form-upgraded.v1': FormUpgraded,
  'import-chunk-staged.v1': ImportChunkStaged,
  'invitation-delivery-changed.v1': InvitationDeliveryChanged,
  'invitation-terms-changed.v1': InvitationTermsChanged,
  'invitations-issued.v1': InvitationsIssued,
  'morning-run-finished.v1': MorningRunFinished,
  'pages-outdated.v1': PagesOutdated,
  'pre-notice-delivery-changed.v1': PreNoticeDeliveryChanged,
  'reminders-due.v1': RemindersDue,
  'response-accepted.v1': ResponseAccepted,
  'response-recalled.v1': ResponseRecalled,
  'response-returned.v1': ResponseReturned,
  'response-submitted.v1': ResponseSubmitted,
  'round-announced.v1': RoundAnnounced,
  'round-cancelled.v1': RoundCancelled,
  'round-opened.v1': RoundOpened,
  'round-opening-requested.v1': RoundOpeningRequested,
  'survey-delegated.v1': SurveyDelegated,
  'survey-delegation-ended.v1': SurveyDelegationEnded,
  'survey-handed-over.v1': SurveyHandedOver,
} as const;

export type EventType = keyof typeof catalogue;
