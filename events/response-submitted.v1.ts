import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { Instant } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** An organisation submitted its answer (again, where it had been returned or recalled). */
export const ResponseSubmitted = defineEvent({
  type: 'response-submitted.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    surveyTitle: z.string().min(1).max(120),
    referenceNumber: z.string().min(8).max(40),
    submittedAt: Instant,
    /** Version of the invitation after the change; a later one overrules an earlier one. */
    version: z.int().min(1),
    linkGeneration: z.int().min(1),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '011002',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    referenceNumber: 'K7RM-4T2P-9XHC',
    submittedAt: '2026-06-10T01:23:45.678Z',
    version: 4,
    linkGeneration: 1,
  },
});
