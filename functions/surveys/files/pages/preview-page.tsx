/** What a filled book would change: every difference old and new, and every cell that is not right. */
import type { ProgrammeId } from '../../../../shared/kernel/ids.ts';
import { displayAnswer } from '../../../../shared/programmes/check-answer.ts';
import type { FormDefinition } from '../../../../shared/programmes/form-definition.ts';
import { allFields, type Draft } from '../../../../shared/programmes/form-draft.ts';
import { cellName } from '../../../../shared/surveys/answer-book.ts';
import type { BookChange } from '../../../../shared/surveys/compare-answer-book.ts';
import type { BookProblem } from '../../../../shared/surveys/read-answer-book.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderSurveyPage, type SurveyHead } from '../../public/pages/survey-frame.tsx';
import { problemSentence } from '../book-sentences.ts';

export interface PreviewPage {
  readonly head: SurveyHead;
  readonly programmeId: ProgrammeId;
  readonly form: FormDefinition;
  readonly changes: readonly BookChange[];
  /** The draft with all of the changes. */
  readonly answers: Draft;
  readonly problems: readonly BookProblem[];
  readonly draftVersion: number;
  readonly seen: string;
  readonly guard: FormGuardProps;
}

export function renderPreviewPage(page: PreviewPage): string {
  const { head, changes, problems } = page;
  return renderSurveyPage({
    ...{ title: '読み込んだ内容の確認', head },
    children: (
      <>
        <Heading level={1}>読み込んだ内容の確認</Heading>
        <Verdict {...page} />
        {problems.length === 0 ? null : <Problems problems={problems} />}
        {changes.length === 0 ? null : <Changes {...page} />}
        <ButtonGroup>
          <ButtonLink href="/s/files" weight="outline">
            ファイルを選び直す
          </ButtonLink>
        </ButtonGroup>
      </>
    ),
  });
}

function Verdict({ changes, problems }: PreviewPage) {
  if (changes.length === 0 && problems.length === 0) {
    return (
      <NotificationBanner kind="info" heading="変わる項目はありません" announce>
        <p>ファイルの内容は、保存済みの下書きと同じです。</p>
      </NotificationBanner>
    );
  }
  if (problems.length === 0) {
    return (
      <NotificationBanner kind="info" heading={`${changes.length}項目が変わります。まだ保存していません`} announce>
        <p>内容を確かめて、「下書きに入れる」を押してください。</p>
      </NotificationBanner>
    );
  }
  return (
    <NotificationBanner kind="error" heading={`直していただくセルが${problems.length}か所あります`} announce>
      <p>
        ファイルを直して、もう一度読み込んでください。
        {changes.length === 0
          ? '下書きは変わっていません。'
          : 'ほかの正しい項目だけを、先に下書きに入れることもできます。まだ保存していません。'}
      </p>
    </NotificationBanner>
  );
}

function Problems({ problems }: Pick<PreviewPage, 'problems'>) {
  return (
    <Section id="problems" heading="直していただくセル">
      <Table
        id="problems-table"
        caption={`${problems.length}か所`}
        columns={[
          { header: 'シート', cell: ({ sheet }) => sheet },
          { header: 'セル', namesRow: true, cell: (problem) => cellName(problem) },
          { header: '項目', cell: ({ label }) => label },
          { header: '直し方', cell: problemSentence },
        ]}
        rows={problems}
        rowKey={(problem) => `${problem.sheet} ${cellName(problem)} ${problem.kind}`}
      />
    </Section>
  );
}

/** What is confirmed goes to the form's own address, with all that the draft holds beside it. */
function Changes({ form, programmeId, changes, answers, draftVersion, seen, guard }: PreviewPage) {
  return (
    <Section id="changes" heading="変わる項目">
      <Table
        id="changes-table"
        caption={`${changes.length}項目`}
        columns={[
          { header: '項目', namesRow: true, cell: ({ field }) => field.label },
          { header: 'いまの下書き', cell: ({ field, before }) => <Shown field={field} answer={before} /> },
          {
            header: 'ファイルの内容',
            cell: ({ field, after, isChangedMeanwhile }) => (
              <>
                <Shown field={field} answer={after} />
                {isChangedMeanwhile ? (
                  <p class="dads-support-text">
                    ファイルをダウンロードした後に、画面でも変更されています。どちらが正しいか確かめてください。
                  </p>
                ) : null}
              </>
            ),
          },
        ]}
        rows={changes}
        rowKey={({ field }) => field.name}
      />
      <Form action="/s/form/draft" {...guard}>
        <input type="hidden" name="programme" value={programmeId} />
        <input type="hidden" name="formId" value={form.id} />
        <input type="hidden" name="formVersion" value={String(form.version)} />
        <input type="hidden" name="draftVersion" value={String(draftVersion)} />
        <input type="hidden" name="seen" value={seen} />
        {allFields(form).flatMap(({ name }) =>
          [answers[name] ?? []].flat().map((value) => <input key={name} type="hidden" name={name} value={value} />),
        )}
        <ButtonGroup>
          <Button>{`${changes.length}項目を下書きに入れる`}</Button>
        </ButtonGroup>
      </Form>
    </Section>
  );
}

function Shown({ field, answer }: { readonly field: BookChange['field']; readonly answer: BookChange['after'] }) {
  if (answer === undefined) return <span class="app-unanswered">（空欄）</span>;
  return <span class="app-answer">{displayAnswer(field.question, answer)}</span>;
}
