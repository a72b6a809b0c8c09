/** GET /corrections: a code is typed. POST: the same answer whether there is such an organisation, an address, or neither. */
import { askForCorrection } from '../../../shared/directory/ask-for-correction.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { normaliseCode } from '../../../shared/kernel/text.ts';
import { currentCodeOf } from '../../../shared/programmes/former-local-governments.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import type { ProgrammeDefinition } from '../../../shared/programmes/programme-definition.ts';
import { programmes } from '../../../shared/programmes/registry.ts';
import { platformProblem, RefusedRequest } from '../../platform/http/problem.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import type { PublicDirectoryDeps } from './deps.ts';
import { renderAskedPage, renderAskingPage } from './pages/asking-page.tsx';

export function createShowAsking() {
  return async ({ input }: RouteRequest<undefined, { programme: string }>): Promise<Reply> =>
    html(200, renderAskingPage({ programme: programmeOf(input.programme), organisation: '' }));
}

type Asking = RouteRequest<undefined, { programme: string; organisation: string }>;

export function createAsk(deps: PublicDirectoryDeps) {
  return async ({ input, at, requestId }: Asking): Promise<Reply> => {
    const programme = programmeOf(input.programme);
    const typed = OrganisationId.safeParse(normaliseCode(input.organisation).toUpperCase()).data;
    if (typed === undefined) {
      const errors = [{ field: 'organisation', message: '団体コードを、6桁の数字で入力してください。' }];
      return html(422, renderAskingPage({ programme, organisation: input.organisation, errors }));
    }
    const organisationId = currentCodeOf(typed);
    if (localGovernments.some(({ code }) => code === organisationId)) {
      const actor = { kind: 'visitor' } as const;
      await askForCorrection(deps, organisationId, { programmeId: programme.identity.id, actor, at, requestId });
    }
    return html(200, renderAskedPage(programme));
  };
}

/** Only a programme with a portal has desks that anybody sees. */
function programmeOf(id: string): ProgrammeDefinition {
  const published = programmes.filter(({ portal }) => portal !== undefined);
  const found = id === '' ? published[0] : published.find(({ identity }) => identity.id === id);
  if (found === undefined) throw new RefusedRequest(platformProblem('not-found'));
  return found;
}
