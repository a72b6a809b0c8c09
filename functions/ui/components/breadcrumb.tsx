import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';
import { Icon } from './icon.tsx';

export interface Crumb {
  readonly label: string;
  /** Absent on the last one, which is this page. */
  readonly href?: string;
}

export function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }): JSX.Element {
  return (
    <nav class="dads-breadcrumb" aria-label={ja.breadcrumb}>
      <ol class="dads-breadcrumb__list">
        {crumbs.map((crumb) => (
          <li class="dads-breadcrumb__item" key={crumb.label}>
            {crumb.href === undefined ? (
              <span aria-current="page">{crumb.label}</span>
            ) : (
              <>
                <a class="dads-link" href={crumb.href}>
                  {crumb.label}
                </a>
                <Icon name="chevron" />
              </>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
