/** What an organisation changed in its answer after it was returned, and which comments that was about. */
import type { Field, FormDefinition } from '../programmes/form-definition.ts';
import { allFields } from '../programmes/form-draft.ts';
import { draftFrom } from '../programmes/form-submission.ts';
import { isOfWeek } from '../programmes/weekly-hours.ts';
import type { FieldComment } from './invitation.ts';
import type { Response } from './response.ts';
import { fieldsThatDiffer } from './saved-draft.ts';

export interface ChangesSinceReturn {
  /** In the order of the form. */
  readonly changed: readonly Field[];
  /** Whether the field that a comment is about was changed; whether rightly so, a person judges. */
  readonly comments: readonly { readonly comment: FieldComment; readonly wasChanged: boolean }[];
}

export function changesSinceReturn(
  form: FormDefinition,
  returned: Pick<Response, 'submission'>,
  now: Pick<Response, 'submission'>,
  comments: readonly FieldComment[],
): ChangesSinceReturn {
  const fields = allFields(form);
  const differing = new Set(fieldsThatDiffer(draftFrom(form, returned.submission), draftFrom(form, now.submission)));
  return {
    changed: fields.filter(({ name }) => differing.has(name)),
    comments: comments.map((comment) => ({
      comment,
      wasChanged: commentedFields(fields, comment).some((name) => differing.has(name)),
    })),
  };
}

/** A comment on a week stands at its first day and is about all its days. */
function commentedFields(fields: readonly Field[], { field }: FieldComment): readonly string[] {
  const about = fields.find(({ name }) => name === field);
  const question = about?.question;
  if (about === undefined || question?.type !== 'day-hours') return [field];
  const { week } = question;
  return fields
    .filter(({ block }) => block?.group.id === about.block?.group.id && block?.index === about.block?.index)
    .filter((each) => isOfWeek(each.question, week.id))
    .map(({ name }) => name);
}
