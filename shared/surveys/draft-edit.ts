/** What a person made of the form that a page showed: the answers, the fields that were changed, and what may be. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import {
  allFields,
  type Draft,
  type DraftTooLarge,
  type FieldProblem,
  type PostedFields,
  parseDraft,
} from '../programmes/form-draft.ts';
import { fieldsWithin, formWithin } from './delegation.ts';
import { fieldsChanged, type Merge, mergeDrafts, type Showed } from './merge-drafts.ts';
import { fieldsThatDiffer, sameAnswers } from './saved-draft.ts';
import type { SurveySession } from './survey-session.ts';

export interface DraftInput {
  /** The form that the page showed. */
  readonly formId: string;
  readonly formVersion: number;
  readonly fields: PostedFields;
  /** Version of the draft that the page showed; 0 where there was none. */
  readonly seenVersion: number;
  /** What the page showed in each field. Where nobody knows, all that was posted is meant to take the place of all. */
  readonly showed?: Showed | undefined;
  /** The part of the earlier answer that was looked over and is as before. */
  readonly confirms?: string | undefined;
}

export interface DraftEdit extends Omit<DraftInput, 'fields'> {
  readonly form: FormDefinition;
  /** The fields that may be changed. */
  readonly own: ReadonlySet<string>;
  /** Of those fields alone. */
  readonly answers: Draft;
  readonly changed: readonly string[];
}

export type EditRefusal =
  | DraftTooLarge
  /** A colleague with sections of their own changed a field of another section. */
  | { readonly kind: 'field-not-yours'; readonly problems: readonly FieldProblem[] };

export function editOf(
  form: FormDefinition,
  { delegation }: SurveySession,
  input: DraftInput,
): Result<DraftEdit, EditRefusal> {
  const parsed = parseDraft(form, input.fields);
  if (!parsed.ok) return parsed;
  const own = fieldsWithin(form, delegation?.formSections);
  const posted = Object.entries(parsed.value);
  const foreign = posted.filter(([name, answer]) => !own.has(name) && input.showed?.(name, answer) !== true);
  if (foreign.length > 0) return refuse({ kind: 'field-not-yours', problems: notYours(form, new Map(foreign)) });
  const answers = Object.fromEntries(posted.filter(([name]) => own.has(name)));
  const mine = formWithin(form, delegation?.formSections);
  const changed = input.showed === undefined ? Object.keys(answers) : fieldsChanged(mine, answers, input.showed);
  return ok({ ...input, form, own, answers, changed });
}

function notYours(form: FormDefinition, names: ReadonlyMap<string, unknown>): readonly FieldProblem[] {
  return allFields(form)
    .filter(({ name }) => names.has(name))
    .map(({ name, label }) => ({
      ...{ field: name, label },
      message: `${label}は、ほかの課の担当です。変更が必要な場合は、取りまとめ担当に依頼してください。`,
    }));
}

/** Over what stands there now. Without knowledge of what the page showed, every difference is a conflict. */
export function mergedInto(theirs: Draft, theirVersion: number, edit: DraftEdit): Merge {
  if (edit.showed !== undefined) return mergeDrafts(edit.form, edit, theirs, edit.showed);
  const others = Object.fromEntries(Object.entries(theirs).filter(([name]) => !edit.own.has(name)));
  const answers = { ...others, ...edit.answers };
  const isCurrent = theirVersion === edit.seenVersion;
  return { answers, conflicts: isCurrent ? [] : fieldsThatDiffer(theirs, answers) };
}

/** Whether the page shows what stands there, as far as it may be changed on it. */
export function isShown(answers: Draft, edit: DraftEdit): boolean {
  return sameAnswers(Object.fromEntries(Object.entries(answers).filter(([name]) => edit.own.has(name))), edit.answers);
}
