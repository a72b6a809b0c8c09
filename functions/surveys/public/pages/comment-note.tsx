/** What a reviewer asked about a field of a returned answer (差戻しのコメント), beside the field. */
import type { ComponentChildren, JSX } from 'preact';
import type { FieldComment } from '../../../../shared/surveys/invitation.ts';

export function CommentNote({
  comments,
  name,
}: {
  readonly comments: readonly FieldComment[];
  readonly name: string;
}): JSX.Element | null {
  const comment = comments.find(({ field }) => field === name);
  return comment === undefined ? null : <strong class="app-comment">差戻しのコメント：{comment.text}</strong>;
}

/** Before what is said of the question anyway. */
export function withComment(
  comments: readonly FieldComment[],
  name: string,
  support: ComponentChildren,
): ComponentChildren {
  if (!comments.some(({ field }) => field === name)) return support;
  return (
    <>
      <CommentNote comments={comments} name={name} />
      {support}
    </>
  );
}
