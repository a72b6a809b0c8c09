/**
 * Draws the pages that are outdated from the present state and writes those whose bytes differ. Doing it twice, or in
 * another order, ends with the same site.
 */
import { inChunks } from '../kernel/chunks.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { prefectureDigits } from '../programmes/area.ts';
import type { AreaDesks } from './area-desks.ts';
import type { AreaDesksRepository } from './area-desks-repository.ts';
import type { Site, SiteFile } from './site.ts';
import { allPages, type Place, pagesShowing, pathOf, type SitePage } from './site-map.ts';

export interface PublishPagesDeps {
  readonly areas: Pick<AreaDesksRepository, 'ofPrefecture'>;
  readonly site: Site;
  readonly places: readonly Place[];
  /** One page as HTML. `desks` are the entries of the page's prefecture. */
  readonly render: (page: SitePage, desks: readonly AreaDesks[]) => string;
  /** Style sheets, scripts, icon. */
  readonly staticFiles: readonly SiteFile[];
}

/** A changed page is seen within this time even where the edge was not told. */
const pageSeconds = 300;

export interface Published {
  readonly drawn: number;
  readonly written: readonly string[];
}

export async function publishPages(
  deps: PublishPagesDeps,
  input: {
    readonly programmeId: ProgrammeId;
    readonly scope: 'all' | readonly OrganisationId[];
    readonly reference: string;
  },
): Promise<Published> {
  const { programmeId, scope, reference } = input;
  const files = scope === 'all' ? [...deps.staticFiles] : [];
  const pages = scope === 'all' ? allPages(deps.places) : pagesOf(deps.places, scope);
  const desks = await readDesks(deps, programmeId, pages);
  files.push(...pages.map((page) => fileOf(page, deps.render(page, desks.get(areaOf(page)) ?? []))));
  const written: SiteFile[] = [];
  for (const group of inChunks(files, 16)) {
    const answers = await Promise.all(group.map((file) => deps.site.write(programmeId, file)));
    written.push(...group.filter((_, place) => answers[place] === true));
  }
  if (written.length > 0) await deps.site.refresh(programmeId, written, reference);
  return { drawn: files.length, written: written.map(({ path }) => path) };
}

function pagesOf(places: readonly Place[], organisations: readonly OrganisationId[]): SitePage[] {
  const found = places.filter(({ code }) => organisations.some((organisationId) => organisationId === code));
  const pages = new Map(found.flatMap(pagesShowing).map((page) => [pathOf(page), page]));
  return [...pages.values()];
}

function areaOf(page: SitePage): string {
  return 'code' in page ? prefectureDigits(page.code) : '';
}

async function readDesks(
  deps: PublishPagesDeps,
  programmeId: ProgrammeId,
  pages: readonly SitePage[],
): Promise<Map<string, readonly AreaDesks[]>> {
  const areas = [...new Set(pages.map(areaOf))].filter((digits) => digits !== '');
  const desks = new Map<string, readonly AreaDesks[]>();
  for (const digits of areas) desks.set(digits, await deps.areas.ofPrefecture(programmeId, digits));
  return desks;
}

function fileOf(page: SitePage, body: string): SiteFile {
  return { path: pathOf(page), contentType: 'text/html; charset=utf-8', body, maxAgeSeconds: pageSeconds };
}
