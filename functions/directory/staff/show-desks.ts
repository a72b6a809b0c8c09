import type { Caller } from '../../../shared/access/policy.ts';
import type { OrganisationId } from '../../../shared/kernel/ids.ts';
import { currentCodeOf } from '../../../shared/programmes/former-local-governments.ts';
import { findLocalGovernment } from '../../../shared/programmes/local-governments.ts';
import { platformProblem, RefusedRequest } from '../../platform/http/problem.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import type { StaffDirectoryDeps } from './deps.ts';
import { withoutProgramme } from './list-desks.ts';
import { renderOrganisationPage } from './pages/organisation-page.tsx';

type Deps = Pick<StaffDirectoryDeps, 'desks'>;
type Request = RouteRequest<Caller, { organisationId: OrganisationId }>;

export function createShowDesks({ desks }: Deps) {
  return async ({ who, guard, input }: Request): Promise<Reply> => {
    const current = currentCodeOf(input.organisationId);
    if (current !== input.organisationId) return seeOther(`/console/directory/desks/${current}`);
    const history = await desks.historyOf(who.programmeId, input.organisationId);
    if (history.length === 0 && findLocalGovernment(current) === undefined)
      throw new RefusedRequest(platformProblem('not-found'));
    return html(200, renderOrganisationPage({ caller: who, guard, organisationId: input.organisationId, history }));
  };
}

export function createShowDesksByProgram({ desks }: Deps) {
  return async ({ who, input }: Request): Promise<Reply> => {
    const entry = await desks.find(who.programmeId, currentCodeOf(input.organisationId));
    if (entry === undefined) throw new RefusedRequest(platformProblem('not-found'));
    return json(200, withoutProgramme(entry));
  };
}
