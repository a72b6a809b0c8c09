import type { Caller } from '../../../../shared/access/policy.ts';
import type { FormDifference } from '../../../../shared/programmes/added-questions.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { crumbsOf, roundHref, roundsPart } from './round-parts.tsx';

export interface UpgradeFormPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly round: Round;
  /** Newer than the round's. */
  readonly versions: readonly (FormDifference & { readonly version: number })[];
  readonly values: { readonly formVersion: string; readonly dueOn: string };
  readonly errors: readonly FieldError[];
}

/** What is new in each newer version, and the decision. */
export function renderUpgradeFormPage(page: UpgradeFormPage): string {
  const { caller, guard, round, versions, values, errors } = page;
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return renderConsolePage({
    ...{ title: '調査票の更新', caller, guard, part: roundsPart, hasErrors: errors.length > 0 },
    breadcrumb: crumbsOf(round, '調査票の更新'),
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1} shoulder={round.title}>
          調査票の更新
        </Heading>
        <p>この調査は、調査票の第{round.formVersion}版で回答を受け付けています。</p>
        {versions.length === 0 ? (
          <p>これより新しい版の調査票はありません。</p>
        ) : (
          <>
            {versions.map((difference) => (
              <Difference key={difference.version} {...difference} />
            ))}
            <Section id="upgrade" heading="受付中の調査票を新しくする">
              <ul>
                <li>入力途中の団体：入力は残り、追加の質問が表示されます。</li>
                <li>
                  提出済みの団体：提出した回答はそのまま残り、追加の質問だけを期限までに回答するよう、回答ページに表示します。お知らせのメールは自動では送信されません。
                </li>
                <li>受理済みの団体：何も変わりません。</li>
              </ul>
              <Form {...guard} action={roundHref(round, '/upgrade-form')}>
                <Select
                  {...{ name: 'formVersion', label: '新しい版', need: 'required' }}
                  value={values.formVersion}
                  error={errorOf('formVersion')}
                  choices={versions.map(({ version }) => ({ value: String(version), label: `第${version}版` }))}
                />
                <TextField
                  {...{ name: 'dueOn', label: '追加の質問の期限', need: 'required', kind: 'date', width: 'sm' }}
                  support="開庁日を指定してください。受付終了日より後の日は指定できません。"
                  value={values.dueOn}
                  error={errorOf('dueOn')}
                />
                <ButtonGroup>
                  <Button busyText="更新しています">調査票を新しくする</Button>
                  <ButtonLink weight="outline" href={roundHref(round)}>
                    更新しない
                  </ButtonLink>
                </ButtonGroup>
              </Form>
            </Section>
          </>
        )}
      </>
    ),
  });
}

function Difference({ version, added, dropped }: UpgradeFormPage['versions'][number]) {
  return (
    <Section id={`version-${version}`} heading={`第${version}版で変わること`}>
      <p>新しい質問・変わった質問：{added.length === 0 ? 'ありません' : added.join('、')}</p>
      <p>
        なくなる質問・変わる前の質問：{dropped.length === 0 ? 'ありません' : dropped.join('、')}
        。提出済みの回答には残ります。
      </p>
    </Section>
  );
}
