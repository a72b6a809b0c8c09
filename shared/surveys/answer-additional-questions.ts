/**
 * Whoever has submitted answers the additional questions: a further response that holds what was submitted and the rest.
 * The first response stays as it is, and so do the status and the time of submission. One read, one transaction.
 */
import { happened } from '../../events/event.ts';
import { ResponseSubmitted } from '../../events/response-submitted.v1.ts';
import { isPastDue } from '../calendar/due-rule.ts';
import type { Cause, IdSource } from '../kernel/change.ts';
import type { CommandId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type PostedFields, parseDraft } from '../programmes/form-draft.ts';
import { type AnswersIncomplete, checkSubmission } from '../programmes/form-submission.ts';
import { additionalQuestions } from './additional-questions.ts';
import { attributionOf } from './attribution.ts';
import { auditTargetOf } from './invitation.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import { newResponse } from './submit-response.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { refusalOf, type SessionRefusal, type SurveySession } from './survey-session.ts';

export interface AnswerAdditionalDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'supplement'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
  readonly ids: IdSource;
}

export interface AdditionalAnswers {
  readonly fields: PostedFields;
  readonly command?: CommandId | undefined;
}

export type AnswerAdditionalRefusal =
  | SessionRefusal
  | AnswersIncomplete
  /** Answered already, or the answer was taken back, returned or accepted meanwhile. */
  | { readonly kind: 'nothing-asked' }
  /** The closing day is over; what was submitted stands. */
  | { readonly kind: 'closed'; readonly opened: OpenedInvitation }
  /** Only the person in charge submits. */
  | { readonly kind: 'not-in-charge' }
  | { readonly kind: 'draft-changed-meanwhile' };

export async function answerAdditionalQuestions(
  deps: AnswerAdditionalDeps,
  session: SurveySession,
  { fields, command }: AdditionalAnswers,
  cause: Cause,
): Promise<Result<'answered', AnswerAdditionalRefusal>> {
  const opened = await deps.invitations.open(session.key);
  const refusal = refusalOf(opened, session, cause.at);
  if (refusal !== undefined || opened === undefined) return refuse(refusal ?? { kind: 'link-not-valid' });
  const asked = additionalQuestions(deps.programmes, opened);
  const { invitation, draft, response } = opened;
  if (invitation.status !== 'submitted' || asked === undefined || response === undefined || draft === undefined)
    return refuse({ kind: 'nothing-asked' });
  if (session.delegation !== undefined) return refuse({ kind: 'not-in-charge' });
  if (isPastDue(invitation.closesOn, cause.at)) return refuse({ kind: 'closed', opened });
  const typed = parseDraft(asked.part, fields);
  const problems = typed.ok ? [] : typed.refusal.problems;
  if (!typed.ok) return refuse({ kind: 'answers-incomplete', problems });
  const answers = { ...asked.answered, ...typed.value };
  const checked = checkSubmission(asked.form, answers);
  if (!checked.ok) return checked;
  const formVersion = asked.form.version;
  const rest = Object.fromEntries(Object.keys(typed.value).map((name) => [name, { at: cause.at }]));
  const changes = { ...draft.changes, ...rest };
  const nextDraft = { ...draft, formVersion, answers, changes, version: draft.version + 1, savedAt: cause.at };
  const content = { submission: checked.value, changes: attributionOf(asked.form, nextDraft, opened.delegations) };
  const next = newResponse(deps.ids, opened, content, { command }, cause);
  const { referenceNumber, number } = next;
  const moved = { ...invitation, referenceNumber, responses: number, version: invitation.version + 1 };
  const saved = await deps.invitations.supplement(moved, next, nextDraft, {
    cause,
    audit: { action: 'answer-additional-questions', target: auditTargetOf(moved), detail: { number, formVersion } },
    events: [happened(ResponseSubmitted, eventOf(moved, cause))],
  });
  return saved === 'saved' ? ok('answered') : refuse({ kind: 'draft-changed-meanwhile' });
}

function eventOf(
  { roundId, organisationId, surveyTitle, referenceNumber, version, linkGeneration }: Submitted,
  { at }: Cause,
) {
  return { roundId, organisationId, surveyTitle, referenceNumber, submittedAt: at, version, linkGeneration };
}
type Submitted = Extract<OpenedInvitation['invitation'], { status: 'submitted' }>;
