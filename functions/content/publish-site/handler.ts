import { PagesOutdated } from '../../../events/pages-outdated.v1.ts';
import { type PublishPagesDeps, publishPages } from '../../../shared/content/publish-pages.ts';
import { findProgramme } from '../../../shared/programmes/registry.ts';
import { log } from '../../platform/logger.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';
import { renderSitePage } from './pages/site-page.tsx';

/**
 * A programme without a portal has nothing to publish. Repeats draw the same pages again and write nothing.
 * @param appOrigin `https://app.example.jp`; where officials are led to
 */
export function onPagesOutdated(deps: Omit<PublishPagesDeps, 'render'>, appOrigin?: string): Subscription {
  return subscription(PagesOutdated, 'content/publish-site', async ({ id, programmeId, data }) => {
    const portal = findProgramme(programmeId)?.portal;
    if (portal === undefined) return;
    const officials =
      appOrigin === undefined ? {} : { officialsHref: `${appOrigin}/corrections?programme=${programmeId}` };
    const render: PublishPagesDeps['render'] = (page, desks) => renderSitePage(page, { portal, desks, ...officials });
    const { written } = await publishPages({ ...deps, render }, { programmeId, scope: data.scope, reference: id });
    log('INFO', 'pages published', { programmeId, eventId: id, count: written.length });
  });
}
