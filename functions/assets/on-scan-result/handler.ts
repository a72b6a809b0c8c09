/** The one door through which the scanner's results come in; behind it they are facts of ours. */
import * as z from 'zod';
import { type SettleScanDeps, settleScan } from '../../../shared/assets/settle-scan.ts';
import { FileId, ProgrammeId } from '../../../shared/kernel/ids.ts';
import type { Clock } from '../../../shared/kernel/time.ts';
import { systemClock } from '../../platform/clock.ts';
import { log } from '../../platform/logger.ts';

/** @source Amazon GuardDuty User Guide, "Monitoring S3 object scans with Amazon EventBridge" */
const ScanEvent = z.object({
  id: z.string().max(100),
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string().max(1024), eTag: z.string().max(200) }),
    scanResultDetails: z.object({ scanResultStatus: z.string().max(60) }),
  }),
});

const FileKey = z.tuple([ProgrammeId, z.literal('files'), FileId]);

export function onScanResult(deps: SettleScanDeps & { readonly clock?: Clock }) {
  return async (body: unknown): Promise<void> => {
    const { id, detail } = ScanEvent.parse(body);
    const key = FileKey.safeParse(detail.s3ObjectDetails.objectKey.split('/'));
    if (!key.success) return log('WARN', 'a scan result names no file of ours', { eventId: id });
    const [programmeId, , fileId] = key.data;
    const etag = detail.s3ObjectDetails.eTag.replaceAll('"', '');
    const actor = { kind: 'system', name: 'assets/on-scan-result' } as const;
    const cause = { programmeId, actor, at: (deps.clock ?? systemClock).now(), requestId: id };
    const settled = await settleScan(deps, { fileId, verdict: detail.scanResultDetails.scanResultStatus, etag }, cause);
    log('INFO', `scan settled: ${settled}`, { programmeId, eventId: id });
  };
}
