/** What of an answer is compared between local governments (M09): the questions that the form marks so, and no other. */
import { ComparedMeasures } from '../../events/response-accepted.v1.ts';
import { comparedQuestions, type FormDefinition } from '../programmes/form-definition.ts';
import type { Submission } from '../programmes/form-submission.ts';

/** `undefined` where the form compares nothing. */
export function comparedMeasures(form: FormDefinition, { answers }: Submission): ComparedMeasures | undefined {
  const questions = comparedQuestions(form);
  if (questions.length === 0) return undefined;
  const given = questions.flatMap(({ id }) => {
    const answer = answers[id];
    return answer === undefined ? [] : [[id, answer] as const];
  });
  return ComparedMeasures.parse({ formId: form.id, formVersion: form.version, answers: Object.fromEntries(given) });
}
