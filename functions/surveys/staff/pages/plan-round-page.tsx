import type { Caller } from '../../../../shared/access/policy.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { CheckboxGroup } from '../../../ui/components/choice-group.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { type Choice, Select } from '../../../ui/components/select.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { DayFields } from './day-fields.tsx';
import { roundsPart } from './round-parts.tsx';

export interface PlanRoundPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly forms: readonly Choice[];
  readonly values: {
    readonly title?: string;
    readonly formId: string;
    readonly opensOn?: string;
    readonly dueOn?: string;
    readonly closesOn?: string;
    readonly reminderPlan: readonly string[];
  };
  readonly errors: readonly FieldError[];
}

const reminderChoices: readonly Choice[] = [15, 10, 7, 5, 3, 2, 1, -1, -3, -5, -10].map((days) => ({
  value: String(days),
  label: days < 0 ? `提出期限の${-days}開庁日後` : `提出期限の${days}開庁日前`,
}));

export function renderPlanRoundPage({ caller, guard, forms, values, errors }: PlanRoundPage): string {
  return renderConsolePage({
    title: '新しい調査の計画',
    caller,
    guard,
    part: roundsPart,
    hasErrors: errors.length > 0,
    breadcrumb: [
      { label: 'ホーム', href: '/console' },
      { label: '調査', href: roundsPart },
      { label: '新しい調査の計画' },
    ],
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>新しい調査の計画</Heading>
        <p>計画を登録します。この時点では、メールは送信されません。開始は、次の画面で内容を確かめてから行います。</p>
        <PlanForm guard={guard} forms={forms} values={values} errors={errors} />
      </>
    ),
  });
}

function PlanForm({ guard, forms, values, errors }: Omit<PlanRoundPage, 'caller'>) {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Form {...guard} action={roundsPart}>
      <TextField
        name="title"
        label="調査の名称"
        support="メールの件名と回答画面に表示します。例：令和8年度 相談窓口等に関する調査"
        need="required"
        value={values.title}
        error={errorOf('title')}
      />
      <Select
        name="formId"
        label="調査票"
        need="required"
        choices={forms}
        value={values.formId}
        error={errorOf('formId')}
      />
      <DayFields values={values} errors={errors} />
      <CheckboxGroup
        name="reminderPlan"
        label="リマインドメール"
        support="未提出の団体だけに、開庁日の午前9時から送ります。4回まで、2開庁日以上の間をあけて選んでください。提出期限の後のものは、受付終了日まで送ります。"
        need="optional"
        choices={reminderChoices}
        values={values.reminderPlan}
        error={errorOf('reminderPlan')}
      />
      <ButtonGroup>
        <Button>計画を登録する</Button>
        <ButtonLink weight="outline" href={roundsPart}>
          一覧に戻る
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}
