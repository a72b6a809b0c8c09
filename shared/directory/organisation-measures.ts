/**
 * What one organisation answered to the questions that are compared between local governments (M09), as it was accepted.
 *
 * Nuances: an organisation without an entry is 未回答; one with an entry may still have left a question out, which is
 * 未回答 for that question alone. Neither is ever 「なし」 or 0.
 */
import * as z from 'zod';
import { ComparedMeasures } from '../../events/response-accepted.v1.ts';
import { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { JstDate } from '../kernel/time.ts';
import { DesksSource } from './organisation-desks.ts';

export const OrganisationMeasures = ComparedMeasures.extend({
  programmeId: ProgrammeId,
  organisationId: OrganisationId,
  version: z.int().min(1),
  confirmedOn: JstDate,
  source: DesksSource,
});
export type OrganisationMeasures = z.infer<typeof OrganisationMeasures>;
