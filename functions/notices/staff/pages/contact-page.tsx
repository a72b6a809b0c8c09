import type { Caller } from '../../../../shared/access/policy.ts';
import type { Contact } from '../../../../shared/notices/contact.ts';
import type { ContactError, CorrectContactInput } from '../../../../shared/notices/correct-contact.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import type { ContactFacts } from '../contact-facts.ts';
import { contactsPart, organisationName } from './contacts-page.tsx';
import { DeadAddressesSection, HandedOverNotice, type Revival } from './dead-addresses-section.tsx';

export interface ContactPage {
  readonly facts: ContactFacts;
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly typed: CorrectContactInput;
  readonly errors: readonly ContactError[];
  readonly outcome?: 'saved' | 'revived' | 'dismissed' | 'changed-meanwhile';
  /** What was typed of an address that can be used again, where it was not taken. */
  readonly revival?: Revival;
}

const title = '連絡先の修正';

/** The contact as its form shows it. */
export function typedOf({ organisationId, section, mail, cc = '', phone = '' }: Contact): CorrectContactInput {
  return { organisationId, section, mail, cc, phone, replaces: mail };
}

export function renderContactPage(page: ContactPage): string {
  const { caller, guard, facts, typed, outcome, revival = { address: '', because: '', errors: [] } } = page;
  const errors = [...page.errors, ...revival.errors];
  return renderConsolePage({
    ...({ title, caller, guard, part: contactsPart } as const),
    hasErrors: errors.length > 0 || outcome === 'changed-meanwhile',
    breadcrumb: [{ label: 'ホーム', href: '/console' }, { label: '連絡先', href: contactsPart }, { label: title }],
    children: (
      <>
        <ErrorSummary errors={errors} />
        {outcome === undefined ? null : <Outcome outcome={outcome} />}
        <Heading level={1}>{title}</Heading>
        <p>
          {organisationName(typed.organisationId, facts.contact.name)}（団体コード{typed.organisationId}
          ）の連絡先です。個人ではなく、担当課で共有するアドレスをおすすめします。人事異動があっても届きます。
        </p>
        <HandedOverNotice facts={facts} guard={guard} />
        <DeadAddressesSection facts={facts} guard={guard} revival={revival} />
        <Section id="contact" heading="登録済みの連絡先">
          <Fields page={page} />
        </Section>
      </>
    ),
  });
}

function Outcome({ outcome }: Required<Pick<ContactPage, 'outcome'>>) {
  if (outcome === 'saved') {
    return (
      <NotificationBanner kind="success" heading="連絡先を直しました" announce>
        <p>
          次のメールから、このアドレスに送ります。
          <SendAgain />
        </p>
      </NotificationBanner>
    );
  }
  if (outcome === 'revived') {
    return (
      <NotificationBanner kind="success" heading="使えるようになったことを登録しました" announce>
        <p>
          次のメールから、このアドレスに送ります。
          <SendAgain />
        </p>
      </NotificationBanner>
    );
  }
  if (outcome === 'dismissed') {
    return (
      <NotificationBanner kind="success" heading="引継ぎで届いたアドレスを取り下げました" announce>
        <p>次のメールから、登録済みの連絡先へ送ります。</p>
      </NotificationBanner>
    );
  }
  return (
    <NotificationBanner kind="error" heading="ほかの担当者が先に変更しました" announce>
      <p>まだ変更していません。内容を確かめて、よければもう一度「連絡先を直す」を押してください。</p>
    </NotificationBanner>
  );
}

function SendAgain() {
  return (
    <>
      届かなかった回答依頼は、
      <Link href="/console/notices/mails?purpose=survey-invitation&status=permanent-failure">メールの一覧</Link>
      からもう一度送ってください。
    </>
  );
}

function Fields({ page: { guard, typed, errors } }: { readonly page: ContactPage }) {
  const errorOf = (field: ContactError['field']) => errors.find((each) => each.field === field)?.message;
  return (
    <Form {...guard} action={`${contactsPart}/${typed.organisationId}/edit`}>
      <input type="hidden" name="replaces" value={typed.replaces} />
      <TextField
        name="section"
        label="担当部署"
        need="required"
        value={typed.section}
        error={errorOf('section')}
        width="full"
      />
      <TextField
        name="mail"
        label="メールアドレス"
        kind="email"
        need="required"
        value={typed.mail}
        error={errorOf('mail')}
        width="full"
      />
      <TextField
        name="cc"
        label="CCのメールアドレス"
        kind="email"
        need="optional"
        value={typed.cc}
        error={errorOf('cc')}
        width="full"
      />
      <TextField
        name="phone"
        label="電話番号"
        kind="tel"
        need="optional"
        value={typed.phone}
        error={errorOf('phone')}
        width="md"
      />
      <ButtonGroup>
        <Button>連絡先を直す</Button>
        <ButtonLink weight="outline" href={contactsPart}>
          連絡先に戻る
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}
