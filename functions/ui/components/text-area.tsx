import type { JSX } from 'preact';
import { controlAttributes, FieldFrame, type FieldProps } from './field.tsx';
import type { Autocomplete } from './text-field.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly autocomplete?: Extract<Autocomplete, 'off' | 'street-address'>;
}

export function TextArea(props: TextAreaProps): JSX.Element {
  return (
    <FieldFrame field={props}>
      <textarea
        class="dads-textarea"
        {...controlAttributes(props)}
        rows={props.rows ?? 5}
        maxlength={props.maxLength}
        autocomplete={props.autocomplete ?? 'off'}
      >
        {keepFirstLineBreak(props.value ?? '')}
      </textarea>
    </FieldFrame>
  );
}

/** An HTML parser drops one line break straight after `<textarea>`; this one is for it. */
function keepFirstLineBreak(value: string): string {
  return `\n${value}`;
}
