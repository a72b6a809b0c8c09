import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { type CorrectionLink, type DeskCorrection, isLinkOver } from './desk-correction.ts';
import type { DeskCorrectionRepository } from './desk-correction-repository.ts';
import type { OrganisationDesks } from './organisation-desks.ts';
import type { OrganisationDesksRepository } from './organisation-desks-repository.ts';

export interface OpenCorrectionDeps {
  readonly corrections: Pick<DeskCorrectionRepository, 'findLink' | 'find'>;
  readonly desks: Pick<OrganisationDesksRepository, 'find'>;
}

export type CorrectionLinkRefusal =
  | { readonly kind: 'correction-link-not-valid' }
  | { readonly kind: 'correction-link-over' };

export interface OpenedCorrection {
  readonly link: CorrectionLink;
  readonly entry: OrganisationDesks | undefined;
  /** The one asked for last, in whatever state. */
  readonly correction: DeskCorrection | undefined;
}

/** What stands behind a link. Changes nothing. */
export async function openCorrection(
  { corrections, desks }: OpenCorrectionDeps,
  linkDigest: string,
  now: Instant,
): Promise<Result<OpenedCorrection, CorrectionLinkRefusal>> {
  const link = await corrections.findLink(linkDigest);
  if (link === undefined) return refuse({ kind: 'correction-link-not-valid' });
  if (isLinkOver(link, now)) return refuse({ kind: 'correction-link-over' });
  const { programmeId, organisationId } = link;
  const [entry, correction] = await Promise.all([
    desks.find(programmeId, organisationId),
    corrections.find(programmeId, organisationId),
  ]);
  return ok({ link, entry, correction });
}
