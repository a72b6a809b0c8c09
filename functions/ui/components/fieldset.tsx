import type { ComponentChildren, JSX } from 'preact';

export interface FieldsetProps {
  readonly legend: string;
  readonly children: ComponentChildren;
  readonly support?: string;
  readonly id?: string;
}

/** A block of fields that belong together, e.g. one consultation desk. */
export function Fieldset({ legend, children, support, id }: FieldsetProps): JSX.Element {
  const supportId = support === undefined || id === undefined ? undefined : `${id}-support`;
  return (
    <fieldset class="dads-fieldset" id={id} aria-describedby={supportId}>
      <legend class="dads-fieldset__legend">{legend}</legend>
      {support === undefined ? null : (
        <p class="dads-support-text" id={supportId}>
          {support}
        </p>
      )}
      {children}
    </fieldset>
  );
}
