import type * as z from 'zod';
import { DeskChanged } from '../../events/desk-changed.v1.ts';
import { happened } from '../../events/event.ts';
import type { ResponseAccepted } from '../../events/response-accepted.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import { nextEntry } from './next-entry.ts';
import type { DesksSource } from './organisation-desks.ts';
import type { OrganisationDesksRepository } from './organisation-desks-repository.ts';

export interface RecordAcceptedDesksDeps {
  readonly desks: Pick<OrganisationDesksRepository, 'find' | 'save'>;
}

export type Accepted = z.output<typeof ResponseAccepted.data> & { readonly acceptedAt: Instant };

/**
 * Takes the desks of an accepted answer into the directory. An older acceptance that arrives late changes nothing, and an
 * answer to a form that does not ask for desks says nothing of them. Throws where somebody else wrote meanwhile, so that
 * the event is heard again.
 */
export async function recordAcceptedDesks(
  deps: RecordAcceptedDesksDeps,
  accepted: Accepted,
  cause: Cause,
): Promise<void> {
  if (accepted.desks === undefined) return;
  const before = await deps.desks.find(cause.programmeId, accepted.organisationId);
  if (before !== undefined && before.source.acceptedAt >= accepted.acceptedAt) return;
  const { organisationId, confirmedOn } = accepted;
  const entry = nextEntry(before, {
    ...{ programmeId: cause.programmeId, organisationId, confirmedOn, source: sourceOf(accepted) },
    ...{ desks: accepted.desks, retired: accepted.retired ?? [] },
  });
  const { version, desks } = entry;
  const saved = await deps.desks.save(entry, {
    cause,
    audit: {
      action: 'record-accepted-desks',
      target: `organisation/${organisationId}`,
      detail: { version, desks: desks.length },
    },
    events: [happened(DeskChanged, { organisationId, version, confirmedOn, desks })],
  });
  if (saved === 'changed-meanwhile') throw new Error('the entry of the organisation changed meanwhile');
}

/** What an accepted answer is kept as in the history of whatever was taken from it. */
export function sourceOf(accepted: Accepted): Extract<DesksSource, { kind: 'answer' }> {
  const { roundId, referenceNumber, acceptedAt, acceptedBy, section } = accepted;
  return {
    ...{ kind: 'answer', roundId, referenceNumber, acceptedAt },
    ...(acceptedBy === undefined ? {} : { acceptedBy }),
    ...(section === undefined ? {} : { section }),
  };
}
