/**
 * 空欄の理由: a question that may be left blank by who says why, and the second question that takes the reason. A blank
 * that is explained can be counted and asked about; a figure that was guessed to get past the page cannot.
 */
import type { Choice, Question } from './form-definition.ts';

/** The two questions, to be put in the place of the one. */
export function orReason(question: Question, reasons: readonly Choice[]): readonly Question[] {
  return [
    { ...question, required: false },
    {
      id: `${question.id}Blank`,
      type: 'single-choice',
      label: `${question.label}を空欄にする理由`,
      required: true,
      publish: false,
      personal: false,
      showWhen: { question: question.id, isBlank: true },
      choices: reasons,
    },
  ];
}
