import { FileCleared } from '../../../events/file-cleared.v1.ts';
import { type BeginImportDeps, beginImport } from '../../../shared/notices/begin-import.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

/** Files for other purposes are others' business. */
export function onFileCleared(deps: BeginImportDeps): Subscription {
  return subscription(FileCleared, 'notices/on-file-cleared', async ({ data, programmeId }, cause) => {
    if (data.purpose !== 'contact-import') return;
    if (!data.key.startsWith(`${programmeId}/`)) throw new Error("the file lies outside the programme's folder");
    await beginImport(deps, data, cause);
  });
}
