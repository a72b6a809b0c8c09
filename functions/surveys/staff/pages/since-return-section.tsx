/** For the reviewer of an answer that came back: which comments it took up, and all that was changed. */
import { displayAnswer } from '../../../../shared/programmes/check-answer.ts';
import type { Field } from '../../../../shared/programmes/form-definition.ts';
import type { Draft } from '../../../../shared/programmes/form-draft.ts';
import { draftFrom } from '../../../../shared/programmes/form-submission.ts';
import { changesSinceReturn } from '../../../../shared/surveys/changes-since-return.ts';
import type { ReadResponse } from '../../../../shared/surveys/read-response.ts';
import { Section } from '../../../ui/components/section.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { Table } from '../../../ui/components/table.tsx';

export function SinceReturnSection({ form, invitation, response, returned }: ReadResponse) {
  const lastReturn = 'lastReturn' in invitation ? invitation.lastReturn : undefined;
  if (lastReturn === undefined || response === undefined || returned === undefined) return null;
  const { changed, comments } = changesSinceReturn(form, returned, response, lastReturn.comments);
  const [before, after] = [draftFrom(form, returned.submission), draftFrom(form, response.submission)];
  return (
    <Section id="since-return" heading="差戻しの後の変更">
      <p class="app-answer">差戻しの理由：{lastReturn.reason}</p>
      {comments.length === 0 ? null : (
        <Table
          id="comments"
          caption="コメントと、その項目が変更されたか"
          columns={[
            { header: '項目', namesRow: true, cell: ({ comment }) => comment.label },
            { header: 'コメント', cell: ({ comment }) => <span class="app-answer">{comment.text}</span> },
            {
              header: '変更',
              cell: ({ wasChanged }) =>
                wasChanged ? (
                  <StatusTag tone="success">変更あり</StatusTag>
                ) : (
                  <StatusTag tone="warning">変更なし</StatusTag>
                ),
            },
          ]}
          rows={comments}
          rowKey={({ comment }) => comment.field}
        />
      )}
      <Table
        id="changes"
        caption="差戻しの後に変更された項目"
        columns={[
          { header: '項目', namesRow: true, cell: ({ label }) => label },
          { header: '差戻し前', cell: (field) => <Shown field={field} answers={before} /> },
          { header: '今回', cell: (field) => <Shown field={field} answers={after} /> },
        ]}
        rows={changed}
        rowKey={({ name }) => name}
        emptyText="変更された項目はありません。"
      />
    </Section>
  );
}

function Shown({ field, answers }: { readonly field: Field; readonly answers: Draft }) {
  const answer = answers[field.name];
  if (answer === undefined) return <span class="app-unanswered">未回答</span>;
  return <span class="app-answer">{displayAnswer(field.question, answer)}</span>;
}
