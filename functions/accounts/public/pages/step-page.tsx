import type { ComponentChildren } from 'preact';
import { Button } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

export type Step = 'totp' | 'new-password' | 'totp-setup';

export interface StepPage {
  readonly step: Step;
  readonly next: string;
  /** Only for the setup: what the person enters in the authenticator. */
  readonly totpSecret?: string;
  readonly email?: string;
  readonly errors?: readonly FieldError[];
}

const titles = {
  totp: '認証コードの入力',
  'new-password': '新しいパスワードの設定',
  'totp-setup': '認証アプリの設定',
} as const satisfies Record<Step, string>;

export function renderStepPage(page: StepPage): string {
  const { step, next, errors = [] } = page;
  const error = errors.find(({ field }) => field === 'answer')?.message;
  return SignInFrame({
    title: titles[step],
    hasErrors: errors.length > 0,
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>{titles[step]}</Heading>
        {lead(page)}
        <form class="dads-form" method="post" action={`/console/login/${step}`} novalidate data-submit-once>
          <input type="hidden" name="next" value={next} />
          {step === 'new-password' ? <NewPasswordField error={error} /> : <CodeField error={error} />}
          <Button>{step === 'new-password' ? '設定する' : '確認する'}</Button>
        </form>
        <p>
          <a class="dads-link" href="/console/login">
            最初からやり直す
          </a>
        </p>
      </>
    ),
  });
}

function CodeField({ error }: { readonly error: string | undefined }) {
  return (
    <TextField
      name="answer"
      label="認証コード"
      support="認証アプリに表示されている6桁の数字を入力してください。"
      kind="digits"
      width="sm"
      autocomplete="one-time-code"
      need="unmarked"
      error={error}
    />
  );
}

function NewPasswordField({ error }: { readonly error: string | undefined }) {
  return (
    <TextField
      name="answer"
      label="新しいパスワード"
      support="12文字以上で設定してください。よく使われる語や文字の並び、メールアドレスは使えません。"
      kind="password"
      autocomplete="new-password"
      need="unmarked"
      error={error}
    />
  );
}

function lead({ step, totpSecret, email }: StepPage): ComponentChildren {
  if (step === 'new-password')
    return <p>初期パスワードでのログインを確認しました。続けて、ご自身のパスワードを設定してください。</p>;
  if (step === 'totp' || totpSecret === undefined) return null;
  return (
    <>
      <p>お使いの役割では、パスワードに加えて認証アプリのコードが必要です。次のキーを認証アプリに登録してください。</p>
      <DescriptionList
        items={[
          { term: 'アカウント名', description: email ?? '' },
          { term: 'キー', description: <code class="app-secret">{totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</code> },
          { term: '種類', description: '時間ベース（6桁、30秒）' },
        ]}
      />
    </>
  );
}
