/**
 * Who comes by a link: an organisation's invitation, and the digest of the link that must still open it. Whoever holds
 * the link acts for the organisation; there is no person in it.
 *
 * Nuances: whether it is the link of the person in charge or a colleague's, and what a colleague may change, comes with
 * the session so that saving reads nothing first. It is a claim: the same write, or the read, checks it.
 */
import type { Cause } from '../kernel/change.ts';
import type { Instant, JstDate } from '../kernel/time.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import type { Delegation, FormSectionIds } from './delegation.ts';
import { answeringWindow, type Digest, type InvitationKey } from './invitation.ts';
import type { OpenedInvitation } from './invitation-repository.ts';

export interface SurveySession {
  readonly key: InvitationKey;
  readonly linkDigest: Digest;
  /** Absent for the person in charge (取りまとめ担当). */
  readonly delegation?: { readonly number: number; readonly formSections?: FormSectionIds | undefined } | undefined;
}

/** The cause of what an organisation does through its link. */
export function causeOfOrganisation(
  { key }: SurveySession,
  request: { readonly at: Instant; readonly requestId: string },
): Cause {
  const actor = { kind: 'organisation', organisationId: key.organisationId } as const;
  return { programmeId: key.programmeId, actor, at: request.at, requestId: request.requestId };
}

export type SessionRefusal =
  | { readonly kind: 'link-not-valid' }
  | { readonly kind: 'link-revoked' }
  | { readonly kind: 'not-yet-open'; readonly opensOn: JstDate };

/** What keeps the holder of the link out, or `undefined`. After the closing day the form may still be read. */
export function refusalOf(
  opened: OpenedInvitation | undefined,
  session: SurveySession,
  now: Instant,
): SessionRefusal | undefined {
  if (opened === undefined) return { kind: 'link-not-valid' };
  const { linkDigest } = session;
  const { linkDigests, revokedLinkDigests, opensOn } = opened.invitation;
  if (session.delegation === undefined) {
    if (revokedLinkDigests.includes(linkDigest)) return { kind: 'link-revoked' };
    if (!linkDigests.includes(linkDigest)) return { kind: 'link-not-valid' };
  } else {
    const delegation = delegationOf(opened, session);
    if (delegation === undefined) return { kind: 'link-not-valid' };
    if (delegation.status !== 'active') return { kind: 'link-revoked' };
  }
  if (answeringWindow(opened.invitation, now) === 'not-yet-open') return { kind: 'not-yet-open', opensOn };
  return undefined;
}

/** The delegation whose link it is; what it says counts, not what the session claims. */
export function delegationOf(
  { delegations = [] }: Pick<OpenedInvitation, 'delegations'>,
  { linkDigest, delegation }: SurveySession,
): Delegation | undefined {
  return delegations.find((each) => each.number === delegation?.number && each.linkDigest === linkDigest);
}

/** A form that an invitation names and the programme no longer has is a fault: published versions are never removed. */
export function formOf(
  programmes: {
    findForm(programmeId: InvitationKey['programmeId'], formId: string, version: number): FormDefinition | undefined;
  },
  { invitation }: OpenedInvitation,
): FormDefinition {
  const form = programmes.findForm(invitation.programmeId, invitation.formId, invitation.formVersion);
  if (form === undefined) throw new Error(`no form ${invitation.formId} v${invitation.formVersion}`);
  return form;
}

/** The form that the answer which is in was given to; a round may have moved to a newer version since. */
export function formOfAnswer(programmes: Parameters<typeof formOf>[0], opened: OpenedInvitation): FormDefinition {
  const formVersion = opened.response?.submission.formVersion ?? opened.invitation.formVersion;
  return formOf(programmes, { invitation: { ...opened.invitation, formVersion } });
}
