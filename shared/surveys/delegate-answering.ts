/**
 * The person in charge shares the draft with a colleague: a new delegation with a link of its own, and the address laid
 * down with `notices`, which looks whether it is one of this organisation and mails the link.
 */
import { happened } from '../../events/event.ts';
import { SurveyDelegated } from '../../events/survey-delegated.v1.ts';
import type { AddressDeposit } from '../kernel/address-deposit.ts';
import type { Cause } from '../kernel/change.ts';
import type { CommandId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { jstDateOf } from '../kernel/time.ts';
import { type Colleague, type ColleagueNotValid, checkColleague } from './colleague.ts';
import { type Delegation, delegationLimit, type FormSectionIds, mostDelegations } from './delegation.ts';
import type { DelegationRepository } from './delegation-repository.ts';
import { auditTargetOf, keyOf } from './invitation.ts';
import type { DelegateLinks } from './invitation-links.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import { modeOf } from './open-form.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { formOf, refusalOf, type SessionRefusal, type SurveySession } from './survey-session.ts';

export interface DelegateAnsweringDeps {
  readonly invitations: Pick<InvitationRepository, 'open'>;
  readonly delegations: Pick<DelegationRepository, 'add'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
  readonly delegateLinks: DelegateLinks;
}

export interface DelegationInput extends Colleague {
  /** None: the whole form. */
  readonly formSections: readonly string[];
  readonly command?: CommandId | undefined;
}

export type DelegationRefusal =
  | SessionRefusal
  /** Only the person in charge shares, hands over and submits. */
  | { readonly kind: 'not-in-charge' }
  | { readonly kind: 'already-submitted' }
  | { readonly kind: 'closed'; readonly opened: OpenedInvitation };

export type DelegateAnsweringRefusal =
  | DelegationRefusal
  | ColleagueNotValid
  | { readonly kind: 'too-many-delegations'; readonly most: typeof mostDelegations }
  | { readonly kind: 'too-quick' }
  | { readonly kind: 'changed-meanwhile' };

export async function delegateAnswering(
  deps: DelegateAnsweringDeps,
  session: SurveySession,
  input: DelegationInput,
  cause: Cause,
): Promise<Result<Delegation, DelegateAnsweringRefusal>> {
  const opened = await deps.invitations.open(session.key);
  const refusal = whyNotShared(opened, session, cause);
  if (refusal !== undefined || opened === undefined) return refuse(refusal ?? { kind: 'link-not-valid' });
  const { delegations = [], invitation } = opened;
  const repeated = delegations.find(({ command }) => command !== undefined && command === input.command);
  if (repeated !== undefined) return ok(repeated);
  const checked = checkColleague(input);
  if (!checked.ok) return checked;
  const limit = delegationLimit(delegations, cause.at);
  if (limit === 'too-many-delegations') return refuse({ kind: limit, most: mostDelegations });
  if (limit !== undefined) return refuse({ kind: limit });
  const known = formOf(deps.programmes, opened).sections.map(({ id }) => id);
  const formSections = known.filter((id) => input.formSections.includes(id));
  const { section, askedBy, mail } = checked.value;
  const number = delegations.length + 1;
  const delegation: NewDelegation = {
    ...{ ...keyOf(invitation), number, section, askedBy, status: 'active', delegatedAt: cause.at },
    ...(formSections.length === 0 || formSections.length === known.length ? {} : { formSections }),
    linkDigest: await deps.delegateLinks.delegateLinkOf(invitation, invitation.organisationId, number),
    ...(input.command === undefined ? {} : { command: input.command }),
  };
  const deposit: AddressDeposit = {
    ...{ ...keyOf(invitation), purpose: 'delegation', number, section, mail, depositedAt: cause.at },
  };
  const saved = await deps.delegations.add(
    { delegation, deposit, byLink: session.linkDigest, today: jstDateOf(cause.at) },
    recordOf(opened, delegation, cause),
  );
  return saved === 'saved' ? ok(delegation) : refuse({ kind: 'changed-meanwhile' });
}

type NewDelegation = Extract<Delegation, { status: 'active' }> & { readonly formSections?: FormSectionIds };

/** What keeps the holder of the link from sharing the draft, or `undefined`. */
export function whyNotShared(
  opened: OpenedInvitation | undefined,
  session: SurveySession,
  { at }: Pick<Cause, 'at'>,
): DelegationRefusal | undefined {
  const refusal = refusalOf(opened, session, at);
  if (refusal !== undefined || opened === undefined) return refusal ?? { kind: 'link-not-valid' };
  if (session.delegation !== undefined) return { kind: 'not-in-charge' };
  const mode = modeOf(opened, at);
  if (mode === 'submitted') return { kind: 'already-submitted' };
  return mode === 'closed' ? { kind: 'closed', opened } : undefined;
}

function recordOf({ invitation }: OpenedInvitation, { number, formSections }: Delegation, cause: Cause) {
  const { roundId, organisationId, surveyTitle, dueOn } = invitation;
  return {
    ...{
      cause,
      events: [happened(SurveyDelegated, { roundId, organisationId, surveyTitle, dueOn, delegation: number })],
    },
    audit: {
      action: 'delegate-answering',
      target: auditTargetOf(invitation),
      detail: { delegation: number, formSections: formSections?.length ?? 'all' },
    },
  };
}
