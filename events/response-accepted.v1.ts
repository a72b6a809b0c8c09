import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** A desk as the organisation wants it known to the public. Words are as typed; phones are normalised beside them. */
export const PublicDesk = z.object({
  name: z.string().min(1).max(120),
  section: z.string().max(120).optional(),
  phone: z.string().max(60).optional(),
  fax: z.string().max(60).optional(),
  mail: z.string().max(254).optional(),
  url: z.string().max(500).optional(),
  openDays: z.string().max(300).optional(),
  openHours: z.string().max(300).optional(),
  audience: z.string().max(500).optional(),
  audienceOther: z.string().max(120).optional(),
  languages: z.string().max(300).optional(),
  /** Whether it answers on social media, in words. */
  sns: z.string().max(60).optional(),
  snsUrl: z.string().max(500).optional(),
  /** Whether somebody goes along to offices, in words. */
  accompaniment: z.string().max(60).optional(),
  /** Only of a place that visitors may come to. */
  address: z.string().max(200).optional(),
  notes: z.string().max(2000).optional(),
});
export type PublicDesk = z.infer<typeof PublicDesk>;

/** A desk that has ended (廃止): no longer published. The reason is one of the form's choices, never free words. */
export const RetiredDesk = z.object({
  name: z.string().min(1).max(120),
  retiredOn: JstDate.optional(),
  reason: z.string().max(60).optional(),
});
export type RetiredDesk = z.infer<typeof RetiredDesk>;

/** The answers that are compared between local governments (M09), by id of the question. */
export const ComparedMeasures = z.object({
  formId: z.string().min(1).max(60),
  formVersion: z.int().min(1),
  answers: z.record(z.string().max(60), z.union([z.string().max(500), z.array(z.string().max(120)).max(40)])),
});
export type ComparedMeasures = z.infer<typeof ComparedMeasures>;

/**
 * The body accepted (受理) an organisation's answer; what of it is public goes to the directory, and beside it what is
 * compared between local governments.
 */
export const ResponseAccepted = defineEvent({
  type: 'response-accepted.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    referenceNumber: z.string().min(8).max(40),
    confirmedOn: JstDate,
    /** Version of the invitation after the change; a later one overrules an earlier one. */
    version: z.int().min(1),
    /** Absent where the form does not ask for desks: then nothing is said of them. */
    desks: z.array(PublicDesk).max(20).optional(),
    /** Absent where the form does not ask for it. */
    retired: z.array(RetiredDesk).max(20).optional(),
    /** Absent where the form compares nothing. */
    measures: ComparedMeasures.optional(),
    /** The section (担当課) that answered, as it was typed; never a person. */
    section: z.string().max(120).optional(),
    /** The role of the reviewer who accepted. */
    acceptedBy: z.string().max(40).optional(),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '011002',
    referenceNumber: 'K7RM-4T2P-9XHC',
    confirmedOn: '2026-06-10',
    version: 5,
    desks: [{ name: '女性相談窓口', section: '子ども家庭課', phone: '011-000-0000' }],
    retired: [{ name: '若年女性相談窓口', retiredOn: '2026-03-31', reason: 'ほかの窓口と統合した' }],
    measures: { formId: 'womens-measures', formVersion: 1, answers: { plan: '策定済', councilLevels: ['代表者会議'] } },
    section: '子ども未来局 子ども家庭課',
    acceptedBy: 'body-staff',
  },
});
