import * as z from 'zod';
import { ProgrammeId } from '../kernel/ids.ts';

/** Where a programme's weekly summary goes: addresses of the receiver's section, a setting of the programme. */
export const DigestRecipients = z.object({
  programmeId: ProgrammeId,
  addresses: z.array(z.string().max(254)).min(1).max(10),
});
export type DigestRecipients = z.infer<typeof DigestRecipients>;

export interface DigestSettings {
  /** Empty where nobody is set. */
  recipientsOf(programmeId: ProgrammeId): Promise<readonly string[]>;
}
