import type { JSX } from 'preact';
import { Breadcrumb } from '../components/breadcrumb.tsx';
import { Icon } from '../components/icon.tsx';
import { mainId, SkipLink } from '../components/skip-link.tsx';
import { ja } from '../texts/ja.ts';
import type { NavigationItem } from './navigation.tsx';
import type { ShellContent } from './page.ts';

export interface PortalShellProps extends ShellContent {
  /** Neutral: it stands in tabs, histories and previews of messages. */
  readonly siteName: string;
  readonly homeHref: string;
  /** Where the exit leads: an address of ours that clears and forwards, or a neutral site without personal content. */
  readonly exitHref: string;
  /** 「安全に使うために」 */
  readonly safetyHref: string;
  readonly accessibilityHref: string;
  readonly footerLinks?: readonly NavigationItem[];
}

/** The frame of every public page. The exit comes right after the skip link and works as a plain link. */
export function PortalShell(props: PortalShellProps): JSX.Element {
  return (
    <>
      <SkipLink />
      <QuickExit exitHref={props.exitHref} safetyHref={props.safetyHref} />
      <header class="portal-header">
        <div class="portal-width">
          <a class="portal-header__brand" href={props.homeHref}>
            {props.siteName}
          </a>
        </div>
      </header>
      <div class="app-body portal-width">
        {props.breadcrumb === undefined ? null : <Breadcrumb crumbs={props.breadcrumb} />}
        <main class="app-main" id={mainId} tabindex={-1}>
          {props.children}
        </main>
      </div>
      <footer class="app-footer portal-footer">
        <div class="portal-width">
          <ul class="portal-footer__links">
            <li>
              <a href={props.safetyHref}>{ja.portal.safetyLink}</a>
            </li>
            {props.footerLinks?.map(({ label, href }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
            <li>
              <a href={props.accessibilityHref}>{ja.portal.accessibilityPolicy}</a>
            </li>
          </ul>
        </div>
      </footer>
    </>
  );
}

function QuickExit({ exitHref, safetyHref }: Pick<PortalShellProps, 'exitHref' | 'safetyHref'>): JSX.Element {
  const { quickExit, safetyNote, safetyLink, quickExitRest, leaving } = ja.portal;
  return (
    <aside class="portal-exit" aria-label={safetyLink}>
      <div class="portal-exit__inner portal-width">
        <a
          class="portal-exit__link"
          href={exitHref}
          rel="nofollow noreferrer"
          referrerpolicy="no-referrer"
          data-quick-exit
          data-leaving={leaving}
          data-rest-1={quickExitRest(1)}
          data-rest-2={quickExitRest(2)}
        >
          <Icon name="exit" />
          {quickExit}
        </a>
        <p class="portal-exit__note">
          <span class="portal-exit__sentence">{safetyNote}</span>
          <a class="dads-link" href={safetyHref}>
            {safetyLink}
          </a>
        </p>
      </div>
    </aside>
  );
}
