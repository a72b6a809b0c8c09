import type { Successor } from '../../../../shared/surveys/colleague.ts';
import type { SurveyContact } from '../../../../shared/surveys/survey-programmes.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderSurveyPage, type SurveyHead } from './survey-frame.tsx';

export interface HandOverPage {
  readonly head: SurveyHead;
  readonly guard: FormGuardProps;
  readonly typed: Successor;
  readonly errors: readonly FieldError[];
  readonly trouble?: string;
  /** It was entered rightly and waits for the second click. */
  readonly isChecked: boolean;
}

const heading = '新しい担当への引継ぎ';

export function renderHandOverPage(page: HandOverPage): string {
  const { head, errors, trouble, isChecked } = page;
  return renderSurveyPage({
    ...{ title: heading, head, hasErrors: errors.length > 0 },
    children: (
      <>
        <ErrorSummary errors={errors} />
        {trouble === undefined || errors.length > 0 ? null : (
          <NotificationBanner kind="error" heading="引き継げませんでした" announce>
            <p>{trouble}</p>
          </NotificationBanner>
        )}
        <Heading level={1}>{isChecked ? '引継ぎの確認' : heading}</Heading>
        {isChecked ? <Confirm {...page} /> : <Enter {...page} />}
        <p>
          <ButtonLink href="/s/form" weight="outline">
            引き継がずに、入力に戻る
          </ButtonLink>
        </p>
      </>
    ),
  });
}

function Enter({ guard, typed, errors }: HandOverPage) {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <>
      <p>
        異動などで担当が変わった場合に、この調査を新しい担当へ引き継ぎます。下書きは残り、新しい担当へ新しいリンクをメールで送ります。
      </p>
      <Form action="/s/hand-over/check" {...guard}>
        <TextField
          name="section"
          label="新しい担当の課の名称"
          support="例：こども家庭課。個人のお名前は入力しないでください。"
          need="required"
          value={typed.section}
          error={errorOf('section')}
        />
        <TextField
          name="mail"
          label="新しい担当のメールアドレス"
          support="貴団体のアドレスを入力してください。課の代表アドレスをおすすめします。"
          need="required"
          kind="email"
          value={typed.mail}
          error={errorOf('mail')}
        />
        <ButtonGroup>
          <Button>引継ぎの内容を確認する</Button>
        </ButtonGroup>
      </Form>
    </>
  );
}

function Confirm({ guard, typed }: HandOverPage) {
  return (
    <>
      <p>次の担当へ引き継ぎます。引き継ぐと、今お使いのリンクは使えなくなります。</p>
      <DescriptionList
        items={[
          { term: '新しい担当の課', description: typed.section },
          { term: 'メールアドレス', description: typed.mail },
        ]}
      />
      <p>
        登録されている貴団体のアドレスとドメインがちがう場合は、登録されているアドレスへ新しいリンクを送り、事務局が変更の内容を確認します。
      </p>
      <Form action="/s/hand-over" {...guard}>
        <input type="hidden" name="section" value={typed.section} />
        <input type="hidden" name="mail" value={typed.mail} />
        <ButtonGroup>
          <Button busyText="引き継いでいます">この内容で引き継ぐ</Button>
        </ButtonGroup>
      </Form>
    </>
  );
}

/** The link that led here no longer opens anything, so the page names neither survey nor organisation. */
export function renderHandedOverPage(contact: SurveyContact): string {
  return renderSurveyPage({
    title: '引継ぎの完了',
    head: { surveyTitle: '調査の引継ぎ', contact },
    children: (
      <>
        <Heading level={1}>引継ぎの完了</Heading>
        <NotificationBanner kind="success" heading="新しい担当へ引き継ぎました">
          <p>まもなく、新しいリンクをメールで送ります。下書きは残っています。今までのリンクは使えなくなりました。</p>
        </NotificationBanner>
        <p>新しい担当にメールが届かない場合は、下の問い合わせ先にご連絡ください。</p>
      </>
    ),
  });
}
