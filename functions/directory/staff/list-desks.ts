import type { Caller } from '../../../shared/access/policy.ts';
import { deskLines } from '../../../shared/directory/desk-lines.ts';
import type { OrganisationDesks } from '../../../shared/directory/organisation-desks.ts';
import type { LocalGovernmentCode } from '../../../shared/kernel/ids.ts';
import { findPlaces } from '../../../shared/programmes/former-local-governments.ts';
import { localGovernments, prefectures } from '../../../shared/programmes/local-governments.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { type FileFormat, lostInCp932, tableFile } from '../table-file.ts';
import type { StaffDirectoryDeps } from './deps.ts';
import { renderDesksPage } from './pages/desks-page.tsx';

type Deps = Pick<StaffDirectoryDeps, 'desks'>;

interface DesksChoice {
  readonly prefecture?: LocalGovernmentCode | undefined;
  readonly name?: string | undefined;
}

interface DesksFile {
  readonly prefecture?: LocalGovernmentCode | undefined;
  readonly format: FileFormat;
}

export function createListDesks({ desks }: Deps) {
  return async (request: RouteRequest<Caller, DesksChoice>): Promise<Reply> => {
    const { who, guard, input } = request;
    const { prefecture, name } = input;
    const entries = prefecture === undefined ? [] : await desks.ofPrefecture(who.programmeId, prefecture);
    const lost = prefecture === undefined ? [] : lostInCp932(deskLines(bodiesOf(prefecture), entries));
    const found = name === undefined || name.trim() === '' ? undefined : { name, places: findPlaces(name) };
    return html(200, renderDesksPage({ caller: who, guard, prefecture, entries, lost, found }));
  };
}

/** One prefecture, or the whole country: then one query for each prefecture. */
export function createDownloadDesks({ desks }: Deps) {
  return async ({ who, input, at }: RouteRequest<Caller, DesksFile>): Promise<Reply> => {
    const { prefecture, format } = input;
    const asked = prefecture === undefined ? prefectures.map(({ code }) => code) : [prefecture];
    const entries = await Promise.all(asked.map((each) => desks.ofPrefecture(who.programmeId, each)));
    return tableFile(
      deskLines(asked.flatMap(bodiesOf), entries.flat()),
      format,
      { plain: `desks${prefecture === undefined ? '' : `-${prefecture}`}`, full: '相談窓口一覧' },
      at,
    );
  };
}

function bodiesOf(prefecture: LocalGovernmentCode) {
  return localGovernments.filter(({ prefectureCode }) => prefectureCode === prefecture);
}

export function createListDesksByProgram({ desks }: Deps) {
  return async ({ who, input }: RouteRequest<Caller, { prefecture: LocalGovernmentCode }>): Promise<Reply> =>
    json(200, { organisations: (await desks.ofPrefecture(who.programmeId, input.prefecture)).map(withoutProgramme) });
}

export function withoutProgramme({
  programmeId: _,
  ...entry
}: OrganisationDesks): Omit<OrganisationDesks, 'programmeId'> {
  return entry;
}
