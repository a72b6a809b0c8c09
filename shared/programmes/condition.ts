/**
 * Whether a question or group is asked for under the answers so far.
 *
 * Nuances: a condition names a question of the same block where the block has it, else one at the top of the form. What
 * depends on a question that is itself not asked is not asked either, whatever still stands in its field.
 */
import {
  type Condition,
  type FormDefinition,
  fieldName,
  isGroup,
  type Question,
  type QuestionGroup,
} from './form-definition.ts';
import type { Draft } from './form-draft.ts';

export interface Block {
  readonly group: QuestionGroup;
  readonly index: number;
}

/** The question that a condition looks at, and the name of its field. */
export interface AskedBefore {
  readonly question: Question;
  readonly name: string;
  readonly block?: Block;
}

export function isAsked(
  form: FormDefinition,
  item: { readonly showWhen?: Condition },
  draft: Draft,
  block?: Block,
): boolean {
  if (block !== undefined && !isAsked(form, block.group, draft)) return false;
  if (item.showWhen === undefined) return true;
  const before = askedBefore(form, item.showWhen, block);
  if (before === undefined || !isAsked(form, before.question, draft, before.block)) return false;
  const answer = Object.hasOwn(draft, before.name) ? draft[before.name] : undefined;
  if ('isBlank' in item.showWhen) return answer === undefined;
  const given = typeof answer === 'string' ? [answer] : (answer ?? []);
  return item.showWhen.isAnyOf.some((value) => given.includes(value));
}

export function askedBefore(form: FormDefinition, condition: Condition, block?: Block): AskedBefore | undefined {
  const beside = block?.group.questions.find(({ id }) => id === condition.question);
  if (block !== undefined && beside !== undefined) {
    return { question: beside, name: fieldName(block.group, block.index, beside), block };
  }
  const items = form.sections.flatMap((section) => section.items);
  const above = items.find((item): item is Question => !isGroup(item) && item.id === condition.question);
  return above && { question: above, name: above.id };
}
