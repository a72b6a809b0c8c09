import { DeskChanged } from '../../../events/desk-changed.v1.ts';
import type { AreaDesksRepository } from '../../../shared/content/area-desks-repository.ts';
import { projectDesks } from '../../../shared/content/project-desks.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onDeskChanged(deps: { readonly areas: Pick<AreaDesksRepository, 'save'> }): Subscription {
  return subscription(DeskChanged, 'content/on-desk-changed', async ({ data, programmeId }, cause) => {
    await projectDesks(deps, { ...data, programmeId }, cause);
  });
}
