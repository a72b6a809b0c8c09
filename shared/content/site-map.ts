/**
 * The pages of a portal and what each depends on: the one place that knows which pages change with what.
 *
 * Nuances: an address is digits only (`areas/131016`); it stands in histories and must say nothing of the subject.
 */
import type { LocalGovernmentCode } from '../kernel/ids.ts';
import { formerLocalGovernments } from '../programmes/former-local-governments.ts';

export type SitePage =
  | { readonly kind: 'home' }
  | { readonly kind: 'prefecture'; readonly code: LocalGovernmentCode }
  | { readonly kind: 'municipality'; readonly code: LocalGovernmentCode }
  /** The address of a code that is no longer in use: leads to what took its place. */
  | { readonly kind: 'former'; readonly code: LocalGovernmentCode }
  | { readonly kind: 'safety' }
  | { readonly kind: 'accessibility' }
  | { readonly kind: 'not-found' };

/** Key under the portal's folder in the site's bucket; also the page's address after the first slash. */
export function pathOf(page: SitePage): string {
  switch (page.kind) {
    case 'home':
      return 'index.html';
    case 'prefecture':
    case 'municipality':
    case 'former':
      return `areas/${page.code}`;
    case 'safety':
      return 'safety';
    case 'accessibility':
      return 'accessibility';
    case 'not-found':
      return '404.html';
  }
}

export interface Place {
  readonly code: LocalGovernmentCode;
  readonly kind: string;
  readonly prefectureCode: LocalGovernmentCode;
}

/** The pages that show an organisation's desks: its own, and its prefecture's list. */
export function pagesShowing(place: Place): readonly SitePage[] {
  const prefecture = { kind: 'prefecture', code: place.prefectureCode } as const;
  return place.kind === 'prefecture' ? [prefecture] : [{ kind: 'municipality', code: place.code }, prefecture];
}

/** Every page of a portal. */
export function allPages(places: readonly Place[]): readonly SitePage[] {
  const areas = places.map(({ kind, code }) =>
    kind === 'prefecture' ? ({ kind: 'prefecture', code } as const) : ({ kind: 'municipality', code } as const),
  );
  const former = formerLocalGovernments.map(({ code }) => ({ kind: 'former', code }) as const);
  return [{ kind: 'home' }, ...areas, ...former, { kind: 'safety' }, { kind: 'accessibility' }, { kind: 'not-found' }];
}
