import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';

export const mainId = 'main';

/** First in the tab order, seen when focused. The target is the page's `<main id="main" tabindex="-1">`. */
export function SkipLink(): JSX.Element {
  return (
    <a class="dads-skip-link" href={`#${mainId}`}>
      {ja.skipToMain}
    </a>
  );
}
