/** The days of a round that is planned: the same fields where it is planned and where its days are moved. */
import type { FieldError } from '../../../ui/components/error-summary.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';

export interface DayFieldsProps {
  readonly values: {
    readonly opensOn?: string | undefined;
    readonly dueOn?: string | undefined;
    readonly closesOn?: string | undefined;
  };
  readonly errors: readonly FieldError[];
}

export function DayFields({ values, errors }: DayFieldsProps) {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const day = { kind: 'date', width: 'sm' } as const;
  return (
    <>
      <TextField
        {...day}
        name="opensOn"
        label="回答開始日"
        support="空欄の場合は、今日から回答できます。"
        need="optional"
        value={values.opensOn}
        error={errorOf('opensOn')}
      />
      <TextField
        {...day}
        name="dueOn"
        label="提出期限"
        support="閉庁日（土日、祝日、年末年始）を指定した場合は、直前の開庁日に繰り上げます。"
        need="required"
        value={values.dueOn}
        error={errorOf('dueOn')}
      />
      <TextField
        {...day}
        name="closesOn"
        label="受付終了日"
        support="この日の終わりまで、期限後の提出も受け付けます。空欄の場合は、提出期限の日に受付を終了します。"
        need="optional"
        value={values.closesOn}
        error={errorOf('closesOn')}
      />
    </>
  );
}
