import type { ComponentChildren } from 'preact';
import type { Crumb } from '../components/breadcrumb.tsx';

/** What every shell wraps. The page's own h1 stands first in `children`. */
export interface ShellContent {
  readonly children: ComponentChildren;
  readonly breadcrumb?: readonly Crumb[];
}
