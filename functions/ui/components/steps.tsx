import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';

export interface StepsProps {
  readonly steps: readonly string[];
  /** Counted from 0; the steps before it are done. */
  readonly current: number;
}

export function Steps({ steps, current }: StepsProps): JSX.Element {
  return (
    <nav class="dads-steps" aria-label={ja.steps.label}>
      <ol class="dads-steps__list">
        {steps.map((label, place) => (
          <li
            class="dads-steps__item"
            key={label}
            data-state={place < current ? 'done' : place === current ? 'current' : 'ahead'}
            aria-current={place === current ? 'step' : undefined}
          >
            <span class="dads-steps__number" aria-hidden="true">
              {place < current ? '✓' : place + 1}
            </span>
            <span class="dads-steps__label">
              {label}
              {place < current ? <span class="dads-visually-hidden">（{ja.steps.done}）</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
