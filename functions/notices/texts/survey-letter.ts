import type { JstDate } from '../../../shared/kernel/time.ts';
import type { Contact } from '../../../shared/notices/contact.ts';
import type { Letter } from '../../../shared/notices/letter.ts';
import type { LetterLink } from '../../../shared/notices/mailer.ts';
import type { LinkedNoticeContent, NoticePurpose } from '../../../shared/notices/notice.ts';
import type { MailSettings } from '../../../shared/programmes/programme-definition.ts';

export type SurveyLetter<Purpose extends NoticePurpose> = (
  matter: {
    readonly content: Extract<LinkedNoticeContent, { purpose: Purpose }>;
    readonly contact: Contact;
    readonly link: LetterLink;
    /** The day on which it is sent. */
    readonly on: JstDate;
  },
  mail: MailSettings,
) => Pick<Letter, 'subject' | 'text'>;
