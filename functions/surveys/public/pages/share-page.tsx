import type { FormDefinition } from '../../../../shared/programmes/form-definition.ts';
import { type Delegation, type DelegationStatus, mostDelegations } from '../../../../shared/surveys/delegation.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { CheckboxGroup } from '../../../ui/components/choice-group.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { momentText } from '../words.ts';
import { renderSurveyPage, type SurveyHead } from './survey-frame.tsx';

export interface SharePage {
  readonly head: SurveyHead;
  readonly form: FormDefinition;
  readonly delegations: readonly Delegation[];
  readonly guard: FormGuardProps;
  readonly typed: {
    readonly section: string;
    readonly mail: string;
    readonly askedBy: string;
    readonly formSections: readonly string[];
  };
  readonly errors: readonly FieldError[];
  /** Why it was not done, where no field is to blame. */
  readonly trouble?: string;
  readonly done?: 'asked' | 'revoked' | undefined;
}

const heading = 'ほかの課との分担';

/** 分担: whom the person in charge has asked, and one more. */
export function renderSharePage(page: SharePage): string {
  const { head, form, delegations, guard, errors, trouble, done } = page;
  return renderSurveyPage({
    ...{ title: heading, head, hasErrors: errors.length > 0 },
    children: (
      <>
        <ErrorSummary errors={errors} />
        {trouble === undefined ? null : (
          <NotificationBanner kind="error" heading="受け付けられませんでした" announce>
            <p>{trouble}</p>
          </NotificationBanner>
        )}
        {done === undefined ? null : <Done done={done} />}
        <Heading level={1}>{heading}</Heading>
        <p>
          同じ団体の別の課に、入力を依頼できます。依頼した課には専用のリンクをメールで送り、同じ下書きに入力していただきます。提出は、取りまとめ担当（ご案内メールのリンクを開いた方）だけができます。
        </p>
        <Section id="asked" heading="依頼した課">
          {delegations.length === 0 ? <p>まだ、どの課にも依頼していません。</p> : null}
          {delegations.map((delegation) => (
            <Asked key={delegation.number} form={form} delegation={delegation} guard={guard} />
          ))}
        </Section>
        <Section id="ask" heading="課に入力を依頼する">
          <AskForm {...page} />
        </Section>
        <Section id="hand-over" heading="担当が変わった場合">
          <p>
            <Link href="/s/hand-over">新しい担当への引継ぎへ進む</Link>
          </p>
        </Section>
        <p>
          <ButtonLink href="/s/form" weight="outline">
            入力に戻る
          </ButtonLink>
        </p>
      </>
    ),
  });
}

function Done({ done }: { readonly done: 'asked' | 'revoked' }) {
  return done === 'asked' ? (
    <NotificationBanner kind="success" heading="依頼を受け付けました" announce>
      <p>
        まもなく、依頼した課にメールを送ります。登録されている貴団体のアドレスとドメインがちがう場合は送りません。しばらくしてから、下の一覧で状態を確認してください。
      </p>
    </NotificationBanner>
  ) : (
    <NotificationBanner kind="success" heading="依頼を取り消しました" announce>
      <p>その課のリンクは使えなくなりました。入力済みの内容は残っています。</p>
    </NotificationBanner>
  );
}

const states = {
  active: { text: '依頼中', tone: 'progress' },
  revoked: { text: '取消し済み', tone: 'neutral' },
  declined: { text: '送信できません', tone: 'error' },
} as const satisfies Record<DelegationStatus, object>;

/** The mail with the colleague's link came back. */
const lost = { text: 'メールが届きません', tone: 'error' } as const;

interface AskedProps {
  readonly form: FormDefinition;
  readonly delegation: Delegation;
  readonly guard: FormGuardProps;
}

function Asked({ form, delegation, guard }: AskedProps) {
  const { number, section, status, delegatedAt, formSections } = delegation;
  const isLost = status === 'active' && delegation.mail?.hasArrived === false;
  const { text, tone } = isLost ? lost : states[status];
  return (
    <div class="app-block-answers">
      <Heading level={3}>{section}</Heading>
      <p>
        <StatusTag tone={tone}>{text}</StatusTag> {momentText(delegatedAt)}に依頼
      </p>
      <p>担当する部分：{sectionTitles(form, formSections)}</p>
      {status === 'declined' ? (
        <p>アドレスが、登録されている貴団体のアドレスのドメインとちがうため、送信していません。</p>
      ) : null}
      {isLost ? (
        <p>
          入力されたアドレスに、メールが届きませんでした。アドレスを確かめ、この依頼を取り消してから、もう一度依頼してください。
        </p>
      ) : null}
      {status === 'active' ? (
        <Form action="/s/share/revoke" {...guard}>
          <input type="hidden" name="number" value={String(number)} />
          <div>
            <Button weight="outline" size="md">
              {section}への依頼を取り消す
            </Button>
          </div>
        </Form>
      ) : null}
    </div>
  );
}

/** 相談窓口、支援団体; the whole form where nothing was chosen. */
export function sectionTitles(form: FormDefinition, formSections: Delegation['formSections']): string {
  if (formSections === undefined) return '調査票の全体';
  return form.sections
    .filter(({ id }) => formSections.includes(id))
    .map(({ title }) => title)
    .join('、');
}

function AskForm({ form, guard, typed, errors }: SharePage) {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Form action="/s/share" {...guard}>
      <TextField
        name="section"
        label="依頼する課の名称"
        support="例：こども家庭課。個人のお名前は入力しないでください。"
        need="required"
        value={typed.section}
        error={errorOf('section')}
      />
      <TextField
        name="mail"
        label="メールアドレス"
        support="貴団体のアドレス（登録されているアドレスと同じドメイン）だけに送れます。課の代表アドレスをおすすめします。"
        need="required"
        kind="email"
        value={typed.mail}
        error={errorOf('mail')}
      />
      <CheckboxGroup
        name="formSections"
        label="担当する部分"
        support="選ばない場合は、調査票の全体を依頼します。選んだ場合、ほかの部分は見るだけになります。"
        need="optional"
        choices={form.sections.map(({ id, title }) => ({ value: id, label: title }))}
        values={typed.formSections}
      />
      <TextField
        name="askedBy"
        label="取りまとめ担当の課の名称"
        support="提出する課として、依頼した課の画面に表示します。"
        need="required"
        value={typed.askedBy}
        error={errorOf('askedBy')}
      />
      <ButtonGroup>
        <Button busyText="依頼しています">入力を依頼する</Button>
      </ButtonGroup>
      <p class="dads-support-text">
        同時に依頼できるのは{mostDelegations}
        か所までです。アドレスはメールの送信だけに使い、取り消すと削除します。
      </p>
    </Form>
  );
}
