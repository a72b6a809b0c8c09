/** Every page of a portal as a document: neutral title, the way out, nothing from elsewhere. */
import type { ComponentChildren } from 'preact';
import type { AreaDesks } from '../../../../shared/content/area-desks.ts';
import type { SitePage } from '../../../../shared/content/site-map.ts';
import { findFormer } from '../../../../shared/programmes/former-local-governments.ts';
import { findLocalGovernment, fullName } from '../../../../shared/programmes/local-governments.ts';
import type { Crumb } from '../../../ui/components/breadcrumb.tsx';
import { renderPage } from '../../../ui/document.tsx';
import { PortalShell } from '../../../ui/shells/portal-shell.tsx';
import { AccessibilityPage } from './accessibility-page.tsx';
import { FormerPage } from './former-page.tsx';
import { HomePage } from './home-page.tsx';
import { MunicipalityPage } from './municipality-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PrefecturePage } from './prefecture-page.tsx';
import { SafetyPage } from './safety-page.tsx';

export interface SiteState {
  readonly portal: { readonly title: string; readonly neutralName: string };
  /** Of the page's prefecture. */
  readonly desks: readonly AreaDesks[];
  /** Where officials of the area ask for a correction. */
  readonly officialsHref?: string;
}

/** Leads away at once; a page that is the same for everybody and tells nothing of the one before. */
const neutralPlace = 'https://www.jma.go.jp/bosai/forecast/';

export function renderSitePage(page: SitePage, { portal, desks, officialsHref }: SiteState): string {
  return renderPage({
    title: titleOf(page, portal.neutralName),
    styles: ['portal.css'],
    scripts: ['quick-exit.js'],
    referrer: 'no-referrer',
    ...(page.kind === 'not-found' || page.kind === 'former' ? { robots: 'noindex' as const } : {}),
    body: (
      <PortalShell
        siteName={portal.neutralName}
        homeHref="/"
        exitHref={neutralPlace}
        safetyHref="/safety"
        accessibilityHref="/accessibility"
        {...breadcrumbOf(page)}
      >
        {contentOf(page, desks)}
        {officialsHref !== undefined && (page.kind === 'prefecture' || page.kind === 'municipality') ? (
          <ForOfficials href={officialsHref} />
        ) : null}
      </PortalShell>
    ),
  });
}

/** In words that say nothing to somebody who looks over a reader's shoulder. */
function ForOfficials({ href }: { readonly href: string }) {
  return (
    <p class="portal-confirmed">
      自治体の担当の方へ：
      <a class="dads-link" href={href} rel="noreferrer">
        掲載内容を訂正する
      </a>
    </p>
  );
}

/** Stands in tabs, histories and shared screens: which page it is, and nothing of what it is about. */
function titleOf(page: SitePage, siteName: string): string {
  switch (page.kind) {
    case 'home':
      return siteName;
    case 'prefecture':
    case 'municipality': {
      const place = findLocalGovernment(page.code);
      return `${place === undefined ? page.code : fullName(place)}｜${siteName}`;
    }
    case 'former':
      return `${findFormer(page.code)?.name ?? page.code}｜${siteName}`;
    case 'safety':
      return `サイトの使い方｜${siteName}`;
    case 'accessibility':
      return `ウェブアクセシビリティ方針｜${siteName}`;
    case 'not-found':
      return `ページが見つかりません｜${siteName}`;
  }
}

function contentOf(page: SitePage, desks: readonly AreaDesks[]): ComponentChildren {
  switch (page.kind) {
    case 'home':
      return <HomePage />;
    case 'prefecture':
      return <PrefecturePage code={page.code} desks={desks} />;
    case 'municipality':
      return <MunicipalityPage code={page.code} desks={desks} />;
    case 'former':
      return <FormerPage code={page.code} />;
    case 'safety':
      return <SafetyPage />;
    case 'accessibility':
      return <AccessibilityPage />;
    case 'not-found':
      return <NotFoundPage />;
  }
}

function breadcrumbOf(page: SitePage): { breadcrumb?: readonly Crumb[] } {
  if (page.kind === 'home' || page.kind === 'not-found') return {};
  const home = { label: 'ホーム', href: '/' };
  if (page.kind === 'safety') return { breadcrumb: [home, { label: '安全に使うために' }] };
  if (page.kind === 'accessibility') return { breadcrumb: [home, { label: 'ウェブアクセシビリティ方針' }] };
  if (page.kind === 'former') return { breadcrumb: [home, { label: findFormer(page.code)?.name ?? page.code }] };
  const place = findLocalGovernment(page.code);
  const here = { label: place?.name ?? page.code };
  if (page.kind === 'prefecture') return { breadcrumb: [home, here] };
  const prefecture = place && findLocalGovernment(place.prefectureCode);
  return { breadcrumb: [home, { label: prefecture?.name ?? '', href: `/areas/${place?.prefectureCode ?? ''}` }, here] };
}
