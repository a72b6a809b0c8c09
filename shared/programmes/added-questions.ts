/** What a newer version of a form asks that an older one did not, or asks otherwise. */
import { type Field, type FormDefinition, isGroup, type Question, type QuestionGroup } from './form-definition.ts';

/** The questions that are new or changed, with the group they stand in. */
export function isAddedTo(before: FormDefinition, { question, block }: Pick<Field, 'question' | 'block'>): boolean {
  const asked = questionsOf(before, block?.group.id).find(({ id }) => id === question.id);
  return asked === undefined || JSON.stringify(asked) !== JSON.stringify(question);
}

export interface FormDifference {
  readonly added: readonly string[];
  /** No longer asked; what was answered stays with the answers that hold it. */
  readonly dropped: readonly string[];
}

/** In words, for whoever decides. */
export function formDifference(before: FormDefinition, after: FormDefinition): FormDifference {
  return { added: labelsOnlyIn(after, before), dropped: labelsOnlyIn(before, after) };
}

/** The newer form with the added questions alone; of a group as many blocks as are answered. */
export function addedPart(
  before: FormDefinition,
  after: FormDefinition,
  blocks: Readonly<Record<string, number>>,
): FormDefinition {
  const sections = after.sections.map((section) => ({
    ...section,
    items: section.items.flatMap((item): readonly (Question | QuestionGroup)[] => {
      if (!isGroup(item)) return isAddedTo(before, { question: item }) ? [item] : [];
      const questions = item.questions.filter((question) =>
        isAddedTo(before, { question, block: { group: item, index: 0 } }),
      );
      const count = blocks[item.id] ?? 0;
      return questions.length === 0 || count === 0 ? [] : [{ ...item, questions, min: count, max: count }];
    }),
  }));
  return { ...after, sections: sections.filter(({ items }) => items.length > 0) };
}

function labelsOnlyIn(form: FormDefinition, other: FormDefinition): readonly string[] {
  return form.sections.flatMap(({ items }) =>
    items.flatMap((item) =>
      isGroup(item)
        ? item.questions
            .filter((question) => isAddedTo(other, { question, block: { group: item, index: 0 } }))
            .map(({ label }) => `${item.label}の${label}`)
        : [item].filter((question) => isAddedTo(other, { question })).map(({ label }) => label),
    ),
  );
}

function questionsOf(form: FormDefinition, groupId: string | undefined): readonly Question[] {
  const items = form.sections.flatMap((section) => section.items);
  if (groupId === undefined) return items.filter((item): item is Question => !isGroup(item));
  return items.filter(isGroup).find(({ id }) => id === groupId)?.questions ?? [];
}
