/**
 * A question that is asked only under another answer. Without scripts it is always there and says when it is meant, so
 * that nobody has to save to see it; `conditions.js` hides it while it is empty and not meant.
 */
import type { ComponentChildren, JSX } from 'preact';
import { askedBefore, type Block } from '../../../../shared/programmes/condition.ts';
import { type Condition, choicesOf, type FormDefinition } from '../../../../shared/programmes/form-definition.ts';

interface Conditional {
  readonly form: FormDefinition;
  readonly condition: Condition | undefined;
  readonly block?: Block | undefined;
}

export function ConditionalField({
  children,
  ...conditional
}: Conditional & { readonly children: ComponentChildren }): JSX.Element {
  const { form, condition, block } = conditional;
  const before = condition && askedBefore(form, condition, block);
  if (condition === undefined || before === undefined) return <>{children}</>;
  return (
    <div class="app-conditional" data-asked-with={before.name} data-asked-when={JSON.stringify(wantedOf(condition))}>
      <p class="dads-support-text">{conditionInWords(conditional)}場合に回答してください。</p>
      {children}
    </div>
  );
}

/** What a browser sends of the field before where the question is asked: of a blank one, the empty text. */
function wantedOf(condition: Condition): readonly string[] {
  return 'isBlank' in condition ? [''] : condition.isAnyOf;
}

/** 「基本計画」で「策定済」を選んだ; 「女性相談の件数」を空欄にする */
export function conditionInWords({ form, condition, block }: Conditional): string {
  const before = condition && askedBefore(form, condition, block);
  if (condition === undefined || before === undefined) return '';
  if ('isBlank' in condition) return `「${before.question.label}」を空欄にする`;
  const chosen = choicesOf(before.question).filter(({ value }) => condition.isAnyOf.includes(value));
  return `「${before.question.label}」で「${chosen.map(({ label }) => label).join('」または「')}」を選んだ`;
}
