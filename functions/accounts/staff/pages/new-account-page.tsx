import type { Caller } from '../../../../shared/access/policy.ts';
import { roleLabels, roles } from '../../../../shared/access/role.ts';
import { prefectures } from '../../../../shared/programmes/local-governments.ts';
import { Button } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';

export interface NewAccountPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];
}

export function renderNewAccountPage({ caller, guard, values, errors }: NewAccountPage): string {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const textOf = (field: string) => String(values[field] ?? '');
  return renderConsolePage({
    title: 'アカウントの登録',
    caller,
    guard,
    part: '/console/accounts/list',
    hasErrors: errors.length > 0,
    breadcrumb: [
      { label: 'ホーム', href: '/console' },
      { label: 'アカウント', href: '/console/accounts/list' },
      { label: 'アカウントの登録' },
    ],
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>アカウントの登録</Heading>
        <p>1人につき1つのアカウントを登録します。共用のアカウントは登録できません。</p>
        <Form {...guard} action="/console/accounts/new">
          <TextField
            name="displayName"
            label="氏名"
            need="required"
            value={textOf('displayName')}
            error={errorOf('displayName')}
          />
          <TextField
            name="email"
            label="メールアドレス"
            support="ログインに使います。一度登録したメールアドレスは、ほかの人に使えません。"
            kind="email"
            need="required"
            value={textOf('email')}
            error={errorOf('email')}
          />
          <Select
            name="role"
            label="役割"
            need="required"
            value={textOf('role')}
            choices={roles.map((value) => ({ value, label: roleLabels[value] }))}
            error={errorOf('role')}
          />
          <Select
            name="organisationId"
            label="都道府県"
            support="役割が都道府県の担当者のときに選択してください。"
            need="optional"
            value={textOf('organisationId')}
            choices={prefectures.map(({ code, name }) => ({ value: code, label: name }))}
            error={errorOf('organisationId')}
          />
          <Button>登録する</Button>
        </Form>
      </>
    ),
  });
}
