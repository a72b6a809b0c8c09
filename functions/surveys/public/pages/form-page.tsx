import type { ComponentChildren } from 'preact';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { ProgrammeId } from '../../../../shared/kernel/ids.ts';
import type { FormDefinition } from '../../../../shared/programmes/form-definition.ts';
import type { Draft } from '../../../../shared/programmes/form-draft.ts';
import type { NewQuestion } from '../../../../shared/surveys/additional-questions.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { AutosaveStatus, Form, type FormGuardProps, SessionWarning } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Steps } from '../../../ui/components/steps.tsx';
import type { ReturnedAnswer } from '../returned-answer.ts';
import { sessionSeconds } from '../survey-capability.ts';
import { NewQuestions } from './additional-page.tsx';
import { type Before, BeforeNotice, GoneBlocks } from './before.tsx';
import { FormFields, type FormFieldsProps } from './form-fields.tsx';
import { renderSurveyPage, type SurveyHead } from './survey-frame.tsx';

export const answeringSteps = ['回答の入力', '内容の確認', '提出'] as const;

export interface FormPage {
  readonly head: SurveyHead;
  readonly programmeId: ProgrammeId;
  readonly form: FormDefinition;
  readonly answers: Draft;
  readonly blocks: Readonly<Record<string, number>>;
  readonly guard: FormGuardProps;
  /** Version of the draft that this page is based on; 0 where nothing is saved. */
  readonly draftVersion: number;
  /** What this page is based on, field by field and in short. */
  readonly seen: string | undefined;
  readonly errors?: readonly FieldError[];
  /** What the person is told first. */
  readonly notice?: ComponentChildren;
  readonly before?: Before | undefined;
  /** 追加の質問: what came into the form since the answer was begun. */
  readonly news?: readonly NewQuestion[];
  readonly returned?: ReturnedAnswer;
  /** 下書きを保存する unless the page is about saving once more. */
  readonly saveLabel?: string;
  /** Without a session nothing can be saved by itself. */
  readonly autosaves?: boolean;
  readonly title?: string;
  /** With whom the draft is shared, and what may be changed here. */
  readonly sharing?: Pick<FormFieldsProps, 'authors' | 'own' | 'hidesOthers'> & { readonly notice: ComponentChildren };
}

/** The form. Its first button saves, so that the Enter key in a field saves and removes nothing. */
export function renderFormPage(page: FormPage): string {
  const { form, head, errors = [], autosaves = true } = page;
  const title = page.title ?? '回答の入力';
  return renderSurveyPage({
    ...{ title, head, hasErrors: errors.length > 0 },
    scripts: ['conditions.js', 'copy-hours.js', ...(autosaves ? (['autosave.js'] as const) : [])],
    children: (
      <>
        <ErrorSummary errors={errors} />
        {page.notice}
        {page.returned === undefined ? null : <Returned {...page.returned} />}
        <Steps steps={answeringSteps} current={0} />
        <Heading level={1}>{title}</Heading>
        <NewQuestions news={page.news ?? []} />
        <BeforeNotice before={page.before} />
        <GoneBlocks before={page.before} />
        {page.sharing?.notice}
        <p>{form.introduction}</p>
        <p>※必須の項目がすべて入力できていなくても、下書きとして保存できます。</p>
        <p>
          <Link href="/s/files">Excelで回答する・紙で回覧する・日程をカレンダーに入れる</Link>
        </p>
        <Form
          action="/s/form/draft"
          {...page.guard}
          {...(autosaves ? { autosaveUrl: '/s/form/draft', sessionSeconds } : {})}
        >
          <input type="hidden" name="programme" value={page.programmeId} />
          <input type="hidden" name="formId" value={form.id} />
          <input type="hidden" name="formVersion" value={String(form.version)} />
          <input type="hidden" name="draftVersion" value={String(page.draftVersion)} />
          {page.sharing?.own === undefined ? null : (
            <input type="hidden" name="own" value={page.sharing.own.join('~')} />
          )}
          {page.seen === undefined ? null : <input type="hidden" name="seen" value={page.seen} />}
          {autosaves ? <SessionWarning /> : null}
          <div class="app-save-bar">
            <Button weight="outline" size="md">
              {page.saveLabel ?? '下書きを保存する'}
            </Button>
            {autosaves ? <AutosaveStatus /> : null}
          </div>
          <FormFields
            form={form}
            answers={page.answers}
            blocks={page.blocks}
            errors={errors}
            before={page.before}
            comments={page.returned?.comments.filter(({ isInPlace }) => isInPlace) ?? []}
            {...page.sharing}
          />
          <ButtonGroup>
            <Button formAction="/s/form/check">入力内容を確認する</Button>
            <Button weight="outline">{page.saveLabel ?? '下書きを保存する'}</Button>
          </ButtonGroup>
          <p class="dads-support-text">
            保存した下書きは、同じリンクから、ほかの端末や同じ課の方も続きを入力できます。提出するまで、回答は受け付けられません。接続は、最後に保存してから8時間続きます。
          </p>
        </Form>
      </>
    ),
  });
}

function Returned({ reason, dueOn, comments }: ReturnedAnswer) {
  return (
    <NotificationBanner kind="warning" heading="回答が差し戻されています">
      <p class="app-answer">{reason}</p>
      {comments.length === 0 ? null : (
        <>
          <p>次の{comments.length}か所に、事務局のコメントがあります。</p>
          <ul>
            {comments.map(({ field, label, text, isInPlace }) => (
              <li key={field}>
                {isInPlace ? <Link href={`#${field}`}>{label}</Link> : `${label}（差戻しのときの位置）`}
                <p class="app-answer">{text}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>内容を直して、{warekiWithWeekday(dueOn)}までに、もう一度提出してください。</p>
    </NotificationBanner>
  );
}
