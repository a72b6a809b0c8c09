import { type Caller, may } from '../../../../shared/access/policy.ts';
import type { AddressLineError } from '../../../../shared/notices/address-lines.ts';
import { type MailMode, mostTrialAddresses } from '../../../../shared/notices/trial.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { momentText } from '../../texts/letter-parts.ts';
import { mailsPart } from './mail-parts.tsx';

export const trialPath = '/console/notices/trial';
const title = 'メールの試行と本番';

export interface TrialPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  /** Absent where nothing was stated. */
  readonly current: MailMode | undefined;
  /** What stands in the field, one address a line. */
  readonly typed: string;
  readonly errors: readonly AddressLineError[];
  readonly saved: boolean;
  readonly trouble?: string;
}

/** For those who may see it; the page has no place in the menu. */
export function TrialLink({ caller }: { readonly caller: Caller }) {
  if (!may(caller.role, 'contacts:read')) return null;
  return (
    <p>
      <Link href={trialPath}>{title}</Link>
    </p>
  );
}

export function renderTrialPage(page: TrialPage): string {
  const { caller, guard, current, saved, trouble } = page;
  const errors = page.errors.map(({ message }) => ({ field: 'addresses', message }));
  const isTrial = current?.mode === 'trial';
  return renderConsolePage({
    ...({ title, caller, guard, part: mailsPart } as const),
    hasErrors: errors.length > 0 || trouble !== undefined,
    breadcrumb: [{ label: 'ホーム', href: '/console' }, { label: 'メール', href: mailsPart }, { label: title }],
    children: (
      <>
        <ErrorSummary errors={errors} />
        {trouble === undefined ? null : (
          <NotificationBanner kind="error" heading="まだ変更していません" announce>
            <p>{trouble}</p>
          </NotificationBanner>
        )}
        {saved ? (
          <NotificationBanner kind="success" heading="変更しました" announce>
            <p>次に送るメールから、この設定で送ります。</p>
          </NotificationBanner>
        ) : null}
        <Heading level={1}>{title}</Heading>
        <Section id="current" heading="現在の設定">
          {isTrial ? <Trial mode={current} /> : <p>本番です。メールは、すべての送信先に送ります。</p>}
        </Section>
        {may(caller.role, 'rounds:send') ? <Change page={page} errors={errors} /> : null}
      </>
    ),
  });
}

function Trial({ mode }: { readonly mode: Extract<MailMode, { mode: 'trial' }> }) {
  return (
    <>
      <p>
        試行です（{momentText(mode.since)}
        から）。次の送信先のほかには、メールを送りません。送らなかったメールは、本番に切り替えたあとも送りません。
      </p>
      <ul>
        {mode.allowed.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
    </>
  );
}

function Change({
  page: { guard, current, typed },
  errors,
}: {
  readonly page: TrialPage;
  readonly errors: readonly { readonly message: string }[];
}) {
  const isTrial = current?.mode === 'trial';
  const version = current?.version ?? 0;
  return (
    <>
      {isTrial ? (
        <Section id="live" heading="本番への切替え">
          <p>試行を設定した人とは別の人が、切り替えます。切り替えると、すべての送信先にメールを送るようになります。</p>
          <Form {...guard} action={`${trialPath}/live`}>
            <input type="hidden" name="version" value={version} />
            <ButtonGroup>
              <Button>本番に切り替える</Button>
            </ButtonGroup>
          </Form>
        </Section>
      ) : null}
      <Section id="trial" heading={isTrial ? '試行の送信先の変更' : '試行への切替え'}>
        <Form {...guard} action={trialPath}>
          <input type="hidden" name="version" value={version} />
          <TextArea
            name="addresses"
            label="試行で送ってよいメールアドレス"
            support={`1行に1件ずつ、${mostTrialAddresses}件まで入力してください。`}
            need="required"
            rows={6}
            value={typed}
            error={errors.length === 0 ? undefined : errors.map(({ message }) => message).join('')}
          />
          <ButtonGroup>
            <Button weight="outline">{isTrial ? '送信先を変更する' : '試行に切り替える'}</Button>
            <ButtonLink weight="outline" href={mailsPart}>
              メールに戻る
            </ButtonLink>
          </ButtonGroup>
        </Form>
      </Section>
    </>
  );
}
