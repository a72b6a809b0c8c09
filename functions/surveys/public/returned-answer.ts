/** What an officer is told whose answer came back: why, by when, and what was asked about which field. */
import type { JstDate } from '../../../shared/kernel/time.ts';
import { groupsOf } from '../../../shared/programmes/form-definition.ts';
import { allFields, blocksOf } from '../../../shared/programmes/form-draft.ts';
import { draftFrom } from '../../../shared/programmes/form-submission.ts';
import type { FieldComment, Invitation } from '../../../shared/surveys/invitation.ts';
import type { OpenedForm } from '../../../shared/surveys/open-form.ts';

export interface ReturnedAnswer {
  readonly reason: string;
  readonly dueOn: JstDate;
  /** Without a place where the block that was meant has been taken out or has moved. */
  readonly comments: readonly (FieldComment & { readonly isInPlace: boolean })[];
}

export function returnedAnswer(
  { form, draft, response }: OpenedForm,
  { reason, dueOn, comments }: Invitation & { readonly status: 'returned' },
): ReturnedAnswer {
  const now = blocksOf(form, draft?.answers ?? {});
  const then = response === undefined ? now : blocksOf(form, draftFrom(form, response.submission));
  const shrunk = groupsOf(form).filter(({ id }) => (now[id] ?? 0) < (then[id] ?? 0));
  const groups = new Map(allFields(form).map(({ name, block }) => [name, block?.group]));
  return {
    ...{ reason, dueOn },
    comments: comments.map((comment) => {
      const group = groups.get(comment.field);
      return { ...comment, isInPlace: group === undefined || !shrunk.includes(group) };
    }),
  };
}
