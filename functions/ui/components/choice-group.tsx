import type { ComponentChildren, JSX } from 'preact';
import { describedBy, ErrorText, type FieldProps, fieldId, RequirementMark, SupportText } from './field.tsx';
import type { Choice } from './select.tsx';

interface GroupProps extends FieldProps {
  readonly choices: readonly Choice[];
}

export interface RadioGroupProps extends GroupProps {
  readonly value?: string | undefined;
}

/** One of a few. With more than seven, a Select is quicker. */
export function RadioGroup(props: RadioGroupProps): JSX.Element {
  return (
    <GroupFrame field={props}>
      {props.choices.map((choice, place) => (
        <ChoiceLine
          key={choice.value}
          kind="radio"
          field={props}
          choice={choice}
          place={place}
          checked={choice.value === props.value}
        />
      ))}
    </GroupFrame>
  );
}

export interface CheckboxGroupProps extends GroupProps {
  readonly values?: readonly string[];
}

/** Any number of a few. The values of ticked boxes arrive under one name, several times. */
export function CheckboxGroup(props: CheckboxGroupProps): JSX.Element {
  return (
    <GroupFrame field={props}>
      {props.choices.map((choice, place) => (
        <ChoiceLine
          key={choice.value}
          kind="checkbox"
          field={props}
          choice={choice}
          place={place}
          checked={props.values?.includes(choice.value) === true}
        />
      ))}
    </GroupFrame>
  );
}

interface ChoiceLineProps {
  readonly kind: 'radio' | 'checkbox';
  readonly field: FieldProps;
  readonly choice: Choice;
  readonly place: number;
  readonly checked: boolean;
}

/** The first line carries the field's own id, so that a link of the error summary lands on a control. */
function ChoiceLine({ kind, field, choice, place, checked }: ChoiceLineProps): JSX.Element {
  const id = place === 0 ? fieldId(field) : `${fieldId(field)}-${place + 1}`;
  const supportId = choice.support === undefined ? undefined : `${id}-choice-support`;
  return (
    <div class={`dads-${kind}`}>
      <input
        class={`dads-${kind}__control`}
        type={kind}
        id={id}
        name={field.name}
        value={choice.value}
        checked={checked}
        aria-describedby={supportId}
        aria-invalid={kind === 'checkbox' && field.error !== undefined ? 'true' : undefined}
      />
      <label class={`dads-${kind}__label`} for={id}>
        {choice.label}
      </label>
      {supportId === undefined ? null : <SupportText id={supportId}>{choice.support}</SupportText>}
    </div>
  );
}

function GroupFrame({ field, children }: { readonly field: FieldProps; readonly children: ComponentChildren }) {
  const id = fieldId(field);
  return (
    <fieldset
      class="dads-field dads-choice-group"
      aria-describedby={describedBy(field)}
      data-invalid={field.error === undefined ? undefined : 'true'}
    >
      <legend class="dads-field__label">
        <span class="dads-label">{field.label}</span>
        <RequirementMark need={field.need} />
      </legend>
      {field.support === undefined ? null : <SupportText id={`${id}-support`}>{field.support}</SupportText>}
      <div class="dads-choice-group__choices">{children}</div>
      {field.error === undefined ? null : <ErrorText id={`${id}-error`}>{field.error}</ErrorText>}
    </fieldset>
  );
}
