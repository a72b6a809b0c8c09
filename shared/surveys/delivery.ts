/**
 * 配達: what became of the mail with an organisation's link, as notices told. A row beside the invitation, so that
 * hearing it never gets in the way of somebody who answers.
 */
import * as z from 'zod';
import type { ChangeRecord, Saved } from '../kernel/change.ts';
import { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { Instant } from '../kernel/time.ts';

export const Delivery = z
  .object({
    programmeId: ProgrammeId,
    roundId: RoundId,
    organisationId: OrganisationId,
    /** A mail of a later generation of links overrules one of an earlier one. */
    linkGeneration: z.int().min(1),
    state: z.enum(['sent', 'delivered', 'delayed', 'bounced', 'failed', 'no-address']),
    at: Instant,
    /** Of the mail; a later one overrules an earlier one. */
    version: z.int().min(1),
  })
  .readonly();
export type Delivery = z.infer<typeof Delivery>;
export type DeliveryState = Delivery['state'];

/** What each state is called on pages. */
export const deliveryLabels = {
  sent: '送信済み',
  delivered: '配達済み',
  delayed: '遅延中',
  bounced: '不達',
  failed: '送信できず',
  'no-address': '宛先なし',
} as const satisfies Record<DeliveryState, string>;

/** No mail reaches the organisation until somebody puts its address right. */
export function isUnreachable(state: DeliveryState | undefined): boolean {
  return state === 'bounced' || state === 'failed' || state === 'no-address';
}

export interface DeliveryRepository {
  /** Where a newer one is known, that stays. */
  note(delivery: Delivery, record: ChangeRecord): Promise<Saved>;
  ofRound(programmeId: ProgrammeId, roundId: RoundId): Promise<readonly Delivery[]>;
}
