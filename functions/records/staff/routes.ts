import * as z from 'zod';
import { JstDate } from '../../../shared/kernel/time.ts';
import { AuditEntry } from '../../../shared/records/audit-entry.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import type { RecordsWiring } from '../wiring.ts';
import { createListAuditEntries, createListAuditEntriesByProgram } from './list-audit-entries.ts';

export type StaffRecordsDeps = Pick<RecordsWiring, 'door' | 'trail'>;

const After = z
  .string()
  .max(80)
  .regex(/^[0-9TZ:.#a-f-]+$/, 'ページの指定が正しくありません。')
  .optional();

/** The trail begins with the system; days of other centuries are slips. */
const Day = JstDate.refine(
  (day) => day >= '2020-01-01' && day < '2100-01-01',
  '2020年1月1日から2099年12月31日までの日付を指定してください。',
);

export function createRoutes(deps: StaffRecordsDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/console/records/audit',
      access: staff('audit:read'),
      input: z.object({ day: Day.optional().catch(undefined), after: After.catch(undefined) }),
      handler: createListAuditEntries(deps),
    }),
    route({
      method: 'GET',
      path: '/api/v1/records/audit-entries',
      access: staff('audit:read'),
      input: z.object({ day: Day.optional(), after: After }),
      handler: createListAuditEntriesByProgram(deps),
      describe: {
        operationId: 'listAuditEntries',
        summary: '1日分の操作の記録を時刻の順に見る',
        replies: { 200: z.object({ day: JstDate, entries: z.array(AuditEntry), next: z.string().optional() }) },
        refusals: [],
        example: { day: '2026-06-10' },
      },
    }),
  ];
}
