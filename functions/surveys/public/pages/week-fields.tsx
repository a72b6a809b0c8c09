/** 曜日ごとの受付時間: a small field for each day, all in one set. */
import type { JSX } from 'preact';
import type { Field } from '../../../../shared/programmes/form-definition.ts';
import type { Draft } from '../../../../shared/programmes/form-draft.ts';
import { isHoliday } from '../../../../shared/programmes/weekly-hours.ts';
import { Button } from '../../../ui/components/button.tsx';
import type { FieldError } from '../../../ui/components/error-summary.tsx';
import { Fieldset } from '../../../ui/components/fieldset.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { type Before, earlierAnswer } from './before.tsx';

interface WeekFieldsProps {
  readonly label: string;
  readonly fields: readonly Field[];
  readonly answers: Draft;
  readonly errors: readonly FieldError[];
  readonly before?: Before | undefined;
}

const howTo =
  '例：9:00-12:00, 13:00-17:00。受け付けない曜日は、空欄のままにするか「休み」と入力してください。祝日と年末年始（12月29日から1月3日まで）は、「休み」「曜日どおり」または時間を入力してください。';

export function WeekFields({ label, fields, answers, errors, before }: WeekFieldsProps): JSX.Element {
  return (
    <Fieldset legend={label} support={howTo} id={`${fields[0]?.name}.week`}>
      {earlierAnswer(before, fields[0]?.name ?? '')}
      <div class="app-week">
        {fields.map(({ name, question }) => (
          <TextField
            key={name}
            name={name}
            label={question.type === 'day-hours' ? dayLabel(question.day) : question.label}
            need={question.required ? 'required' : 'unmarked'}
            value={String(answers[name] ?? '')}
            error={errors.find(({ field }) => field === name)?.message}
          />
        ))}
      </div>
      <div data-copy-hours hidden>
        <Button type="button" weight="outline" size="sm">
          月曜日の時間を金曜日まで入れる
        </Button>
      </div>
    </Fieldset>
  );
}

function dayLabel(day: Extract<Field['question'], { type: 'day-hours' }>['day']): string {
  return isHoliday(day) ? day : `${day}曜日`;
}
