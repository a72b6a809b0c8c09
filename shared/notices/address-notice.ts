/** To whom a notice goes, asked at the moment of sending: the list may have changed, and so may the need. */

import type { Contact } from './contact.ts';
import type { ContactBook } from './contact-book.ts';
import { type Correction, sameMail } from './correction.ts';
import type { DigestSettings } from './digest-recipients.ts';
import type { LetterMatter, LetterWriter } from './letter.ts';
import type { LetterLinks } from './mailer.ts';
import { type Notice, type Recipients, type SurveyNoticeContent, subjectOf } from './notice.ts';
import type { RoundFacts } from './round-facts.ts';

export interface AddressNoticeDeps {
  readonly contacts: Pick<ContactBook, 'current' | 'find' | 'correctionsOf'>;
  readonly facts: Pick<RoundFacts, 'answerOf'>;
  readonly digests: Pick<DigestSettings, 'recipientsOf'>;
  readonly links: LetterLinks;
  readonly letters: LetterWriter;
}

export type Addressed =
  | { readonly kind: 'go'; readonly recipients: Recipients; readonly matter: LetterMatter }
  | { readonly kind: 'suppressed'; readonly reason: 'answered-meanwhile' | 'address-bounced' }
  | { readonly kind: 'no-address' };

export async function addressNotice(deps: AddressNoticeDeps, notice: Notice): Promise<Addressed> {
  const subject = subjectOf(notice);
  if (notice.content.purpose === 'weekly-digest') {
    const found = await deps.digests.recipientsOf(notice.programmeId);
    if (found === undefined) return { kind: 'no-address' };
    return {
      kind: 'go',
      recipients: { to: found.addresses, cc: [] },
      matter: { kind: 'digest', content: notice.content },
    };
  }
  if (subject === undefined) return { kind: 'no-address' };
  if (await isAnsweredMeanwhile(deps, notice)) return { kind: 'suppressed', reason: 'answered-meanwhile' };
  return addressOrganisation(deps, notice, subject);
}

async function addressOrganisation(
  { contacts, links }: AddressNoticeDeps,
  { programmeId }: Notice,
  content: SurveyNoticeContent,
): Promise<Addressed> {
  const { organisationId, roundId, linkGeneration } = content;
  const current = await contacts.current(programmeId);
  const [contact] = current === undefined ? [] : await contacts.find(current, [organisationId]);
  if (contact === undefined) return { kind: 'no-address' };
  const live = liveAddresses(contact, await contacts.correctionsOf(programmeId, organisationId));
  const [first, ...others] = live;
  if (first === undefined) return { kind: 'suppressed', reason: 'address-bounced' };
  const link = await links.linkOf({ programmeId, roundId }, organisationId, linkGeneration);
  return { kind: 'go', recipients: { to: [first], cc: others }, matter: { kind: 'survey', content, contact, link } };
}

/** Those that no mail has come back from for good. The second one is written to where the first is dead. */
function liveAddresses({ mail, cc }: Contact, corrections: readonly Correction[]): readonly string[] {
  const isDead = (address: string) =>
    corrections.some((each) => each.mail !== undefined && sameMail(each.mail, address));
  const all = cc === undefined || sameMail(mail, cc) ? [mail] : [mail, cc];
  return all.filter((address) => !isDead(address));
}

/**
 * A reminder yields to an answer, or to an exemption, that came after it was decided on. An answer from before was given back to the
 * organisation (差戻し), or it would not be reminded.
 */
async function isAnsweredMeanwhile({ facts }: AddressNoticeDeps, notice: Notice): Promise<boolean> {
  if (notice.content.purpose !== 'survey-reminder') return false;
  const { roundId, organisationId } = notice.content;
  const answer = await facts.answerOf(notice.programmeId, roundId, organisationId);
  return answer !== undefined && answer.status !== 'open' && answer.at >= notice.requestedAt;
}
