/** The body takes the address that an organisation named when it handed over, or dismisses it. */
import * as z from 'zod';
import type { Cause } from '../kernel/change.ts';
import { OrganisationId } from '../kernel/ids.ts';
import { mayMove } from '../kernel/moves.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { AddressOverride, overrideMoves } from './address-override.ts';
import type { ContactBook } from './contact-book.ts';

export type ReviewOverrideRefusal = { readonly kind: 'override-not-found' } | { readonly kind: 'changed-meanwhile' };

export const ReviewedOverride = z
  .object({ organisationId: OrganisationId, status: AddressOverride.unwrap().shape.status })
  .readonly();

/** A dismissed one loses its address: mails go to the contact list again. */
export async function reviewOverride(
  { contacts }: { readonly contacts: Pick<ContactBook, 'overrideOf' | 'saveOverride'> },
  input: {
    readonly organisationId: OrganisationId;
    readonly ifVersion: number;
    readonly verdict: 'in-force' | 'dismissed';
  },
  cause: Cause,
): Promise<Result<z.infer<typeof ReviewedOverride>, ReviewOverrideRefusal>> {
  const { organisationId, ifVersion, verdict } = input;
  const override = await contacts.overrideOf(cause.programmeId, organisationId);
  if (override === undefined) return refuse({ kind: 'override-not-found' });
  if (override.version !== ifVersion || !mayMove(overrideMoves, override.status, verdict)) {
    return refuse({ kind: 'changed-meanwhile' });
  }
  const { mail, ...rest } = override;
  const kept = verdict === 'dismissed' || mail === undefined ? rest : { ...rest, mail };
  const result = { organisationId, status: verdict };
  const audit = { action: 'review-override', target: `organisation/${organisationId}`, detail: { verdict } };
  const next = { ...kept, status: verdict, version: override.version + 1 };
  const saved = await contacts.saveOverride(next, { cause, audit, events: [], result });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}
