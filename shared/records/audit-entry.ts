/**
 * One line of the audit trail: who did what to what, when. Written in the same transaction as the change itself; read
 * by auditors, changed by nobody.
 * @source 千葉県 仕様書 別記2 5.2(1); 愛媛労働局 仕様書 別紙2 6.1.1
 */
import * as z from 'zod';
import { ProgrammeId } from '../kernel/ids.ts';
import { Instant } from '../kernel/time.ts';

export const AuditEntry = z.object({
  id: z.uuid(),
  at: Instant,
  programmeId: ProgrammeId,
  actor: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('account'), accountId: z.string(), role: z.string() }),
    z.object({ kind: z.literal('organisation'), organisationId: z.string() }),
    z.object({ kind: z.literal('system'), name: z.string() }),
    z.object({ kind: z.literal('visitor') }),
  ]),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
