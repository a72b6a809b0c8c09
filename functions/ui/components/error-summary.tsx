import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';
import { Icon } from './icon.tsx';

export interface FieldError {
  /** The id of the control (its name, unless told otherwise). */
  readonly field: string;
  readonly message: string;
}

/**
 * Stands first in the main part of a page that came back with errors. The title of such a page begins with エラー：.
 * Focus goes here on loading, also without scripts, so that a screen reader starts with what is wrong.
 */
export function ErrorSummary({ errors }: { readonly errors: readonly FieldError[] }): JSX.Element | null {
  if (errors.length === 0) return null;
  return (
    <div class="dads-error-summary" role="alert" aria-labelledby="error-summary-heading" tabindex={-1} autofocus>
      <Icon name="error" />
      <div class="dads-error-summary__body">
        <h2 class="dads-error-summary__heading" id="error-summary-heading">
          {ja.errorSummary.heading}
        </h2>
        <p>{ja.errorSummary.lead(errors.length)}</p>
        <ul class="dads-error-summary__list">
          {errors.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <a class="dads-link" href={`#${field}`}>
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
