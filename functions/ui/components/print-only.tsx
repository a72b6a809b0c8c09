import type { ComponentChildren, JSX } from 'preact';

/** Seen on paper only, e.g. where and when a page was printed. */
export function PrintOnly({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <div class="dads-print-only">{children}</div>;
}
