/** To whom a notice goes, asked at the moment of sending: the list may have changed, and so may the need. */

import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { contactUnder } from './address-override.ts';
import type { Contact } from './contact.ts';
import type { ContactBook } from './contact-book.ts';
import type { DigestSettings } from './digest-recipients.ts';
import type { LetterMatter, LetterWriter } from './letter.ts';
import { liveAddresses } from './live-addresses.ts';
import type { LetterLinks } from './mailer.ts';
import {
  type CorrectionNoticeContent,
  type DelegationContent,
  type Notice,
  type Recipients,
  type SurveyNoticeContent,
  subjectOf,
} from './notice.ts';
import type { RoundFacts } from './round-facts.ts';

export interface AddressNoticeDeps {
  readonly contacts: Pick<ContactBook, 'current' | 'find' | 'correctionsOf' | 'depositOf' | 'overrideOf'>;
  readonly facts: Pick<RoundFacts, 'answerOf' | 'roundOf'>;
  readonly digests: Pick<DigestSettings, 'recipientsOf'>;
  readonly links: LetterLinks;
  readonly letters: LetterWriter;
}

type SuppressedReason = 'answered-meanwhile' | 'address-bounced' | 'delegation-ended' | 'opened-meanwhile';

export type Addressed =
  | { readonly kind: 'go'; readonly recipients: Recipients; readonly matter: LetterMatter }
  | { readonly kind: 'suppressed'; readonly reason: SuppressedReason }
  | { readonly kind: 'no-address' };

export async function addressNotice(deps: AddressNoticeDeps, notice: Notice): Promise<Addressed> {
  const subject = subjectOf(notice);
  if (notice.content.purpose === 'digest') {
    const found = await deps.digests.recipientsOf(notice.programmeId);
    if (found === undefined) return { kind: 'no-address' };
    return {
      kind: 'go',
      recipients: { to: found.addresses, cc: [] },
      matter: { kind: 'digest', content: notice.content },
    };
  }
  if (notice.content.purpose === 'desk-correction') return addressCorrection(deps, notice.programmeId, notice.content);
  if (subject === undefined) return { kind: 'no-address' };
  if (await isAnsweredMeanwhile(deps, notice)) return { kind: 'suppressed', reason: 'answered-meanwhile' };
  if (await isOpenedMeanwhile(deps, notice)) return { kind: 'suppressed', reason: 'opened-meanwhile' };
  if (subject.purpose === 'survey-delegation') return addressColleague(deps, notice, subject);
  return addressOrganisation(deps, notice, subject);
}

async function addressOrganisation(
  { contacts, links }: AddressNoticeDeps,
  { programmeId }: Notice,
  content: SurveyNoticeContent,
): Promise<Addressed> {
  const { organisationId, roundId } = content;
  const reached = await reach(contacts, programmeId, organisationId);
  if (reached.kind !== 'reached') return reached;
  const { contact, recipients } = reached;
  if (content.purpose === 'survey-pre-notice') {
    return { kind: 'go', recipients, matter: { kind: 'pre-notice', content, contact } };
  }
  if (content.purpose === 'survey-cancellation') {
    return { kind: 'go', recipients, matter: { kind: 'cancellation', content, contact } };
  }
  const { linkGeneration } = content;
  const link = await links.linkOf({ programmeId, roundId }, organisationId, linkGeneration);
  return { kind: 'go', recipients, matter: { kind: 'survey', content, contact, link } };
}

async function addressCorrection(
  { contacts, links }: AddressNoticeDeps,
  programmeId: ProgrammeId,
  content: CorrectionNoticeContent,
): Promise<Addressed> {
  const reached = await reach(contacts, programmeId, content.organisationId);
  if (reached.kind !== 'reached') return reached;
  const { contact, recipients } = reached;
  const url = await links.correctionUrlOf(programmeId, content.organisationId, content.askId);
  return { kind: 'go', recipients, matter: { kind: 'correction', content, contact, url } };
}

type Reached =
  | { readonly kind: 'reached'; readonly contact: Contact; readonly recipients: Recipients }
  | Exclude<Addressed, { kind: 'go' }>;

async function reach(
  contacts: AddressNoticeDeps['contacts'],
  programmeId: ProgrammeId,
  organisationId: OrganisationId,
): Promise<Reached> {
  const current = await contacts.current(programmeId);
  const [listed] = current === undefined ? [] : await contacts.find(current, [organisationId]);
  if (current === undefined || listed === undefined) return { kind: 'no-address' };
  const contact = contactUnder(listed, await contacts.overrideOf(programmeId, organisationId), current);
  const live = liveAddresses(contact, await contacts.correctionsOf(programmeId, organisationId));
  const [first, ...others] = live;
  if (first === undefined) return { kind: 'suppressed', reason: 'address-bounced' };
  return { kind: 'reached', contact, recipients: { to: [first], cc: others } };
}

/** The address lies where it was laid down, until the delegation ends. */
async function addressColleague(
  { contacts, links }: AddressNoticeDeps,
  { programmeId }: Notice,
  content: DelegationContent,
): Promise<Addressed> {
  const { organisationId, roundId, delegation } = content;
  const key = { programmeId, roundId, organisationId, purpose: 'delegation', number: delegation } as const;
  const [deposit, current] = await Promise.all([contacts.depositOf(key), contacts.current(programmeId)]);
  if (deposit === undefined) return { kind: 'suppressed', reason: 'delegation-ended' };
  const [contact] = current === undefined ? [] : await contacts.find(current, [organisationId]);
  if (contact === undefined) return { kind: 'no-address' };
  const url = await links.delegateUrlOf({ programmeId, roundId }, organisationId, delegation);
  const matter = { kind: 'delegation', content, name: contact.name, section: deposit.section, url } as const;
  return { kind: 'go', recipients: { to: [deposit.mail], cc: [] }, matter };
}

const yielding = [
  'survey-reminder',
  'survey-addition',
  'survey-delegation',
] as const satisfies readonly Notice['content']['purpose'][];

/**
 * A reminder yields to an answer, or to an exemption, that came after it was decided on. An answer from before was given back to the
 * organisation (差戻し), or it would not be reminded.
 */
async function isAnsweredMeanwhile({ facts }: AddressNoticeDeps, notice: Notice): Promise<boolean> {
  const { content } = notice;
  if (!('roundId' in content) || !yielding.some((each) => each === content.purpose)) return false;
  const { roundId, organisationId } = content;
  const answer = await facts.answerOf(notice.programmeId, roundId, organisationId);
  return answer !== undefined && answer.status !== 'open' && answer.at >= notice.requestedAt;
}

/** Who has the link already needs no word that it will come. */
async function isOpenedMeanwhile({ facts }: AddressNoticeDeps, { programmeId, content }: Notice): Promise<boolean> {
  if (content.purpose !== 'survey-pre-notice') return false;
  return (await facts.roundOf(programmeId, content.roundId)) !== undefined;
}
