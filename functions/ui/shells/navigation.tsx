import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';

export interface NavigationItem {
  readonly label: string;
  readonly href: string;
}

/** Only what this person may open: a link that ends in a refusal is not shown. */
export function permittedItems<Permission>(
  items: readonly (NavigationItem & { readonly permission: Permission })[],
  may: (permission: Permission) => boolean,
): readonly NavigationItem[] {
  return items.filter((item) => may(item.permission));
}

export interface NavigationProps {
  readonly items: readonly NavigationItem[];
  /** The address of the part of the console that is open. */
  readonly currentHref?: string | undefined;
}

export function Navigation({ items, currentHref }: NavigationProps): JSX.Element | null {
  if (items.length === 0) return null;
  return (
    <nav class="app-navigation" aria-label={ja.navigation}>
      <ul class="app-navigation__list app-width">
        {items.map(({ label, href }) => (
          <li key={href}>
            <a class="app-navigation__link" href={href} aria-current={href === currentHref ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
