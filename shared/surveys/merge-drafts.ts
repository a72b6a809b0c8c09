/**
 * Two people changed one draft at the same time: what the page showed to the one who saves, what that person made of
 * it, and what stands there now.
 *
 * Nuances: where only different fields were changed, both changes stand. Where the same field was changed to different
 * answers, a person decides. Blocks are named by their place, so where one of the two took a block away, the places of
 * the group no longer mean the same: then the group is decided on as a whole.
 */
import { type FormDefinition, fieldsOfBlock, groupsOf, type QuestionGroup } from '../programmes/form-definition.ts';
import { allFields, type Draft } from '../programmes/form-draft.ts';
import { sameAnswer } from './saved-draft.ts';

/** Whether the page showed this answer in this field; `undefined`: it showed an empty field. */
export type Showed = (field: string, answer: Draft[string] | undefined) => boolean;

export interface Merge {
  /** What stands there now, with my changes over it, those in conflict included. */
  readonly answers: Draft;
  /** The fields on which the two differ. Empty: the merge may be saved. */
  readonly conflicts: readonly string[];
}

/** @param mine.changed the fields that I may change and did */
export function mergeDrafts(
  form: FormDefinition,
  mine: { readonly answers: Draft; readonly changed: readonly string[] },
  theirs: Draft,
  showed: Showed,
): Merge {
  const theyChanged = (name: string) => !showed(name, theirs[name]);
  const differ = (name: string) => !sameAnswer(mine.answers[name], theirs[name]);
  const moved = groupsOf(form)
    .map((group) => namesOf(group))
    .filter((names) => names.some((name) => mine.changed.includes(name)) && names.some(theyChanged))
    .filter((names) => {
      const before = blocksAmong(names, (name) => !showed(name, undefined));
      const has = (answers: Draft) => (name: string) => Object.hasOwn(answers, name);
      return blocksAmong(names, has(mine.answers)) < before || blocksAmong(names, has(theirs)) < before;
    })
    .flat();
  const met = mine.changed.filter(theyChanged);
  const conflicts = [...new Set([...met, ...moved])].filter(differ);
  return { answers: overlaid(theirs, mine.answers, [...mine.changed, ...conflicts]), conflicts };
}

/** Those of `names` that `over` answers take their place, those that it does not are taken out. */
export function overlaid(under: Draft, over: Draft, names: readonly string[]): Draft {
  const answers = new Map(Object.entries(under));
  for (const name of names) {
    const answer = over[name];
    if (answer === undefined) answers.delete(name);
    else answers.set(name, answer);
  }
  return Object.fromEntries(answers);
}

/** Every field that these answers, or what the page showed, could be about. */
export function fieldsChanged(form: FormDefinition, answers: Draft, showed: Showed): readonly string[] {
  return allFields(form)
    .map(({ name }) => name)
    .filter((name) => !showed(name, answers[name]));
}

function namesOf(group: QuestionGroup): readonly string[] {
  return Array.from({ length: group.max }, (_, index) => fieldsOfBlock(group, index)).flatMap((fields) =>
    fields.map(({ name }) => name),
  );
}

/** How many blocks have an answer. */
function blocksAmong(names: readonly string[], isAnswered: (name: string) => boolean): number {
  return new Set(names.filter(isAnswered).map((name) => name.split('.', 2).join('.'))).size;
}
