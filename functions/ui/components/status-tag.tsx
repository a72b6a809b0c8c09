import type { ComponentChildren, JSX } from 'preact';

export type StatusTone = 'neutral' | 'progress' | 'success' | 'warning' | 'error';

/** A shape of its own for each tone, so that the state reads without colour and in print. */
const shapes = {
  neutral: <circle cx="8" cy="8" r="5.5" class="dads-status-tag__line" />,
  progress: (
    <>
      <circle cx="8" cy="8" r="5.5" class="dads-status-tag__line" />
      <path d="M8 2.5a5.5 5.5 0 010 11z" fill="currentColor" />
    </>
  ),
  success: <path d="M3 8.5l3.5 3.5L13 4.5" class="dads-status-tag__line" />,
  warning: <path d="M8 1.5l7 13H1z" fill="currentColor" />,
  error: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" class="dads-status-tag__line" />,
} as const satisfies Record<StatusTone, JSX.Element>;

export interface StatusTagProps {
  readonly tone: StatusTone;
  readonly children: ComponentChildren;
}

export function StatusTag({ tone, children }: StatusTagProps): JSX.Element {
  return (
    <span class="dads-status-tag" data-tone={tone}>
      <svg class="dads-status-tag__shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {shapes[tone]}
      </svg>
      {children}
    </span>
  );
}
