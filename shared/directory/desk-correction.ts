/**
 * A correction (訂正の依頼) that an organisation asks for between two surveys: its desks as they ought to stand.
 *
 * Nuances: one per organisation is open at a time. Until the body accepts it, nothing that is public changes. A request
 * names the version of the entry that it was made from, so that whoever decides sees what came in between.
 */
import * as z from 'zod';
import { PublicDesk, RetiredDesk } from '../../events/response-accepted.v1.ts';
import { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { addMs, Instant } from '../kernel/time.ts';
import { mostDesks } from './organisation-desks.ts';

const base = {
  programmeId: ProgrammeId,
  organisationId: OrganisationId,
  requestId: z.uuid(),
  askId: z.uuid(),
  requestedAt: Instant,
  section: z.string().min(1).max(120),
  /** Of the entry that the form showed; 0 where there was none. */
  basedOn: z.int().min(0),
  desks: z.array(PublicDesk).max(mostDesks),
  retired: z.array(RetiredDesk).max(mostDesks),
  version: z.int().min(1),
};
const decided = { decidedAt: Instant, decidedBy: z.string().max(40) };

export const DeskCorrection = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('requested') }),
  z.object({ ...base, ...decided, status: z.literal('accepted') }),
  z.object({ ...base, ...decided, status: z.literal('declined'), reason: z.string().min(1).max(500) }),
  z.object({ ...base, status: z.literal('withdrawn'), withdrawnAt: Instant }),
]);
export type DeskCorrection = z.infer<typeof DeskCorrection>;
export type DeskCorrectionStatus = DeskCorrection['status'];
export type RequestedCorrection = Extract<DeskCorrection, { status: 'requested' }>;

export const deskCorrectionMoves = {
  requested: ['accepted', 'declined', 'withdrawn'],
  accepted: [],
  declined: [],
  withdrawn: [],
} as const satisfies Record<DeskCorrectionStatus, readonly DeskCorrectionStatus[]>;

export const deskCorrectionLabels = {
  requested: '確認待ち',
  accepted: '反映済み',
  declined: '反映しない',
  withdrawn: '取下げ',
} as const satisfies Record<DeskCorrectionStatus, string>;

/** The way to the form: found by the digest of what the mail carries; the link itself is stored nowhere. */
export const CorrectionLink = z.object({
  programmeId: ProgrammeId,
  organisationId: OrganisationId,
  askId: z.uuid(),
  linkDigest: z.string().regex(/^[0-9a-f]{64}$/),
  issuedAt: Instant,
});
export type CorrectionLink = z.infer<typeof CorrectionLink>;

const hourMs = 3_600_000;
/** One mail in an hour at most, however often somebody asks in the name of an organisation. */
export const askEveryMs = hourMs;
export const linkDays = 14;

export function isLinkOver({ issuedAt }: CorrectionLink, now: Instant): boolean {
  return now > addMs(issuedAt, linkDays * 24 * hourMs);
}
