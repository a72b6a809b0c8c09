import type { Caller } from '../../../shared/access/policy.ts';
import type { OrganisationDesks } from '../../../shared/directory/organisation-desks.ts';
import type { LocalGovernmentCode } from '../../../shared/kernel/ids.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import type { StaffDirectoryDeps } from './deps.ts';
import { renderDesksPage } from './pages/desks-page.tsx';

type Deps = Pick<StaffDirectoryDeps, 'desks'>;

export function createListDesks({ desks }: Deps) {
  return async (request: RouteRequest<Caller, { prefecture?: LocalGovernmentCode | undefined }>): Promise<Reply> => {
    const { who, guard, input } = request;
    const entries = input.prefecture === undefined ? [] : await desks.ofPrefecture(who.programmeId, input.prefecture);
    return html(200, renderDesksPage({ caller: who, guard, prefecture: input.prefecture, entries }));
  };
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
