import type { JSX } from 'preact';

/** Drawn here rather than fetched, so that a page needs nothing but its style sheet. Always beside words. */
const shapes = {
  success: (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" />
      <path class="dads-icon__mark" d="M7.5 12.5l3 3 6-6.5" />
    </>
  ),
  error: (
    <>
      <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z" fill="currentColor" />
      <path class="dads-icon__mark" d="M9 9l6 6M15 9l-6 6" />
    </>
  ),
  warning: (
    <>
      <path d="M12 2.5L23 21.5H1z" fill="currentColor" />
      <path class="dads-icon__mark" d="M12 9.5v5M12 17.8v.2" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" />
      <path class="dads-icon__mark" d="M12 11v6M12 7.2v.1" />
    </>
  ),
  chevron: <path class="dads-icon__line" d="M9 5l7 7-7 7" />,
  exit: <path class="dads-icon__line" d="M6 6l12 12M18 6L6 18" />,
  external: <path class="dads-icon__line" d="M14 5h5v5M19 5l-8 8M17 14v5H5V7h5" />,
} as const satisfies Record<string, JSX.Element>;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="dads-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
