/** Who changed which field last, by the name of a section: for whoever works on the draft, and for who reviews it. */
import * as z from 'zod';
import { Instant } from '../kernel/time.ts';
import { type FormDefinition, fieldName, groupsOf } from '../programmes/form-definition.ts';
import { filledBlocks } from '../programmes/form-draft.ts';
import type { Delegation } from './delegation.ts';
import type { SavedDraft } from './saved-draft.ts';

/** By name of field. Without a section it was the person in charge (取りまとめ担当). */
export const Attribution = z
  .record(z.string(), z.object({ at: Instant, section: z.string().max(60).optional() }).readonly())
  .readonly();
export type Attribution = z.infer<typeof Attribution>;

/** As the draft stands. A section keeps its name here after its link was revoked. */
export function authorsOf(
  { changes }: Pick<SavedDraft, 'changes'>,
  delegations: readonly Delegation[] = [],
): Attribution {
  const names = new Map(delegations.map(({ number, section }) => [number, section]));
  return Object.fromEntries(
    Object.entries(changes).map(([field, { at, delegation }]) => {
      const section = delegation === undefined ? undefined : names.get(delegation);
      return [field, { at, ...(section === undefined ? {} : { section }) }];
    }),
  );
}

/** Of the answered fields, under the names that they have in the submission: its blocks stand without gaps. */
export function attributionOf(
  form: FormDefinition,
  draft: SavedDraft,
  delegations: readonly Delegation[] = [],
): Attribution {
  const authors = authorsOf(draft, delegations);
  const names = new Map(Object.keys(draft.answers).map((name) => [name, name]));
  for (const group of groupsOf(form)) {
    for (const [place, filled] of filledBlocks(group, draft.answers).entries()) {
      for (const question of group.questions) {
        const before = fieldName(group, filled, question);
        if (names.has(before)) names.set(before, fieldName(group, place, question));
      }
    }
  }
  return Object.fromEntries(
    [...names].flatMap(([before, name]) => {
      const author = authors[before];
      return author === undefined ? [] : [[name, author] as const];
    }),
  );
}
