import { happened } from '../../events/event.ts';
import { PagesOutdated } from '../../events/pages-outdated.v1.ts';
import type { Cause, ChangeRecord } from '../kernel/change.ts';

/** Has every page of the programme's portal drawn again: after the first deployment, and after a change of the pages. */
export async function requestSite(
  deps: { readonly note: (record: ChangeRecord) => Promise<void> },
  cause: Cause,
): Promise<void> {
  await deps.note({
    cause,
    audit: { action: 'request-site', target: `site/${cause.programmeId}` },
    events: [happened(PagesOutdated, { scope: 'all' })],
  });
}
