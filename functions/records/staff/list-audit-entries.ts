import type { Caller } from '../../../shared/access/policy.ts';
import { type JstDate, jstDateOf } from '../../../shared/kernel/time.ts';
import type { AuditTrail } from '../../../shared/records/audit-trail.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { renderAuditPage } from './pages/audit-page.tsx';

type Request = RouteRequest<Caller, { day?: JstDate | undefined; after?: string | undefined }>;

const entriesPerPage = 100;

async function read(trail: AuditTrail, { who, input, at }: Request) {
  const day = input.day ?? jstDateOf(at);
  return { day, ...(await trail.ofDay(who.programmeId, day, { limit: entriesPerPage, after: input.after })) };
}

export function createListAuditEntries({ trail }: { readonly trail: AuditTrail }) {
  return async (request: Request): Promise<Reply> =>
    html(200, renderAuditPage({ caller: request.who, guard: request.guard, ...(await read(trail, request)) }));
}

export function createListAuditEntriesByProgram({ trail }: { readonly trail: AuditTrail }) {
  return async (request: Request): Promise<Reply> => json(200, await read(trail, request));
}
