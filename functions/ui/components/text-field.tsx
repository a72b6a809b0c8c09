import type { JSX } from 'preact';
import { controlAttributes, FieldFrame, type FieldProps } from './field.tsx';

/** What a browser may fill in; `off` where the answer is the organisation's, not the person's, or is sensitive. */
export type Autocomplete =
  | 'off'
  | 'name'
  | 'email'
  | 'tel'
  | 'organization'
  | 'organization-title'
  | 'username'
  | 'current-password'
  | 'new-password'
  | 'one-time-code'
  | 'postal-code'
  | 'street-address'
  | 'url';

/** Chosen so that a phone shows the fitting keyboard; checking is the server's. */
const controls = {
  text: (shared: SharedAttributes) => <input type="text" {...shared} />,
  email: (shared: SharedAttributes) => <input type="email" inputmode="email" {...shared} />,
  tel: (shared: SharedAttributes) => <input type="tel" inputmode="tel" {...shared} />,
  url: (shared: SharedAttributes) => <input type="url" inputmode="url" {...shared} />,
  password: (shared: SharedAttributes) => <input type="password" {...shared} />,
  search: (shared: SharedAttributes) => <input type="search" {...shared} />,
  date: (shared: SharedAttributes) => <input type="date" {...shared} />,
  /** A text box, because number boxes change on scrolling and drop leading zeros. */
  digits: (shared: SharedAttributes) => <input type="text" inputmode="numeric" {...shared} />,
} as const;

export interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly kind?: keyof typeof controls;
  readonly autocomplete?: Autocomplete;
  /** As wide as the expected answer. */
  readonly width?: 'xs' | 'sm' | 'md' | 'full';
  readonly maxLength?: number;
  /** Written after the control, e.g. 件. */
  readonly unit?: string;
  readonly readOnly?: boolean;
}

export function TextField(props: TextFieldProps): JSX.Element {
  return (
    <FieldFrame field={props}>
      <div class="dads-input">
        {controls[props.kind ?? 'text'](sharedAttributes(props))}
        {props.unit === undefined ? null : <span class="dads-input__unit">{props.unit}</span>}
      </div>
    </FieldFrame>
  );
}

type SharedAttributes = ReturnType<typeof sharedAttributes>;

function sharedAttributes(props: TextFieldProps) {
  return {
    class: 'dads-input__control',
    ...controlAttributes(props),
    value: props.value ?? '',
    autocomplete: props.autocomplete ?? 'off',
    maxlength: props.maxLength,
    readonly: props.readOnly,
    'data-width': props.width ?? 'full',
  };
}
