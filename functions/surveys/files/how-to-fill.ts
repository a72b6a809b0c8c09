/** What is said of a question where no page can help: in a file, on paper. */
import type { Block } from '../../../shared/programmes/condition.ts';
import type { FormDefinition, Question } from '../../../shared/programmes/form-definition.ts';
import { conditionInWords } from '../public/pages/conditional-field.tsx';

export function howToFill(form: FormDefinition, question: Question, block?: Block): readonly string[] {
  const condition = conditionInWords({ form, condition: question.showWhen, block });
  const { hint, comparison, personal } = question;
  return [
    condition === '' ? undefined : `${condition}場合に回答してください。`,
    hint,
    comparison === undefined ? undefined : `定義：${comparison.definition}`,
    // An example of the form's own goes first.
    hint?.includes('例') === true ? undefined : formatOf(question),
    personal === false ? undefined : `利用目的：${personal.purpose}。保存期間：${personal.retention}。`,
  ].filter((part) => part !== undefined);
}

function formatOf(question: Question): string | undefined {
  switch (question.type) {
    case 'long-text':
      return `${question.maxLength}文字まで。`;
    case 'number':
      return `整数（${question.unit}）。`;
    case 'date':
      return '例：令和8年3月31日';
    case 'hours':
    case 'day-hours':
      return '例：9:00-12:00, 13:00-17:00。受け付けない日は「休み」。';
    case 'multiple-choice':
      return 'あてはまるものすべてに○。';
    default:
      return undefined;
  }
}
