/**
 * Somebody knows that a dead address can be used again: its mailbox was full, or was set up anew. Mails go there from
 * now on; a new bounce marks it dead once more.
 */
import * as z from 'zod';
import type { Cause } from '../kernel/change.ts';
import { OrganisationId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ContactBook } from './contact-book.ts';
import { isDead, longestBecause, sameMail } from './correction.ts';

export interface ReviveAddressInput {
  readonly organisationId: OrganisationId;
  /** One of the dead ones, as shown. */
  readonly address: string;
  /** How it is known, as typed. */
  readonly because: string;
}

export interface RevivalError {
  readonly field: 'address' | 'because';
  readonly message: string;
}

export type ReviveAddressRefusal =
  | { readonly kind: 'address-not-dead' }
  | { readonly kind: 'revival-not-valid'; readonly errors: readonly RevivalError[] }
  | { readonly kind: 'changed-meanwhile' };

/** Without the address: the answer is kept with the command. */
export const RevivedAddress = z.object({ organisationId: OrganisationId }).readonly();

export async function reviveAddress(
  { contacts }: { readonly contacts: Pick<ContactBook, 'correctionsOf' | 'repair'> },
  input: ReviveAddressInput,
  cause: Cause,
): Promise<Result<z.infer<typeof RevivedAddress>, ReviveAddressRefusal>> {
  const { organisationId } = input;
  const because = input.because.trim();
  const errors = [...addressErrors(input.address), ...reasonErrors(because)];
  if (errors.length > 0) return refuse({ kind: 'revival-not-valid', errors });
  const noted = await contacts.correctionsOf(cause.programmeId, organisationId);
  const dead = noted.find((each) => isDead(each) && each.mail !== undefined && sameMail(each.mail, input.address));
  if (dead === undefined) return refuse({ kind: 'address-not-dead' });
  const result = { organisationId };
  const audit = { action: 'revive-address', target: `contact/${organisationId}` };
  const repaired = { ...dead, repaired: { at: cause.at, because } };
  const saved = await contacts.repair(repaired, { cause, result, audit, events: [] });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

function addressErrors(address: string): readonly RevivalError[] {
  return address === '' ? [{ field: 'address', message: '使えるようになったアドレスを選んでください。' }] : [];
}

function reasonErrors(because: string): readonly RevivalError[] {
  if (because === '') return [{ field: 'because', message: '使えるようになったと分かった理由を入力してください。' }];
  return [...because].length <= longestBecause
    ? []
    : [{ field: 'because', message: `理由は、${longestBecause}文字以内で入力してください。` }];
}
