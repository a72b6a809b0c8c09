import { OrganisationDesks } from '../../../shared/directory/organisation-desks.ts';
import { OrganisationMeasures } from '../../../shared/directory/organisation-measures.ts';
import { aReference, chiba, programmeId, roundId } from './surveys.ts';

const acceptedAt = '2026-06-08T00:00:00.000Z';
export const anAnswerSource = {
  ...{ kind: 'answer', roundId, referenceNumber: aReference, acceptedAt },
  ...{ acceptedBy: 'body-staff', section: '子ども家庭課' },
} as const;

/** An entry of the directory with one desk. */
export function anEntry(over: Readonly<Record<string, unknown>> = {}): OrganisationDesks {
  return OrganisationDesks.parse({
    ...{ programmeId, organisationId: chiba, version: 1, confirmedOn: '2026-06-06', source: anAnswerSource },
    desks: [{ deskId: `${chiba}-1`, name: '女性相談室', phone: '043-245-5111' }],
    lastDeskNumber: 1,
    ...over,
  });
}

/** What an organisation said for comparison. */
export function someMeasures(over: Readonly<Record<string, unknown>> = {}): OrganisationMeasures {
  return OrganisationMeasures.parse({
    ...{ programmeId, organisationId: chiba, version: 1, confirmedOn: '2026-06-06', source: anAnswerSource },
    ...{ formId: 'womens-measures', formVersion: 1, answers: { plan: '策定済', workers: '0' } },
    ...over,
  });
}
