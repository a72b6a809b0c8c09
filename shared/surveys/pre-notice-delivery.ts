/**
 * 事前のお知らせの配達: what became of the mail that announced a round to an organisation, as notices told. An address that
 * has been put right counts as reached only once a mail has arrived there: the next announcement proves it.
 */
import type * as z from 'zod';
import type { Cause, ChangeRecord, Saved } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { Delivery, isUnreachable } from './delivery.ts';
import { auditTargetOf } from './invitation.ts';

export const PreNoticeDelivery = Delivery.unwrap().omit({ linkGeneration: true }).readonly();
export type PreNoticeDelivery = z.infer<typeof PreNoticeDelivery>;

export interface PreNoticeRepository {
  /** Where a newer one is known, that stays. */
  note(delivery: PreNoticeDelivery, record: ChangeRecord): Promise<Saved>;
  ofRound(programmeId: ProgrammeId, roundId: RoundId): Promise<readonly PreNoticeDelivery[]>;
}

/** In any order and any number of times: the newest stands. */
export async function notePreNotice(
  { preNotices }: { readonly preNotices: Pick<PreNoticeRepository, 'note'> },
  heard: Omit<PreNoticeDelivery, 'programmeId'>,
  cause: Cause,
): Promise<void> {
  await preNotices.note(
    { ...heard, programmeId: cause.programmeId },
    {
      ...{ cause, events: [] },
      audit: { action: 'note-pre-notice', target: auditTargetOf(heard), detail: { state: heard.state } },
    },
  );
}

/** How far an announcement has come; the rest of those announced is under way. */
export interface PreNoticeFigures {
  readonly delivered: number;
  /** Whom no mail has reached so far, in the order of the codes. */
  readonly unreachable: readonly OrganisationId[];
}

export function preNoticeFigures(heard: readonly PreNoticeDelivery[]): PreNoticeFigures {
  return {
    delivered: heard.filter(({ state }) => state === 'delivered').length,
    unreachable: heard.filter(({ state }) => isUnreachable(state)).map(({ organisationId }) => organisationId),
  };
}
