import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';

export interface ProgressBarProps {
  readonly id: string;
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

export function ProgressBar({ id, label, done, total }: ProgressBarProps): JSX.Element {
  return (
    <div class="dads-progress">
      <div class="dads-progress__words">
        <label class="dads-label" for={id}>
          {label}
        </label>
        <span class="dads-progress__count">{ja.progress(done, total)}</span>
      </div>
      <progress class="dads-progress__bar" id={id} value={done} max={Math.max(total, 1)}>
        {ja.progress(done, total)}
      </progress>
    </div>
  );
}
