import type { ComponentChildren, JSX } from 'preact';

export interface EmptyStateProps {
  readonly heading: string;
  /** What will stand here, and what to do so that it does. */
  readonly children: ComponentChildren;
  readonly action?: ComponentChildren;
}

export function EmptyState({ heading, children, action }: EmptyStateProps): JSX.Element {
  return (
    <div class="dads-empty-state">
      <h2 class="dads-empty-state__heading">{heading}</h2>
      <p>{children}</p>
      {action === undefined ? null : <div class="dads-empty-state__action">{action}</div>}
    </div>
  );
}
