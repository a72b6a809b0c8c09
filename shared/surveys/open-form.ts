/** The form of an organisation with what it has saved, or its receipt: one read. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import type { Draft } from '../programmes/form-draft.ts';
import {
  type AdditionalQuestions,
  additionalQuestions,
  type NewQuestion,
  newQuestions,
} from './additional-questions.ts';
import { answeringWindow, isAnswerable, isLate } from './invitation.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import { standingAnswers } from './known-answers.ts';
import type { Receipt, Response } from './response.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { formOf, formOfAnswer, refusalOf, type SessionRefusal, type SurveySession } from './survey-session.ts';

export interface OpenFormDeps {
  readonly invitations: Pick<InvitationRepository, 'open'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
}

/**
 * `answer`: may be filled in. `submitted`: an answer is in, and the receipt is shown. `closed`: nothing was submitted
 * and nothing is taken any more; what was saved may be read. `exempt`: no answer is wanted.
 */
export type FormMode = 'answer' | 'submitted' | 'closed' | 'exempt';

export interface OpenedForm extends OpenedInvitation {
  readonly form: FormDefinition;
  readonly mode: FormMode;
  /** As they stand: saved, or from before and not touched yet. */
  readonly answers: Draft;
  /** What is new in the form since the answer was begun. */
  readonly news: readonly NewQuestion[];
  /** What is asked beyond the answer that is in. */
  readonly additional?: AdditionalQuestions;
}

export async function openForm(
  { invitations, programmes }: OpenFormDeps,
  session: SurveySession,
  now: Instant,
): Promise<Result<OpenedForm, SessionRefusal>> {
  const opened = await invitations.open(session.key);
  const refusal = refusalOf(opened, session, now);
  if (refusal !== undefined || opened === undefined) return refuse(refusal ?? { kind: 'link-not-valid' });
  const mode = modeOf(opened, now);
  const form = mode === 'submitted' ? formOfAnswer(programmes, opened) : formOf(programmes, opened);
  const answers = standingAnswers(form, opened);
  const additional = mode === 'submitted' ? additionalQuestions(programmes, opened) : undefined;
  const news = mode === 'answer' ? newQuestions(programmes, opened, form, answers) : [];
  return ok({ ...opened, form, mode, answers, news, ...(additional === undefined ? {} : { additional }) });
}

export function modeOf({ invitation }: OpenedInvitation, now: Instant): FormMode {
  if (invitation.status === 'exempt') return 'exempt';
  if (!isAnswerable(invitation)) return 'submitted';
  return answeringWindow(invitation, now) === 'closed' ? 'closed' : 'answer';
}

/** The receipt of what is in, or `undefined` where nothing is (or it was returned). */
export function receiptOf({ invitation, response }: OpenedInvitation): Receipt | undefined {
  return isAnswerable(invitation) || response === undefined ? undefined : receiptFor(response, invitation);
}

export function receiptFor(response: Response, invitation: OpenedInvitation['invitation']): Receipt {
  const { referenceNumber, submittedAt, number } = response;
  return { referenceNumber, submittedAt, number, isLate: isLate(invitation, submittedAt) };
}
