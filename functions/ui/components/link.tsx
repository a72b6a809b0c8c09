import type { ComponentChildren, JSX } from 'preact';
import { ja } from '../texts/ja.ts';
import { Icon } from './icon.tsx';

export interface LinkProps {
  readonly href: string;
  readonly children: ComponentChildren;
  /** Opens a new tab, and says so. Neither the address of this page nor a handle on it goes along. */
  readonly newTab?: boolean;
  readonly current?: boolean;
}

export function Link({ href, children, newTab, current }: LinkProps): JSX.Element {
  if (newTab !== true) {
    return (
      <a class="dads-link" href={href} aria-current={current === true ? 'page' : undefined}>
        {children}
      </a>
    );
  }
  return (
    <a class="dads-link" href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <Icon name="external" />
      <span class="dads-visually-hidden">（{ja.openInNewTab}）</span>
    </a>
  );
}
