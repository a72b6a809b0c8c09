import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';

export interface PaginationProps {
  /** E.g. `ja.pagination.range(1, 50, 1788)`. */
  readonly summary: string;
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
}

/** Forwards and back only: lists are read by cursor, and a cursor knows no page numbers. */
export function Pagination({ summary, previousHref, nextHref }: PaginationProps): JSX.Element {
  return (
    <nav class="dads-pagination" aria-label={ja.pagination.label}>
      <p class="dads-pagination__summary">{summary}</p>
      <ul class="dads-pagination__links">
        {previousHref === undefined ? null : (
          <li>
            <a class="dads-button" data-type="outline" data-size="md" href={previousHref} rel="prev">
              {ja.pagination.previous}
            </a>
          </li>
        )}
        {nextHref === undefined ? null : (
          <li>
            <a class="dads-button" data-type="outline" data-size="md" href={nextHref} rel="next">
              {ja.pagination.next}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
