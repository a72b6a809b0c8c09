import { Button } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

export interface SignInPage {
  readonly email: string;
  readonly next: string;
  readonly errors?: readonly FieldError[];
}

export function renderSignInPage({ email, next, errors = [] }: SignInPage): string {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return SignInFrame({
    title: 'ログイン',
    hasErrors: errors.length > 0,
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>ログイン</Heading>
        <form class="dads-form" method="post" action="/console/login" novalidate data-submit-once>
          <input type="hidden" name="next" value={next} />
          <TextField
            name="email"
            label="メールアドレス"
            kind="email"
            autocomplete="username"
            need="unmarked"
            value={email}
            error={errorOf('email')}
          />
          <TextField
            name="password"
            label="パスワード"
            kind="password"
            autocomplete="current-password"
            need="unmarked"
            error={errorOf('password')}
          />
          <Button>ログイン</Button>
        </form>
        <p>ログインできないときは、実施団体のシステム管理者にお問い合わせください。</p>
      </>
    ),
  });
}
