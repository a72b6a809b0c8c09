import { type Result, refuse } from '../kernel/result.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import { type AnswersIncomplete, checkSubmission, type Submission } from '../programmes/form-submission.ts';
import { compareWithBefore, lockedProblems } from './compare-with-before.ts';
import type { OpenedInvitation } from './invitation-repository.ts';
import { standingAnswers } from './known-answers.ts';

/** Whether the answers as they stand may be submitted: complete, right, and nothing changed that must not be. */
export function checkStanding(
  form: FormDefinition,
  opened: Pick<OpenedInvitation, 'draft' | 'known'>,
): Result<Submission, AnswersIncomplete> {
  const answers = standingAnswers(form, opened);
  const checked = checkSubmission(form, answers);
  const locked = lockedProblems(compareWithBefore(form, answers, opened.known));
  if (locked.length === 0) return checked;
  const others = checked.ok ? [] : checked.refusal.problems;
  return refuse({ kind: 'answers-incomplete', problems: [...others, ...locked] });
}
