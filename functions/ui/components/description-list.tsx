import type { ComponentChildren, JSX } from 'preact';

export interface Description {
  readonly term: string;
  readonly description: ComponentChildren;
  /** E.g. a link to change this answer; names what it changes. */
  readonly action?: ComponentChildren;
}

export function DescriptionList({ items }: { readonly items: readonly Description[] }): JSX.Element {
  return (
    <dl class="dads-description-list">
      {items.map(({ term, description, action }) => (
        <div class="dads-description-list__row" key={term}>
          <dt>{term}</dt>
          <dd>{description}</dd>
          {action === undefined ? null : <dd class="dads-description-list__action">{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
