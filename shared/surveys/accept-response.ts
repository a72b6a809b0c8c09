/** 受理: the body has checked an answer and takes it. Its public part goes to the directory, and the next round begins with it. */

import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { ResponseAccepted } from '../../events/response-accepted.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { OrganisationId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { jstDateOf } from '../kernel/time.ts';
import type { Submission } from '../programmes/form-submission.ts';
import { comparedMeasures } from './compared-measures.ts';
import { auditTargetOf } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import { knownFrom } from './known-answers.ts';
import { asksForDesks, publicDesks, retiredDesks } from './public-desks.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { formOfAnswer } from './survey-session.ts';

export interface AcceptResponseDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'accept'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
}

export type ReviewRefusal =
  | { readonly kind: 'invitation-not-found' }
  /** Nothing is submitted, or it was accepted or returned already. */
  | { readonly kind: 'response-not-submitted' }
  | { readonly kind: 'changed-meanwhile' };

export type AcceptResponseRefusal =
  | ReviewRefusal
  /** An answer does not fit the directory; the organisation must shorten it. */
  | { readonly kind: 'desk-not-publishable' };

export const ReviewedResponse = z
  .object({ roundId: RoundId, organisationId: OrganisationId, version: z.int().min(1) })
  .readonly();
export type ReviewedResponse = z.infer<typeof ReviewedResponse>;

/** @param input.ifVersion the invitation's version that the reviewer saw */
export async function acceptResponse(
  { invitations, programmes }: AcceptResponseDeps,
  input: { readonly roundId: RoundId; readonly organisationId: OrganisationId; readonly ifVersion: number },
  cause: Cause,
): Promise<Result<ReviewedResponse, AcceptResponseRefusal>> {
  const { roundId, organisationId } = input;
  const opened = await invitations.open({ programmeId: cause.programmeId, roundId, organisationId });
  if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
  const { invitation, response } = opened;
  if (invitation.status !== 'submitted' || response === undefined) return refuse({ kind: 'response-not-submitted' });
  if (invitation.version !== input.ifVersion) return refuse({ kind: 'changed-meanwhile' });
  const form = formOfAnswer(programmes, opened);
  const desks = publicDesks(form, response.submission);
  if (desks === undefined) return refuse({ kind: 'desk-not-publishable' });
  const version = invitation.version + 1;
  const event = happened(ResponseAccepted, {
    ...{ roundId, organisationId, referenceNumber: response.referenceNumber, version },
    confirmedOn: jstDateOf(response.submittedAt),
    ...(asksForDesks(form) ? { desks: [...desks], retired: [...retiredDesks(form, response.submission)] } : {}),
    ...whoAnswered(response.submission, cause),
    measures: comparedMeasures(form, response.submission),
  });
  const result = { roundId, organisationId, version };
  const saved = await invitations.accept(
    { ...invitation, status: 'accepted', acceptedAt: cause.at, version },
    knownFrom(form, response),
    {
      ...{ cause, events: [event], result },
      audit: { action: 'accept-response', target: auditTargetOf(invitation), detail: { number: response.number } },
    },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

/** For the history of the directory: a section and a role, no person. */
function whoAnswered({ answers }: Submission, { actor }: Cause) {
  const section = z.string().min(1).max(120).safeParse(answers['respondentSection']).data;
  return { section, acceptedBy: actor.kind === 'account' ? actor.role : undefined };
}
