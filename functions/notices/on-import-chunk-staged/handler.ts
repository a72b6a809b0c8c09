import { ImportChunkStaged } from '../../../events/import-chunk-staged.v1.ts';
import { type StageImportChunkDeps, stageImportChunk } from '../../../shared/notices/stage-import-chunk.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

/** The next chunk of the import job. */
export function onImportChunkStaged(deps: StageImportChunkDeps): Subscription {
  return subscription(ImportChunkStaged, 'notices/on-import-chunk-staged', async ({ data }, cause) => {
    await stageImportChunk(deps, data, cause);
  });
}
