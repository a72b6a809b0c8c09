import { Button, ButtonGroup } from '../../../../functions/ui/components/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../../functions/ui/components/choice-group.tsx';
import { ErrorSummary, type FieldError } from '../../../../functions/ui/components/error-summary.tsx';
import { Fieldset } from '../../../../functions/ui/components/fieldset.tsx';
import { FileField } from '../../../../functions/ui/components/file-field.tsx';
import { AutosaveStatus, Form, SessionWarning } from '../../../../functions/ui/components/form.tsx';
import { Heading } from '../../../../functions/ui/components/heading.tsx';
import { PrintOnly } from '../../../../functions/ui/components/print-only.tsx';
import { Select } from '../../../../functions/ui/components/select.tsx';
import { Steps } from '../../../../functions/ui/components/steps.tsx';
import { TextArea } from '../../../../functions/ui/components/text-area.tsx';
import { TextField } from '../../../../functions/ui/components/text-field.tsx';
import { renderPage } from '../../../../functions/ui/document.tsx';
import { SurveyShell } from '../../../../functions/ui/shells/survey-shell.tsx';
import { ja } from '../../../../functions/ui/texts/ja.ts';
import { guard } from './console-page.tsx';

export interface SurveyPageContent {
  readonly errors?: readonly FieldError[];
  readonly values?: Readonly<Record<string, string>>;
}

export function surveyPage({ errors = [], values = {} }: SurveyPageContent = {}): string {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return renderPage({
    title: `${errors.length === 0 ? '' : ja.errorTitlePrefix}相談窓口の回答`,
    styles: ['app.css'],
    scripts: ['autosave.js', 'submit-once.js'],
    robots: 'noindex',
    referrer: 'same-origin',
    body: (
      <SurveyShell
        surveyTitle="令和8年度 相談窓口に関する調査"
        organisationName="千葉県千葉市"
        dueText="令和8年7月31日（金）"
        contact={{
          section: '女性支援プラットフォーム事務局 調査担当',
          phone: '03-0000-0000',
          mail: 'chousa@example.jp',
          hours: '開庁日の9時から17時まで',
        }}
      >
        <ErrorSummary errors={errors} />
        <Heading level={1}>相談窓口について回答する</Heading>
        <Steps steps={['窓口', '施策', '確認', '提出']} current={1} />
        <PrintOnly>印刷日：令和8年7月3日</PrintOnly>
        <Form action="/s/answers" autosaveUrl="/s/draft" sessionSeconds={28_800} {...guard}>
          <SessionWarning />
          <Fieldset legend="窓口 1" id="desk-1" support="住民が最初に連絡する窓口から順に記入してください。">
            <TextField
              name="deskName"
              label="窓口の名称"
              need="required"
              support="正式名称を記入してください。例：千葉市女性相談支援センター"
              value={values['deskName']}
              error={errorOf('deskName')}
            />
            <TextField
              name="phone"
              label="電話番号"
              need="required"
              kind="tel"
              width="sm"
              support="ハイフンの有無は問いません。"
              value={values['phone']}
              error={errorOf('phone')}
            />
            <TextField name="staff" label="支援員の人数" kind="digits" width="xs" unit="人" value={values['staff']} />
            <Select
              name="kind"
              label="窓口の種類"
              need="required"
              value={values['kind']}
              error={errorOf('kind')}
              choices={[
                { value: 'center', label: '女性相談支援センター' },
                { value: 'city', label: '市区町村の相談窓口' },
              ]}
            />
            <RadioGroup
              name="night"
              label="夜間の受付"
              need="required"
              value={values['night']}
              error={errorOf('night')}
              choices={[
                { value: 'yes', label: 'あり' },
                { value: 'no', label: 'なし' },
                {
                  value: 'undecided',
                  label: '検討中',
                  support: '開始の時期が決まっていない場合もこちらを選んでください。',
                },
              ]}
            />
            <CheckboxGroup
              name="means"
              label="相談の方法"
              error={errorOf('means')}
              values={['phone']}
              choices={[
                { value: 'phone', label: '電話' },
                { value: 'visit', label: '来所' },
                { value: 'mail', label: 'メール' },
              ]}
            />
            <TextArea
              name="note"
              label="補足"
              support={ja.form.charactersLeft(1000)}
              maxLength={1000}
              value={values['note']}
            />
            <FileField
              name="leaflet"
              label="案内資料"
              support={ja.form.fileLimit('PDF', '10MB')}
              accept=".pdf,application/pdf"
            />
          </Fieldset>
          <AutosaveStatus />
          <ButtonGroup>
            <Button name="act" value="confirm">
              {ja.actions.confirm}
            </Button>
            <Button name="act" value="draft" weight="outline" busyText={ja.autosave.saving}>
              {ja.actions.saveDraft}
            </Button>
          </ButtonGroup>
        </Form>
      </SurveyShell>
    ),
  });
}
