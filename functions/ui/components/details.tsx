import type { ComponentChildren, JSX } from 'preact';

export interface DetailsProps {
  readonly summary: string;
  readonly children: ComponentChildren;
  readonly open?: boolean;
}

export function Details({ summary, children, open }: DetailsProps): JSX.Element {
  return (
    <details class="dads-details" open={open}>
      <summary class="dads-details__summary">{summary}</summary>
      <div class="dads-details__content">{children}</div>
    </details>
  );
}
