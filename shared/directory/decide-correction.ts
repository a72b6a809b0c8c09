/** The body decides on a correction. Accepted, it becomes the next version of the organisation's entry in the same change. */
import * as z from 'zod';
import { DeskChanged } from '../../events/desk-changed.v1.ts';
import { DeskCorrectionDecided } from '../../events/desk-correction-decided.v1.ts';
import { happened } from '../../events/event.ts';
import type { Cause } from '../kernel/change.ts';
import { OrganisationId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { jstDateOf } from '../kernel/time.ts';
import type { DeskCorrection, RequestedCorrection } from './desk-correction.ts';
import type { DeskCorrectionRepository } from './desk-correction-repository.ts';
import { nextEntry } from './next-entry.ts';
import type { OrganisationDesks } from './organisation-desks.ts';
import type { OrganisationDesksRepository } from './organisation-desks-repository.ts';

export interface DecideCorrectionDeps {
  readonly corrections: Pick<DeskCorrectionRepository, 'find' | 'move'>;
  readonly desks: Pick<OrganisationDesksRepository, 'find'>;
}

export type DecideCorrectionRefusal =
  | { readonly kind: 'correction-not-found' }
  | { readonly kind: 'correction-not-open' }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'changed-meanwhile' };

export interface CorrectionDecision {
  readonly organisationId: OrganisationId;
  /** The request that was read: a newer one is not decided unseen. */
  readonly requestId: string;
  readonly decision: { readonly kind: 'accept' } | { readonly kind: 'decline'; readonly reason: string };
}

export const DecidedCorrection = z.object({ organisationId: OrganisationId, requestId: z.uuid(), outcome: z.string() });
export type DecidedCorrection = z.infer<typeof DecidedCorrection>;

export async function decideCorrection(
  { corrections, desks }: DecideCorrectionDeps,
  { organisationId, requestId, decision }: CorrectionDecision,
  cause: Cause,
): Promise<Result<DecidedCorrection, DecideCorrectionRefusal>> {
  const correction = await corrections.find(cause.programmeId, organisationId);
  if (correction === undefined) return refuse({ kind: 'correction-not-found' });
  if (correction.status !== 'requested') return refuse({ kind: 'correction-not-open' });
  if (correction.requestId !== requestId) return refuse({ kind: 'changed-meanwhile' });
  if (decision.kind === 'decline' && decision.reason.trim() === '') return refuse({ kind: 'reason-missing' });
  const decided = decidedOn(correction, decision, cause);
  const entry =
    decision.kind === 'decline'
      ? undefined
      : entryFrom(correction, await desks.find(cause.programmeId, organisationId), cause);
  const outcome = decision.kind === 'accept' ? 'accepted' : 'declined';
  const result = { organisationId, requestId, outcome };
  const saved = await corrections.move(decided, entry, {
    ...{ cause, result },
    audit: { action: `${decision.kind}-correction`, target: `organisation/${organisationId}` },
    events: [
      happened(DeskCorrectionDecided, { organisationId, requestId, askId: correction.askId, outcome }),
      ...(entry === undefined ? [] : [happened(DeskChanged, entry)]),
    ],
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

function decidedOn(
  { version, ...request }: RequestedCorrection,
  decision: CorrectionDecision['decision'],
  { actor, at }: Cause,
): DeskCorrection {
  const decided = {
    decidedAt: at,
    decidedBy: actor.kind === 'account' ? actor.role : actor.kind,
    version: version + 1,
  };
  return decision.kind === 'accept'
    ? { ...request, ...decided, status: 'accepted' }
    : { ...request, ...decided, status: 'declined', reason: decision.reason };
}

/** The organisation confirmed its desks on the day on which it asked, not on the day of the decision. */
function entryFrom(
  { programmeId, organisationId, requestedAt, requestId, section, desks, retired }: RequestedCorrection,
  before: OrganisationDesks | undefined,
  { actor, at }: Cause,
): OrganisationDesks {
  const acceptedBy = actor.kind === 'account' ? { acceptedBy: actor.role } : {};
  return nextEntry(before, {
    ...{ programmeId, organisationId, desks, retired, confirmedOn: jstDateOf(requestedAt) },
    source: { kind: 'correction', requestId, acceptedAt: at, section, ...acceptedBy },
  });
}
