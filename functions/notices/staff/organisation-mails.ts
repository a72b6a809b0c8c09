/** Everything that was sent to one organisation, across surveys: what, when, what became of it, what to do. */
import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { csvFile } from '../../platform/export/csv-file.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import { type AnyRoute, type RouteRequest, route } from '../../platform/http/route.ts';
import { MailBody, mailBodyOf } from './bodies.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { mailRows } from './mail-rows.ts';
import { organisationName } from './pages/contacts-page.tsx';
import { renderOrganisationMailsPage } from './pages/organisation-mails-page.tsx';

const One = z.object({ organisationId: OrganisationId });
const page = '/console/notices/organisations/{organisationId}';

type Deps = Pick<StaffNoticesDeps, 'notices' | 'door'>;
type Request = RouteRequest<Caller, z.output<typeof One>>;

export function organisationMailRoutes(deps: Deps): readonly AnyRoute[] {
  const see = { method: 'GET', access: deps.door.staff('notices:read'), input: One } as const;
  return [
    route({ ...see, path: page, handler: createShowOrganisationMails(deps) }),
    route({ ...see, path: `${page}/mails.csv`, handler: createDownloadOrganisationMails(deps) }),
    route({
      ...{ ...see, path: '/api/v1/notices/organisations/{organisationId}/mails' },
      handler: createListOrganisationMails(deps),
      describe: {
        operationId: 'listOrganisationMails',
        summary: '1団体に送ったメールと、その状態を見る（新しい順）',
        replies: { 200: z.object({ mails: z.array(MailBody) }) },
        refusals: [],
        example: { organisationId: '121002' },
      },
    }),
  ];
}

function read({ notices }: Deps, { who, input }: Request) {
  return notices.ofOrganisation(who.programmeId, input.organisationId);
}

function createShowOrganisationMails(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { who, guard, input } = request;
    const { organisationId } = input;
    const notices = await read(deps, request);
    return html(200, renderOrganisationMailsPage({ caller: who, guard, organisationId, notices }));
  };
}

function createDownloadOrganisationMails(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const name = organisationName(request.input.organisationId);
    const rows = mailRows(`${name}へのメール`, await read(deps, request), request.at);
    return csvFile(rows, { plain: 'mails.csv', full: `メールの状況_${name}.csv` });
  };
}

function createListOrganisationMails(deps: Deps) {
  return async (request: Request): Promise<Reply> => json(200, { mails: (await read(deps, request)).map(mailBodyOf) });
}
