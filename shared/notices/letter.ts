import type { JstDate } from '../kernel/time.ts';
import type { Contact } from './contact.ts';
import type { LetterLink } from './mailer.ts';
import type {
  CancellationContent,
  CorrectionNoticeContent,
  DelegationContent,
  LinkedNoticeContent,
  Notice,
  PreNoticeContent,
} from './notice.ts';

/** What a mail is written from. */
export type LetterMatter =
  | {
      readonly kind: 'survey';
      readonly content: LinkedNoticeContent;
      readonly contact: Contact;
      readonly link: LetterLink;
    }
  /** No link: it does not stand yet. */
  | { readonly kind: 'pre-notice'; readonly content: PreNoticeContent; readonly contact: Contact }
  | { readonly kind: 'cancellation'; readonly content: CancellationContent; readonly contact: Contact }
  | {
      readonly kind: 'delegation';
      readonly content: DelegationContent;
      /** Of the organisation and of the colleague's section. */
      readonly name: string;
      readonly section: string;
      readonly url: string;
    }
  /** `url` leads to the form by which the organisation corrects its desks. */
  | {
      readonly kind: 'correction';
      readonly content: CorrectionNoticeContent;
      readonly contact: Contact;
      readonly url: string;
    }
  | { readonly kind: 'digest'; readonly content: Extract<Notice['content'], { purpose: 'digest' }> };

export interface Letter {
  readonly senderName: string;
  readonly subject: string;
  /** Plain text, lines ended by LF. */
  readonly text: string;
}

export interface LetterWriter {
  /** Throws where the programme is none of ours. `on`: the day on which it is sent. */
  write(programmeId: Notice['programmeId'], matter: LetterMatter, on: JstDate): Letter;
}
