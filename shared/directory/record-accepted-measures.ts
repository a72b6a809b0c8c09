import type { Cause } from '../kernel/change.ts';
import type { OrganisationMeasuresRepository } from './organisation-measures-repository.ts';
import { type Accepted, sourceOf } from './record-accepted-desks.ts';

export interface RecordAcceptedMeasuresDeps {
  readonly measures: Pick<OrganisationMeasuresRepository, 'find' | 'save'>;
}

/**
 * Takes what an accepted answer says for comparison. An older acceptance that arrives late changes nothing. Throws where
 * somebody else wrote meanwhile, so that the event is heard again.
 */
export async function recordAcceptedMeasures(
  { measures }: RecordAcceptedMeasuresDeps,
  accepted: Accepted,
  cause: Cause,
): Promise<void> {
  if (accepted.measures === undefined) return;
  const { programmeId } = cause;
  const { organisationId, confirmedOn } = accepted;
  const { formId } = accepted.measures;
  const before = await measures.find({ programmeId, formId }, organisationId);
  if (before !== undefined && before.source.acceptedAt >= accepted.acceptedAt) return;
  const version = (before?.version ?? 0) + 1;
  const about = { programmeId, organisationId, version, confirmedOn };
  const saved = await measures.save(
    { ...accepted.measures, ...about, source: sourceOf(accepted) },
    {
      cause,
      audit: {
        action: 'record-accepted-measures',
        target: `organisation/${organisationId}`,
        detail: { version, form: formId },
      },
      events: [],
    },
  );
  if (saved === 'changed-meanwhile') throw new Error('the measures of the organisation changed meanwhile');
}
