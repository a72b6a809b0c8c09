/** The mails with which the demo round went out: one each, delivered, in the inbox of this machine. */
import { createNoticeRepository } from '../../../functions/notices/dynamodb-notice-repository.ts';
import { createRoundFacts } from '../../../functions/notices/dynamodb-round-facts.ts';
import { createLetterLinks } from '../../../functions/notices/letter-links.ts';
import { createLetterWriter } from '../../../functions/notices/texts/write-letter.ts';
import { mimeOf } from '../../../functions/platform/mail/mime.ts';
import { addMs, type Instant, jstDateOf, msOf } from '../../../shared/kernel/time.ts';
import type { Contact } from '../../../shared/notices/contact.ts';
import { type Notice, queuedNotice, settledNotice } from '../../../shared/notices/notice.ts';
import type { Round } from '../../../shared/surveys/round.ts';
import type { PastMail } from '../ports.ts';
import { demoContacts, noticesStoreOf } from './seed-contacts.ts';
import { environmentValue, pastCause, type SeedGround } from './seed-ground.ts';
import { linkSecretsOf } from './seed-survey.ts';

const noticesAtOnce = 30;
const firstGeneration = 1;
const minuteMs = 60_000;

export async function seedMails(ground: SeedGround, round: Round): Promise<void> {
  const store = noticesStoreOf(ground);
  const notices = createNoticeRepository(store);
  const sentAt = addMs(round.createdAt, 5 * minuteMs);
  const cause = pastCause(round.programmeId, sentAt, 'queue-notices');
  const { roundId, title, dueOn, organisations } = round;
  const target = `round/${roundId}`;
  const record = (action: string) => ({ cause, audit: { action, target }, events: [] });
  await createRoundFacts(store).addRound(
    { programmeId: round.programmeId, roundId, surveyTitle: title, dueOn, organisations, openedAt: round.createdAt },
    record('record-round'),
  );
  for (let start = 0; start < demoContacts.length; start += noticesAtOnce) {
    const chunk = demoContacts.slice(start, start + noticesAtOnce);
    await notices.add(
      chunk.map((contact) => deliveredNotice(round, contact, sentAt)),
      {},
      record('queue-notices'),
    );
  }
  const desk = writingDesk(ground);
  await ground.context.mails.place(
    await Promise.all(demoContacts.map((contact) => letterTo(desk, round, contact, sentAt))),
  );
}

function contentFor({ roundId, title, dueOn }: Round, { organisationId }: Contact) {
  return {
    purpose: 'survey-invitation',
    roundId,
    organisationId,
    surveyTitle: title,
    dueOn,
    linkGeneration: firstGeneration,
  } as const;
}

function deliveredNotice(round: Round, contact: Contact, at: Instant): Notice {
  const queued = queuedNotice(contentFor(round, contact), round.programmeId, at);
  const recipients = { to: [contact.mail], cc: [] };
  return settledNotice({ ...queued, tries: 1, recipients }, 'delivered', at);
}

function writingDesk(ground: SeedGround) {
  const { model, localise } = ground.context;
  const origin = localise(environmentValue(model, 'APP_ORIGIN'));
  const sender = environmentValue(model, 'MAIL_SENDER');
  return {
    sender,
    replyTo: environmentValue(model, 'MAIL_REPLY_TO'),
    domain: sender.slice(sender.lastIndexOf('@') + 1),
    links: createLetterLinks(linkSecretsOf(ground), origin),
    letters: createLetterWriter(origin),
  };
}

async function letterTo(
  { sender, replyTo, domain, links, letters }: ReturnType<typeof writingDesk>,
  round: Round,
  contact: Contact,
  sentAt: Instant,
): Promise<PastMail> {
  const content = contentFor(round, contact);
  const link = await links.linkOf(round, contact.organisationId, firstGeneration);
  const { senderName, subject, text } = letters.write(
    round.programmeId,
    { kind: 'survey', content, contact, link },
    jstDateOf(sentAt),
  );
  const { noticeId } = queuedNotice(content, round.programmeId, sentAt);
  const raw = mimeOf({
    from: { name: senderName, address: sender },
    replyTo,
    to: [contact.mail],
    cc: [],
    subject,
    text,
    messageId: `${noticeId}@${domain}`,
    sentAtMs: msOf(sentAt),
  });
  return { id: `demo-${noticeId}`, raw: Buffer.from(raw), recipients: [contact.mail], sentAt: msOf(sentAt) };
}
