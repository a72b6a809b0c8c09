import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { FileField } from '../../../ui/components/file-field.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { renderSurveyPage, type SurveyHead } from '../../public/pages/survey-frame.tsx';

export interface FilesPage {
  readonly head: SurveyHead;
  /** False once an answer is in: then only the days are left to carry away. */
  readonly takesAnswers: boolean;
  readonly calendarUrl: string;
  readonly guard: FormGuardProps;
  readonly errors?: readonly FieldError[];
}

export function renderFilesPage(page: FilesPage): string {
  const { head, takesAnswers, calendarUrl, errors = [] } = page;
  return renderSurveyPage({
    ...{ title: 'Excel・回覧用紙・カレンダー', head, hasErrors: errors.length > 0 },
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>Excel・回覧用紙・カレンダー</Heading>
        <p>
          <Link href={takesAnswers ? '/s/form' : '/s/receipt'}>
            {takesAnswers ? '回答の入力に戻る' : '提出の完了に戻る'}
          </Link>
        </p>
        {takesAnswers ? <Book {...page} /> : null}
        {takesAnswers ? <Sheet /> : null}
        <Section id="calendar" heading="日程をカレンダーに入れる">
          <p>
            回答の受付開始日、提出期限、受付終了日を、お使いのカレンダーに表示できます。期限が変わると、カレンダーにも反映されます。次のアドレスを、カレンダーの「URLで購読」に登録してください。
          </p>
          <p class="app-address">
            <Link href={calendarUrl}>{calendarUrl}</Link>
          </p>
          <p class="dads-support-text">
            このアドレスで分かるのは、団体名と調査の日程だけです。回答の入力や閲覧はできません。回答用のリンクを再発行すると、このアドレスも新しくなります。
          </p>
        </Section>
      </>
    ),
  });
}

function Book({ guard, errors = [] }: FilesPage) {
  return (
    <Section id="book" heading="Excelで回答する">
      <ol class="app-steps-to-do">
        <li>調査票をダウンロードします。保存済みの下書きが、入力された状態になっています。</li>
        <li>黄色のセルに入力します。庁内で回覧して入力することもできます。</li>
        <li>入力したファイルを、下の欄から読み込みます。変わる項目を確かめてから、下書きに入れます。</li>
      </ol>
      <ButtonGroup>
        <ButtonLink href="/s/files/answers.xlsx" weight="outline" download="">
          調査票（Excel）をダウンロードする
        </ButtonLink>
      </ButtonGroup>
      <Form action="/s/files/answers" multipart {...guard}>
        <FileField
          name="book"
          label="入力した調査票"
          need="required"
          accept=".xlsx"
          support="この団体のこの調査のファイル（.xlsx、1MBまで）を選んでください。ファイルは保存されません。"
          error={errors.find(({ field }) => field === 'book')?.message}
        />
        <ButtonGroup>
          <Button>読み込んで確かめる</Button>
        </ButtonGroup>
      </Form>
    </Section>
  );
}

function Sheet() {
  return (
    <Section id="sheet" heading="紙で回覧する">
      <p>すべての質問と記入欄を印刷できます。庁内で記入を集め、まとめて入力するときに使ってください。</p>
      <ButtonGroup>
        <ButtonLink href="/s/files/sheet" weight="outline">
          庁内回覧用紙を開く
        </ButtonLink>
      </ButtonGroup>
    </Section>
  );
}
