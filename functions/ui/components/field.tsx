import type { ComponentChildren, JSX } from 'preact';
import { ja } from '../texts/ja.ts';

/** What every field of a form has in common. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  /** Defaults to the name; needed where one page has the same name twice. */
  readonly id?: string;
  /** How to answer, between label and control. */
  readonly support?: ComponentChildren;
  /** What is wrong and how to put it right; without the mark, which is added. */
  readonly error?: string | undefined;
  /** Shown as ※必須 or ※任意; `unmarked` where the whole form needs no such words (search, login). */
  readonly need?: 'required' | 'optional' | 'unmarked';
}

export function fieldId({ id, name }: Pick<FieldProps, 'id' | 'name'>): string {
  return id ?? name;
}

export function SupportText({ id, children }: { readonly id?: string; readonly children: ComponentChildren }) {
  return (
    <p class="dads-support-text" id={id}>
      {children}
    </p>
  );
}

export function ErrorText({ id, children }: { readonly id?: string; readonly children: ComponentChildren }) {
  return (
    <p class="dads-error-text" id={id}>
      {ja.form.errorMark}
      {children}
    </p>
  );
}

export function RequirementMark({ need }: { readonly need: FieldProps['need'] | undefined }): JSX.Element | null {
  if (need === 'unmarked') return null;
  const required = need === 'required';
  return (
    <span class="dads-requirement" data-required={required ? 'true' : undefined}>
      {required ? ja.form.required : ja.form.optional}
    </span>
  );
}

/** The attributes that tie a control to its label, its support text and its error. */
export function controlAttributes(field: FieldProps) {
  return {
    id: fieldId(field),
    name: field.name,
    'aria-describedby': describedBy(field),
    'aria-invalid': field.error === undefined ? undefined : ('true' as const),
    'aria-required': field.need === 'required' ? ('true' as const) : undefined,
  };
}

/** Error first: it is what the person came back for. */
export function describedBy(field: FieldProps): string | undefined {
  const id = fieldId(field);
  const ids = [
    field.error === undefined ? undefined : `${id}-error`,
    field.support === undefined ? undefined : `${id}-support`,
  ].filter((part) => part !== undefined);
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** Label on top, then support text, control, error. */
export function FieldFrame({ field, children }: { readonly field: FieldProps; readonly children: ComponentChildren }) {
  const id = fieldId(field);
  return (
    <div class="dads-field" data-invalid={field.error === undefined ? undefined : 'true'}>
      <div class="dads-field__label">
        <label class="dads-label" for={id}>
          {field.label}
        </label>
        <RequirementMark need={field.need} />
      </div>
      {field.support === undefined ? null : <SupportText id={`${id}-support`}>{field.support}</SupportText>}
      {children}
      {field.error === undefined ? null : <ErrorText id={`${id}-error`}>{field.error}</ErrorText>}
    </div>
  );
}
