/**
 * One organisation's contact is put right by hand, in the list that is in force. An entry on the correction list closes
 * by itself: it is about the address that stood there.
 */
import * as z from 'zod';
import type { Cause } from '../kernel/change.ts';
import { OrganisationId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { normaliseMailAddress } from '../kernel/text.ts';
import type { Contact } from './contact.ts';
import type { ContactBook } from './contact-book.ts';
import { type Correction, isDeadAddress, sameMail } from './correction.ts';

export interface CorrectContactDeps {
  readonly contacts: Pick<ContactBook, 'current' | 'find' | 'correctionsOf' | 'replace'>;
}

/** As typed; an empty second address or telephone means that there is none. */
export interface CorrectContactInput {
  readonly organisationId: OrganisationId;
  readonly section: string;
  readonly mail: string;
  readonly cc: string;
  readonly phone: string;
  /** The address that was shown to the person. */
  readonly replaces: string;
}

export interface ContactError {
  readonly field: 'section' | 'mail' | 'cc' | 'phone';
  readonly message: string;
}

export type CorrectContactRefusal =
  | { readonly kind: 'contact-not-found' }
  | { readonly kind: 'contact-not-valid'; readonly errors: readonly ContactError[] }
  | { readonly kind: 'changed-meanwhile' };

/** Without addresses: the answer is kept with the command. */
export const ContactCorrected = z.object({ organisationId: OrganisationId }).readonly();

export async function correctContact(
  { contacts }: CorrectContactDeps,
  input: CorrectContactInput,
  cause: Cause,
): Promise<Result<z.infer<typeof ContactCorrected>, CorrectContactRefusal>> {
  const { organisationId } = input;
  const current = await contacts.current(cause.programmeId);
  const [before] = current === undefined ? [] : await contacts.find(current, [organisationId]);
  if (current === undefined || before === undefined) return refuse({ kind: 'contact-not-found' });
  const read = readContact(input, before, await contacts.correctionsOf(cause.programmeId, organisationId));
  if ('errors' in read) return refuse({ kind: 'contact-not-valid', errors: read.errors });
  if (!sameMail(before.mail, input.replaces)) return refuse({ kind: 'changed-meanwhile' });
  const result = { organisationId };
  const audit = { action: 'correct-contact', target: `contact/${organisationId}` };
  const saved = await contacts.replace(current, before, read.contact, { cause, result, audit, events: [] });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

type Read = { readonly contact: Contact } | { readonly errors: readonly ContactError[] };

/** Names are kept as typed, addresses normalised, as on import. */
function readContact(input: CorrectContactInput, before: Contact, noted: readonly Correction[]): Read {
  const { organisationId, name } = before;
  const [section, phone] = [input.section.trim(), input.phone.trim()];
  const mail = normaliseMailAddress(input.mail);
  const cc = input.cc.trim() === '' ? undefined : normaliseMailAddress(input.cc);
  const isDead = (address: string | undefined) => address !== undefined && isDeadAddress(address, noted);
  const errors = [
    ...(section === '' || section.length > 120 ? [error('section', '担当部署を120文字以内で入力してください。')] : []),
    ...(mail === undefined ? [error('mail', 'メールアドレスの形式で入力してください。')] : []),
    ...(isDead(mail) ? [error('mail', deadAddress)] : []),
    ...(cc === undefined && input.cc.trim() !== '' ? [error('cc', 'メールアドレスの形式で入力してください。')] : []),
    ...(isDead(cc) ? [error('cc', deadAddress)] : []),
    ...(phone.length > 60 ? [error('phone', '電話番号を60文字以内で入力してください。')] : []),
  ];
  if (mail === undefined || errors.length > 0) return { errors };
  const optional = { ...(cc === undefined ? {} : { cc }), ...(phone === '' ? {} : { phone }) };
  return { contact: { organisationId, name, section, mail, ...optional } };
}

function error(field: ContactError['field'], message: string): ContactError {
  return { field, message };
}

const deadAddress =
  'このアドレスには、以前送ったメールが届きませんでした。別のアドレスを入力するか、使えるようになったことを登録してください。';
