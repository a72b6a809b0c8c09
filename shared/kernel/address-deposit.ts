/**
 * A mail address that somebody entered at the door of another context, laid down (預け) straight where `notices` keeps
 * addresses, in the transaction of the change that it belongs to. The event of that change names ids alone.
 */
import * as z from 'zod';
import { OrganisationId, ProgrammeId, RoundId } from './ids.ts';
import { Instant } from './time.ts';

export const AddressDeposit = z
  .object({
    programmeId: ProgrammeId,
    roundId: RoundId,
    organisationId: OrganisationId,
    /** `delegation`: of a colleague who shares the draft; `hand-over`: of who takes over. */
    purpose: z.enum(['delegation', 'hand-over']),
    /** Of the delegation, or the generation of the link. */
    number: z.int().min(1).max(99),
    /** 課の名称, as typed: never a person. */
    section: z.string().min(1).max(60),
    mail: z.string().min(3).max(254),
    depositedAt: Instant,
  })
  .readonly();
export type AddressDeposit = z.infer<typeof AddressDeposit>;

export type DepositKey = Omit<AddressDeposit, 'section' | 'mail' | 'depositedAt'>;
