/**
 * An organisation's link and typed code end (a mail went astray), and the next generation takes their place; it is
 * mailed like the first. The draft stays as it is.
 */

import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { InvitationsIssued } from '../../events/invitations-issued.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { OrganisationId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { auditTargetOf } from './invitation.ts';
import type { InvitationLinks } from './invitation-links.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import { nextGeneration } from './next-generation.ts';
import type { RoundRepository } from './round-repository.ts';

export interface RevokeLinkDeps {
  readonly rounds: Pick<RoundRepository, 'find'>;
  readonly invitations: Pick<InvitationRepository, 'open' | 'relink'>;
  readonly links: InvitationLinks;
}

export type RevokeLinkRefusal =
  | { readonly kind: 'invitation-not-found' }
  /** While invitations are being issued, or after the round was closed. */
  | { readonly kind: 'round-not-open' }
  | { readonly kind: 'too-many-links' }
  | { readonly kind: 'changed-meanwhile' };

export const RevokedLink = z
  .object({ roundId: RoundId, organisationId: OrganisationId, linkGeneration: z.int().min(2) })
  .readonly();
export type RevokedLink = z.infer<typeof RevokedLink>;

export async function revokeLink(
  { rounds, invitations, links }: RevokeLinkDeps,
  input: { readonly roundId: RoundId; readonly organisationId: OrganisationId },
  cause: Cause,
): Promise<Result<RevokedLink, RevokeLinkRefusal>> {
  const { programmeId } = cause;
  const { roundId, organisationId } = input;
  const [round, opened] = await Promise.all([
    rounds.find(programmeId, roundId),
    invitations.open({ programmeId, roundId, organisationId }),
  ]);
  if (round === undefined || opened === undefined) return refuse({ kind: 'invitation-not-found' });
  if (round.status !== 'open') return refuse({ kind: 'round-not-open' });
  const { invitation } = opened;
  const next = await nextGeneration(links, invitation);
  if (next === undefined) return refuse({ kind: 'too-many-links' });
  const { linkGeneration } = next;
  // The event of the opening job, so that the mail goes the same way; the round is open, so no chunk follows it.
  const { surveyTitle, dueOn } = invitation;
  const event = happened(InvitationsIssued, {
    ...{ roundId, surveyTitle, dueOn, linkGeneration, organisations: [organisationId] },
    ...{ issuedSoFar: round.issuedSoFar, isLast: true },
  });
  const result = { roundId, organisationId, linkGeneration };
  const saved = await invitations.relink(next, invitation, {
    ...{ cause, events: [event], result },
    audit: { action: 'revoke-link', target: auditTargetOf(invitation), detail: { linkGeneration } },
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}
