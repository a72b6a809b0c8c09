/**
 * 引継ぎ: the person in charge hands the survey over to a successor of the same organisation. The link ends, the next
 * generation takes its place and goes to the successor; the draft and the colleagues' links stay.
 */
import { happened } from '../../events/event.ts';
import { SurveyHandedOver } from '../../events/survey-handed-over.v1.ts';
import type { AddressDeposit } from '../kernel/address-deposit.ts';
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ColleagueNotValid, checkSuccessor, type Successor } from './colleague.ts';
import type { HandOverRepository } from './hand-over-repository.ts';
import { auditTargetOf, keyOf } from './invitation.ts';
import type { InvitationLinks } from './invitation-links.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import { nextGeneration } from './next-generation.ts';
import { modeOf } from './open-form.ts';
import { refusalOf, type SessionRefusal, type SurveySession } from './survey-session.ts';

export interface HandOverDeps {
  readonly invitations: Pick<InvitationRepository, 'open'>;
  readonly handOvers: HandOverRepository;
  readonly invitationLinks: InvitationLinks;
}

export type HandOverRefusal =
  | SessionRefusal
  | ColleagueNotValid
  | { readonly kind: 'not-in-charge' }
  | { readonly kind: 'closed'; readonly opened: OpenedInvitation }
  | { readonly kind: 'too-many-links' }
  | { readonly kind: 'changed-meanwhile' };

export async function handOverSurvey(
  { invitations, handOvers, invitationLinks }: HandOverDeps,
  session: SurveySession,
  input: Successor,
  cause: Cause,
): Promise<Result<undefined, HandOverRefusal>> {
  const checked = checkSuccessor(input);
  if (!checked.ok) return checked;
  const opened = await invitations.open(session.key);
  const refusal = whyNotHandedOver(opened, session, cause);
  if (refusal !== undefined || opened === undefined) return refuse(refusal ?? { kind: 'link-not-valid' });
  const { invitation } = opened;
  const next = await nextGeneration(invitationLinks, invitation);
  if (next === undefined) return refuse({ kind: 'too-many-links' });
  const { roundId, organisationId, surveyTitle, dueOn } = invitation;
  const { linkGeneration } = next;
  const deposit: AddressDeposit = {
    ...{ ...keyOf(invitation), ...checked.value },
    ...{ purpose: 'hand-over', number: linkGeneration, depositedAt: cause.at },
  };
  const event = happened(SurveyHandedOver, { roundId, organisationId, surveyTitle, dueOn, linkGeneration });
  const saved = await handOvers.handOver({ ...next, attendedAt: cause.at }, invitation, deposit, {
    ...{ cause, events: [event] },
    audit: { action: 'hand-over-survey', target: auditTargetOf(invitation), detail: { linkGeneration } },
  });
  return saved === 'saved' ? ok(undefined) : refuse({ kind: 'changed-meanwhile' });
}

/** What keeps the holder of the link from handing over, or `undefined`. After the submission it may still be needed. */
function whyNotHandedOver(
  opened: OpenedInvitation | undefined,
  session: SurveySession,
  { at }: Pick<Cause, 'at'>,
): Exclude<HandOverRefusal, ColleagueNotValid> | undefined {
  const refusal = refusalOf(opened, session, at);
  if (refusal !== undefined || opened === undefined) return refusal ?? { kind: 'link-not-valid' };
  if (session.delegation !== undefined) return { kind: 'not-in-charge' };
  return modeOf(opened, at) === 'closed' ? { kind: 'closed', opened } : undefined;
}
