/** What stands between a question and its control, and above a section: what happens with the answers. */
import type { ComponentChildren, JSX } from 'preact';
import {
  type FormDefinition,
  type FormSection,
  isGroup,
  type Question,
} from '../../../../shared/programmes/form-definition.ts';

/** Said once for a section where all its answers go the same way. */
export function publicationOf(section: FormSection): string {
  const questions = questionsOf(section);
  if (questions.every(({ publish }) => publish)) {
    return '入力した内容は、受理のあと、ポータルサイトに掲載します。';
  }
  return questions.some(({ publish }) => publish)
    ? '「掲載しません」と書かれた項目のほかは、受理のあと、ポータルサイトに掲載します。'
    : '入力した内容は、ポータルサイトには掲載しません。';
}

function questionsOf(section: FormSection): readonly Question[] {
  return section.items.flatMap((item): readonly Question[] => (isGroup(item) ? item.questions : [item]));
}

/** An answer that stays inside although others of its section are published. */
function isHeldBack(form: FormDefinition, question: Question): boolean {
  const section = form.sections.find((each) => questionsOf(each).includes(question));
  return !question.publish && section !== undefined && questionsOf(section).some(({ publish }) => publish);
}

/** Hint, definition, length, whether it stays inside, and why a personal answer is asked for. */
export function supportOf(form: FormDefinition, question: Question, earlier: JSX.Element | null): ComponentChildren {
  const parts = [
    question.hint,
    question.comparison === undefined ? undefined : `定義：${question.comparison.definition}`,
    question.type === 'long-text' ? `${question.maxLength}文字まで入力できます。` : undefined,
    isHeldBack(form, question) ? 'この項目の回答は、掲載しません。' : undefined,
    question.personal === false
      ? undefined
      : `利用目的：${question.personal.purpose}。保存期間：${question.personal.retention}。`,
  ].filter((part) => part !== undefined);
  if (parts.length === 0 && earlier === null) return undefined;
  return (
    <>
      {parts.join(' ')}
      {earlier}
    </>
  );
}
