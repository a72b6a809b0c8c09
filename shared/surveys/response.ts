import * as z from 'zod';
import { CommandId, OrganisationId, ProgrammeId, ResponseId, RoundId } from '../kernel/ids.ts';
import { ReceiptNumber } from '../kernel/reference-number.ts';
import { Instant } from '../kernel/time.ts';
import { Submission } from '../programmes/form-submission.ts';
import { Attribution } from './attribution.ts';
import { FieldChanges } from './saved-draft.ts';

/**
 * A submitted answer (回答), never changed: a later submission is a new response with the next number. It keeps answering
 * to the version of the form that it was given on; words stand as they were typed.
 */
export const Response = z
  .object({
    programmeId: ProgrammeId,
    roundId: RoundId,
    organisationId: OrganisationId,
    responseId: ResponseId,
    /** From 1 within the invitation. */
    number: z.int().min(1),
    referenceNumber: ReceiptNumber,
    submittedAt: Instant,
    submission: Submission,
    /** What was looked over and is as before, by its part of the earlier answer. */
    confirmed: FieldChanges.optional(),
    /** Who changed each field last; kept with the answer, so that what was submitted keeps its authors. */
    changes: Attribution.optional(),
    /** By which command it was submitted: the same command again gets the same receipt. */
    command: CommandId.optional(),
  })
  .readonly();
export type Response = z.infer<typeof Response>;

/** What the officer keeps: printed, and repeated in a mail without the answers. */
export const Receipt = z
  .object({ referenceNumber: ReceiptNumber, submittedAt: Instant, number: z.int().min(1), isLate: z.boolean() })
  .readonly();
export type Receipt = z.infer<typeof Receipt>;
