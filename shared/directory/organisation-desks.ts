/**
 * The consultation desks (相談窓口) of one organisation as the directory holds them: whole, with the answer they came
 * from and the day they were confirmed on.
 *
 * Nuances: the newest acceptance wins, whatever the order in which events arrive. An organisation that was never
 * accepted has no entry (未回答); one that said it has no desk has an entry with an empty list (なし).
 */
import * as z from 'zod';
import { PublicDesk, RetiredDesk } from '../../events/response-accepted.v1.ts';
import { DeskId, OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { Instant, JstDate } from '../kernel/time.ts';

export const Desk = PublicDesk.extend({ deskId: DeskId });
export type Desk = z.infer<typeof Desk>;

export const OrganisationDesks = z.object({
  programmeId: ProgrammeId,
  organisationId: OrganisationId,
  version: z.int().min(1),
  confirmedOn: JstDate,
  desks: z.array(Desk).max(20),
  /** Desks that the accepted answer calls ended (廃止); never published. */
  retired: z.array(RetiredDesk).max(20).optional(),
  /** The accepted answer that says so. */
  source: z.object({ roundId: RoundId, referenceNumber: z.string().max(40), acceptedAt: Instant }),
});
export type OrganisationDesks = z.infer<typeof OrganisationDesks>;
