import type { JSX } from 'preact';
import { controlAttributes, FieldFrame, type FieldProps } from './field.tsx';

export interface FileFieldProps extends FieldProps {
  /** Endings and media types that the picker offers, e.g. `.csv,.xlsx`; the server checks what it gets. */
  readonly accept?: string;
  readonly multiple?: boolean;
}

export function FileField(props: FileFieldProps): JSX.Element {
  return (
    <FieldFrame field={props}>
      <input
        class="dads-file"
        {...controlAttributes(props)}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
      />
    </FieldFrame>
  );
}
