/** Mails of the past for demo data: files and rows as if they had been sent, and no events after them. */
import type { PastMail, Store } from '../../ports.ts';
import { headerOf, parseMessage } from './mime-message.ts';
import type { SentMails } from './sent-mails.ts';

const filesAtOnce = 32;

export async function placePastMails(mails: SentMails, store: Store, placed: readonly PastMail[]): Promise<void> {
  const fresh = placed.filter(({ id }) => mails.find(id) === undefined);
  const rows = fresh.map((mail) => ({
    mail,
    file: `${new Date(mail.sentAt).toISOString().slice(0, 10)}/${mail.id}.eml`,
  }));
  for (let start = 0; start < rows.length; start += filesAtOnce) {
    await Promise.all(rows.slice(start, start + filesAtOnce).map(({ mail, file }) => mails.placeFile(file, mail.raw)));
  }
  store.transaction(() => {
    for (const { mail, file } of rows) {
      const { id, sentAt, recipients, raw } = mail;
      const { subject, text, headers } = parseMessage(raw);
      const about = { messageId: id, source: headerOf(headers, 'from') ?? '', destination: recipients };
      mails.add({ id, sentAt, recipients, subject, text, file, configurationSet: undefined, mail: about });
    }
  });
}
