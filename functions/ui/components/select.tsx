import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';
import { controlAttributes, FieldFrame, type FieldProps } from './field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly support?: string;
}

export interface SelectProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  /** The first, empty line; 選択してください unless told. */
  readonly emptyLabel?: string;
}

export function Select(props: SelectProps): JSX.Element {
  return (
    <FieldFrame field={props}>
      <div class="dads-select">
        <select class="dads-select__control" {...controlAttributes(props)}>
          <option value="">{props.emptyLabel ?? ja.form.choose}</option>
          {props.choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === props.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <span class="dads-select__arrow" aria-hidden="true" />
      </div>
    </FieldFrame>
  );
}
