/** The organisation hands in its correction, or takes it back while nobody has decided. */
import type { PublicDesk, RetiredDesk } from '../../events/response-accepted.v1.ts';
import type { Cause, IdSource } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { DeskCorrectionRepository } from './desk-correction-repository.ts';
import type { OpenedCorrection } from './open-correction.ts';

export interface RequestCorrectionDeps {
  readonly corrections: Pick<DeskCorrectionRepository, 'add' | 'move'>;
  readonly ids: IdSource;
}

export type RequestCorrectionRefusal =
  | { readonly kind: 'correction-open-already' }
  | { readonly kind: 'correction-not-open' };

export interface StatedCorrection {
  readonly section: string;
  readonly basedOn: number;
  readonly desks: readonly PublicDesk[];
  readonly retired: readonly RetiredDesk[];
}

export async function requestCorrection(
  { corrections, ids }: RequestCorrectionDeps,
  { link, correction }: OpenedCorrection,
  stated: StatedCorrection,
  cause: Cause,
): Promise<Result<undefined, RequestCorrectionRefusal>> {
  if (correction?.status === 'requested') return refuse({ kind: 'correction-open-already' });
  const { programmeId, organisationId, askId } = link;
  const request = {
    ...{
      programmeId,
      organisationId,
      askId,
      requestId: ids.next(),
      requestedAt: cause.at,
      status: 'requested' as const,
    },
    ...{ ...stated, desks: [...stated.desks], retired: [...stated.retired], version: 1 },
  };
  const saved = await corrections.add(request, {
    cause,
    audit: {
      action: 'request-correction',
      target: `organisation/${organisationId}`,
      detail: { desks: stated.desks.length, retired: stated.retired.length },
    },
    events: [],
  });
  return saved === 'saved' ? ok(undefined) : refuse({ kind: 'correction-open-already' });
}

export async function withdrawCorrection(
  { corrections }: RequestCorrectionDeps,
  { correction }: OpenedCorrection,
  cause: Cause,
): Promise<Result<undefined, RequestCorrectionRefusal>> {
  if (correction?.status !== 'requested') return refuse({ kind: 'correction-not-open' });
  const { organisationId, version } = correction;
  const withdrawn = { ...correction, status: 'withdrawn' as const, withdrawnAt: cause.at, version: version + 1 };
  const saved = await corrections.move(withdrawn, undefined, {
    cause,
    audit: { action: 'withdraw-correction', target: `organisation/${organisationId}` },
    events: [],
  });
  return saved === 'saved' ? ok(undefined) : refuse({ kind: 'correction-not-open' });
}
