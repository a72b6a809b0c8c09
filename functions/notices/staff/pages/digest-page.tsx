import { type Caller, may } from '../../../../shared/access/policy.ts';
import type { AddressLineError } from '../../../../shared/notices/address-lines.ts';
import { mostDigestRecipients } from '../../../../shared/notices/digest-recipients.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { contactsPart } from './contacts-page.tsx';
import { digestPath, digestTitle } from './digest-link.tsx';

export interface DigestPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  /** As stored; version 0 where nobody is set. */
  readonly current: { readonly addresses: readonly string[]; readonly version: number };
  /** What stands in the field, one address a line. */
  readonly typed: string;
  readonly errors: readonly AddressLineError[];
  readonly outcome?: 'saved' | 'changed-meanwhile';
}

export function renderDigestPage(page: DigestPage): string {
  const { caller, guard, current, outcome } = page;
  // Every line is in the one field, where the links of the summary lead.
  const errors = page.errors.map(({ message }) => ({ field: 'addresses', message }));
  return renderConsolePage({
    ...({ title: digestTitle, caller, guard, part: contactsPart } as const),
    hasErrors: errors.length > 0 || outcome === 'changed-meanwhile',
    breadcrumb: [
      { label: 'ホーム', href: '/console' },
      { label: '連絡先', href: contactsPart },
      { label: digestTitle },
    ],
    children: (
      <>
        <ErrorSummary errors={errors} />
        {outcome === undefined ? null : <Outcome outcome={outcome} />}
        <Heading level={1}>{digestTitle}</Heading>
        <p>
          調査の期間中、週の最初の開庁日と月の最初の開庁日の午前9時に、回答状況の報告を所管側へメールで送ります。前回の報告から変わりがないときは送りません。
        </p>
        <Section id="current" heading="現在の送信先">
          <Current addresses={current.addresses} />
        </Section>
        {may(caller.role, 'contacts:import') ? <Change page={page} /> : null}
      </>
    ),
  });
}

function Outcome({ outcome }: Required<Pick<DigestPage, 'outcome'>>) {
  if (outcome === 'saved') {
    return (
      <NotificationBanner kind="success" heading="送信先を変更しました" announce>
        <p>次の定期報告から、この送信先に送ります。</p>
      </NotificationBanner>
    );
  }
  return (
    <NotificationBanner kind="error" heading="まだ変更していません" announce>
      <p>
        ほかの人が先に送信先を変更しました。現在の送信先を確かめてください。入力した内容に置き換える場合は、もう一度「変更する」を押してください。
      </p>
    </NotificationBanner>
  );
}

function Current({ addresses }: { readonly addresses: readonly string[] }) {
  if (addresses.length === 0) return <p>送信先がありません。登録するまで、定期報告は送信されません。</p>;
  return (
    <ul>
      {addresses.map((address) => (
        <li key={address}>{address}</li>
      ))}
    </ul>
  );
}

function Change({ page: { guard, current, typed, errors } }: { readonly page: DigestPage }) {
  return (
    <Section id="change" heading="送信先の変更">
      <Form {...guard} action={digestPath}>
        <input type="hidden" name="version" value={current.version} />
        <TextArea
          name="addresses"
          label="メールアドレス"
          support={`1行に1件ずつ、${mostDigestRecipients}件まで入力してください。`}
          need="required"
          rows={6}
          value={typed}
          error={errors.length === 0 ? undefined : errors.map(({ message }) => message).join('')}
        />
        <ButtonGroup>
          <Button>変更する</Button>
          <ButtonLink weight="outline" href={contactsPart}>
            連絡先に戻る
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </Section>
  );
}
