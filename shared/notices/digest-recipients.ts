import * as z from 'zod';
import type { ChangeRecord, Saved } from '../kernel/change.ts';
import { ProgrammeId } from '../kernel/ids.ts';

/** One mail takes no more. */
export const mostDigestRecipients = 10;

/** Where a programme's digests go: addresses of the receiver's section, a setting of the programme. */
export const DigestRecipients = z.object({
  programmeId: ProgrammeId,
  addresses: z.array(z.string().max(254)).min(1).max(mostDigestRecipients),
  version: z.int().min(1),
});
export type DigestRecipients = z.infer<typeof DigestRecipients>;

export interface DigestSettings {
  /** `undefined` where nobody is set. */
  recipientsOf(programmeId: ProgrammeId): Promise<DigestRecipients | undefined>;
  /** Over the version before; version 1 where nobody is set. */
  save(recipients: DigestRecipients, record: ChangeRecord): Promise<Saved>;
}
