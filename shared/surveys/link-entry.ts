/**
 * What is known of a link or a typed code by its digest alone: enough for the page on which it lands, so that landing
 * is one read. A copy of the invitation, renewed whenever the invitation changes; the invitation itself decides.
 */
import * as z from 'zod';
import { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { Instant, JstDate } from '../kernel/time.ts';
import { type Delegation, FormSectionIds } from './delegation.ts';
import { type AnsweringWindow, answeringWindow, type Invitation } from './invitation.ts';

export const LinkEntry = z
  .object({
    programmeId: ProgrammeId,
    roundId: RoundId,
    organisationId: OrganisationId,
    organisationName: z.string(),
    surveyTitle: z.string(),
    opensOn: JstDate,
    dueOn: JstDate,
    closesOn: JstDate,
    linkGeneration: z.int().min(1),
    isRevoked: z.boolean(),
    /** Of a colleague's link: which delegation it is, and what it may change. */
    delegation: z
      .object({ number: z.int().min(1), formSections: FormSectionIds.optional() })
      .readonly()
      .optional(),
    /** Present while an answer is in (not while it is returned). */
    submittedAt: Instant.optional(),
  })
  .readonly();
export type LinkEntry = z.infer<typeof LinkEntry>;

export function linkEntryOf(invitation: Invitation, isRevoked = false): LinkEntry {
  const { programmeId, roundId, organisationId, organisationName, surveyTitle } = invitation;
  const { opensOn, dueOn, closesOn, linkGeneration } = invitation;
  const isIn = invitation.status === 'submitted' || invitation.status === 'accepted';
  return {
    ...{ programmeId, roundId, organisationId, organisationName, surveyTitle },
    ...{ opensOn, dueOn, closesOn, linkGeneration, isRevoked },
    ...(isIn ? { submittedAt: invitation.submittedAt } : {}),
  };
}

/** A colleague's link is told what the invitation says now: nobody renews a copy for it. */
export function delegateEntryOf(invitation: Invitation, { number, formSections, status }: Delegation): LinkEntry {
  const delegation = { number, ...(formSections === undefined ? {} : { formSections }) };
  return { ...linkEntryOf(invitation, status !== 'active'), delegation };
}

export type LinkVerdict = 'good' | 'already-submitted' | 'link-revoked' | Exclude<AnsweringWindow, 'open'>;

/** What the holder of the link is told. After a submission the link still opens: it shows the receipt. */
export function judgeLink(entry: LinkEntry, now: Instant): LinkVerdict {
  if (entry.isRevoked) return 'link-revoked';
  const window = answeringWindow(entry, now);
  if (window !== 'open') return window;
  return entry.submittedAt === undefined ? 'good' : 'already-submitted';
}
