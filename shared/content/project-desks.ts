import { happened } from '../../events/event.ts';
import { PagesOutdated } from '../../events/pages-outdated.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { AreaDesks } from './area-desks.ts';
import type { AreaDesksRepository } from './area-desks-repository.ts';

/** Copies the public desks of an organisation beside the pages and says which pages are outdated now. */
export async function projectDesks(
  deps: { readonly areas: Pick<AreaDesksRepository, 'save'> },
  copy: AreaDesks,
  cause: Cause,
): Promise<void> {
  const { organisationId, version } = copy;
  await deps.areas.save(copy, {
    cause,
    audit: { action: 'project-desks', target: `organisation/${organisationId}`, detail: { version } },
    events: [happened(PagesOutdated, { scope: [organisationId] })],
  });
}
