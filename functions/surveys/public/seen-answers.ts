/**
 * What a page showed of the draft, in short, as a hidden field that comes back with the answers: six characters a
 * field in the order of the form, nothing for an empty one. By it a save knows which fields were changed, and by whom.
 */
import type { FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { allFields, type Draft } from '../../../shared/programmes/form-draft.ts';
import type { Showed } from '../../../shared/surveys/merge-drafts.ts';
import { sha256Hex } from '../../platform/digest.ts';

/** Of 64 signs each: of seventy thousand million changes, one would look like none. */
const markLength = 6;
const between = '.';

export function seenMark(form: FormDefinition, answers: Draft): string {
  return joined(allFields(form).map(({ name }) => markOf(answers[name])));
}

/** The mark after a save: what was changed is what the page shows now. */
export function seenAfter(form: FormDefinition, before: string, answers: Draft, changed: readonly string[]): string {
  const marks = before.split(between);
  return joined(
    allFields(form).map(({ name }, place) => (changed.includes(name) ? markOf(answers[name]) : (marks[place] ?? ''))),
  );
}

/** Undefined where the page did not say. */
export function readSeen(form: FormDefinition, seen: unknown): Showed | undefined {
  if (typeof seen !== 'string') return undefined;
  const marks = seen.split(between);
  const places = new Map(allFields(form).map(({ name }, place) => [name, place]));
  return (field, answer) => (marks[places.get(field) ?? -1] ?? '') === markOf(answer);
}

function markOf(answer: Draft[string] | undefined): string {
  if (answer === undefined) return '';
  return Buffer.from(sha256Hex(JSON.stringify(answer)), 'hex')
    .toString('base64url')
    .slice(0, markLength);
}

function joined(marks: readonly string[]): string {
  return marks.join(between).replace(/\.+$/, '');
}
