import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** The body excused one organisation from a round (対象外) or moved its due day (期限延長), or took either back. */
export const InvitationTermsChanged = defineEvent({
  type: 'invitation-terms-changed.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    surveyTitle: z.string().min(1).max(120),
    change: z.enum(['exempted', 'exemption-ended', 'extended', 'extension-ended']),
    /** As it is after the change. */
    dueOn: JstDate,
    linkGeneration: z.int().min(1),
    version: z.int().min(1),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '011002',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    change: 'extended',
    dueOn: '2026-07-15',
    linkGeneration: 1,
    version: 3,
  },
});
