import type * as z from 'zod';
import { DeskChanged } from '../../events/desk-changed.v1.ts';
import { happened } from '../../events/event.ts';
import type { ResponseAccepted } from '../../events/response-accepted.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { DeskId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { OrganisationDesks } from './organisation-desks.ts';
import type { OrganisationDesksRepository } from './organisation-desks-repository.ts';

export interface RecordAcceptedDesksDeps {
  readonly desks: Pick<OrganisationDesksRepository, 'find' | 'save'>;
}

export type Accepted = z.output<typeof ResponseAccepted.data> & { readonly acceptedAt: Instant };

/**
 * Takes the desks of an accepted answer into the directory. An older acceptance that arrives late changes nothing.
 * Throws where somebody else wrote meanwhile, so that the event is heard again.
 */
export async function recordAcceptedDesks(
  deps: RecordAcceptedDesksDeps,
  accepted: Accepted,
  cause: Cause,
): Promise<void> {
  const before = await deps.desks.find(cause.programmeId, accepted.organisationId);
  if (before !== undefined && before.source.acceptedAt >= accepted.acceptedAt) return;
  const entry = entryOf(accepted, cause, (before?.version ?? 0) + 1);
  const { organisationId, version, confirmedOn, desks } = entry;
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

function entryOf(accepted: Accepted, cause: Cause, version: number): OrganisationDesks {
  const { organisationId, confirmedOn, roundId, referenceNumber, acceptedAt } = accepted;
  return {
    programmeId: cause.programmeId,
    organisationId,
    version,
    confirmedOn,
    desks: accepted.desks.map((desk, place) => ({ ...desk, deskId: DeskId.parse(`${organisationId}-${place + 1}`) })),
    ...(accepted.retired === undefined ? {} : { retired: accepted.retired }),
    source: { roundId, referenceNumber, acceptedAt },
  };
}
