import { may } from '../../../shared/access/policy.ts';
import type { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { acceptResponse, ReviewedResponse } from '../../../shared/surveys/accept-response.ts';
import { type ReadResponse, readResponse } from '../../../shared/surveys/read-response.ts';
import { returnResponse } from '../../../shared/surveys/return-response.ts';
import { type Neighbours, neighboursOf, reviewQueue } from '../../../shared/surveys/review-queue.ts';
import { RevokedLink, revokeLink } from '../../../shared/surveys/revoke-link.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once } from '../../platform/http/route.ts';
import { responseBodyOf } from './bodies.ts';
import { orRefuse, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { renderOrganisationPage } from './pages/organisation-page.tsx';
import { type ReturnForm, renderReturnPage } from './pages/return-page.tsx';
import type { TermsForm } from './pages/terms-section.tsx';
import { findRound } from './rounds.ts';

interface Key {
  readonly roundId: RoundId;
  readonly organisationId: OrganisationId;
}
type ReviewRequest = StaffRequest<Key & { readonly ifVersion: number }>;
type ReturnRequest = StaffRequest<
  Key & {
    readonly ifVersion: number;
    readonly reason: string;
    readonly dueOn: string;
    readonly comments?: Readonly<Record<string, string>> | undefined;
  }
>;

export type ReadDeps = Pick<StaffSurveysDeps, 'rounds' | 'invitations' | 'programmes' | 'readLog'>;

async function read(deps: ReadDeps, request: StaffRequest<Key>): Promise<ReadResponse> {
  const { roundId, organisationId } = request.input;
  const acceptedOnly = !may(request.who.role, 'responses:read');
  return orRefuse(
    await readResponse(deps, { roundId, organisationId, acceptedOnly }, causeOf(request, 'read-response')),
  );
}

export function createShowOrganisation(deps: ReadDeps) {
  return (request: StaffRequest<Key>): Promise<Reply> => show(deps, request);
}

/** @param terms what was typed and refused */
export async function show(deps: ReadDeps, request: StaffRequest<Key>, terms?: TermsForm): Promise<Reply> {
  const { who, guard, at } = request;
  const round = await findRound(deps, request);
  const shown = await read(deps, request);
  const neighbours = may(who.role, 'responses:review') ? await neighboursFor(deps, request) : {};
  const page = { caller: who, guard, now: at, round, ...shown, terms, neighbours };
  return html(terms === undefined ? 200 : 422, renderOrganisationPage(page));
}

async function neighboursFor({ invitations }: ReadDeps, { who, input }: StaffRequest<Key>): Promise<Neighbours> {
  const waiting = await invitations.list(who.programmeId, input.roundId, ['submitted']);
  return neighboursOf(reviewQueue(waiting), input.organisationId);
}

export function createShowReturn(deps: ReadDeps) {
  return (request: StaffRequest<Key>): Promise<Reply> =>
    showReturn(deps, request, { reason: '', dueOn: '', comments: {}, errors: [] });
}

async function showReturn(deps: ReadDeps, request: StaffRequest<Key>, returning: ReturnForm): Promise<Reply> {
  const { who, guard } = request;
  const round = await findRound(deps, request);
  const shown = await read(deps, request);
  if (shown.invitation.status !== 'submitted') return seeOther(organisationHref(shown.invitation));
  const status = returning.errors.length > 0 ? 422 : 200;
  return html(status, renderReturnPage({ caller: who, guard, round, ...shown, returning }));
}

export function createShowResponseByProgram(deps: ReadDeps) {
  return async (request: StaffRequest<Key>): Promise<Reply> => json(200, responseBodyOf(await read(deps, request)));
}

type ReviewDeps = ReadDeps & Pick<StaffSurveysDeps, 'commands'>;

async function accept(deps: ReviewDeps, request: ReviewRequest): Promise<ReviewedResponse> {
  const cause = causeOf(request, 'accept-response');
  return orRefuse(await once(deps.commands, cause, ReviewedResponse, () => acceptResponse(deps, request.input, cause)));
}

export function createAcceptResponse(deps: ReviewDeps) {
  return async (request: ReviewRequest): Promise<Reply> => seeOther(organisationHref(await accept(deps, request)));
}

export function createAcceptResponseByProgram(deps: ReviewDeps) {
  return async (request: ReviewRequest): Promise<Reply> => json(200, await accept(deps, request));
}

function sendBack(deps: ReviewDeps, request: ReturnRequest) {
  const cause = causeOf(request, 'return-response');
  return once(deps.commands, cause, ReviewedResponse, () => returnResponse(deps, request.input, cause));
}

export function createReturnResponse(deps: ReviewDeps) {
  return async (request: ReturnRequest): Promise<Reply> => {
    const outcome = await sendBack(deps, request);
    if (outcome.ok) return seeOther(organisationHref(outcome.value));
    if (outcome.refusal.kind !== 'return-not-valid') return orRefuse(outcome);
    const { reason, dueOn, comments = {} } = request.input;
    return showReturn(deps, request, { reason, dueOn, comments, errors: outcome.refusal.errors });
  };
}

export function createReturnResponseByProgram(deps: ReviewDeps) {
  return async (request: ReturnRequest): Promise<Reply> => json(200, orRefuse(await sendBack(deps, request)));
}

type RenewDeps = Pick<StaffSurveysDeps, 'rounds' | 'invitations' | 'links' | 'commands'>;

async function renew(deps: RenewDeps, request: StaffRequest<Key>): Promise<RevokedLink> {
  const cause = causeOf(request, 'revoke-link');
  return orRefuse(await once(deps.commands, cause, RevokedLink, () => revokeLink(deps, request.input, cause)));
}

export function createRenewLink(deps: RenewDeps) {
  return async (request: StaffRequest<Key>): Promise<Reply> => seeOther(organisationHref(await renew(deps, request)));
}

export function createRenewLinkByProgram(deps: RenewDeps) {
  return async (request: StaffRequest<Key>): Promise<Reply> => json(200, await renew(deps, request));
}

export function organisationHref({ roundId, organisationId }: Key): string {
  return `/console/surveys/rounds/${roundId}/organisations/${organisationId}`;
}
