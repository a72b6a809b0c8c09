import { may } from '../../../shared/access/policy.ts';
import type { RoundId } from '../../../shared/kernel/ids.ts';
import type { InvitationStatus } from '../../../shared/surveys/invitation.ts';
import { listRoundProgress, type OrganisationProgress } from '../../../shared/surveys/list-round-progress.ts';
import { hasBegun, type Round } from '../../../shared/surveys/round.ts';
import { watchRound } from '../../../shared/surveys/watch-round.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import { invitationBodyOf } from './bodies.ts';
import { orRefuse, refuseFor, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { renderAreaPage } from './pages/area-page.tsx';
import { renderOrganisationsPage } from './pages/organisations-page.tsx';

type Deps = Pick<StaffSurveysDeps, 'rounds' | 'invitations' | 'programmes'>;

type StatusFilter = InvitationStatus | 'not-issued' | 'unanswered';

export interface OrganisationFilter {
  /** Two digits. */
  readonly prefecture?: string | undefined;
  readonly status?: StatusFilter | undefined;
  /** The last organisation of the page before. */
  readonly cursor?: string | undefined;
}

/** A part of a round's organisations, in the order of their codes. */
export interface OrganisationSlice {
  readonly round: Round;
  readonly organisations: readonly OrganisationProgress[];
  readonly from: number;
  readonly total: number;
  /** Where the pages before and after begin; `''` is the first page. */
  readonly previousCursor?: string;
  readonly nextCursor?: string;
}

const onPage = 50;
const inAnswer = 100;

type ListRequest = StaffRequest<OrganisationFilter & { readonly roundId: RoundId }>;

async function sliceOf(deps: Deps, { who, input, at }: ListRequest, size: number): Promise<OrganisationSlice> {
  const { roundId, prefecture, status, cursor } = input;
  const asked = { programmeId: who.programmeId, roundId, ...(prefecture === undefined ? {} : { prefecture }) };
  const { round, organisations } = orRefuse(await listRoundProgress(deps, asked, at));
  const found = organisations.filter((each) => status === undefined || hasStatus(each, status));
  const ids = found.map(({ recipient }) => String(recipient.organisationId));
  // An organisation that has left the filter in between is still a place in the order of the codes.
  const after = cursor === undefined ? 0 : ids.findIndex((id) => id > cursor);
  const from = after < 0 ? ids.length : after;
  const beforePrevious = from - size - 1;
  return {
    ...{ round, organisations: found.slice(from, from + size), from, total: found.length },
    ...(from === 0 ? {} : { previousCursor: beforePrevious < 0 ? '' : (ids[beforePrevious] ?? '') }),
    ...(from + size < found.length ? { nextCursor: ids[from + size - 1] ?? '' } : {}),
  };
}

function hasStatus({ invitation }: OrganisationProgress, status: StatusFilter): boolean {
  const actual = invitation?.status ?? 'not-issued';
  if (status !== 'unanswered') return actual === status;
  return actual === 'not-issued' || actual === 'invited' || actual === 'drafting';
}

export function createListOrganisations(deps: Deps) {
  return async (request: ListRequest): Promise<Reply> => {
    const { who, guard, input } = request;
    const slice = await sliceOf(deps, request, onPage);
    return html(200, renderOrganisationsPage({ caller: who, guard, filter: input, slice }));
  };
}

export function createListInvitationsByProgram(deps: Deps) {
  return async (request: ListRequest): Promise<Reply> => {
    const { organisations, total, nextCursor } = await sliceOf(deps, request, inAnswer);
    return json(200, { total, invitations: organisations.map(invitationBodyOf), nextCursor });
  };
}

type AreaDeps = Deps & Pick<StaffSurveysDeps, 'deliveries'>;
type AreaRequest = StaffRequest<{ readonly roundId?: RoundId | undefined }>;

/** The states of the reader's own prefecture in one round, the newest unless told; never an answer. */
async function areaOf(deps: AreaDeps, { who, input, at }: AreaRequest) {
  const prefecture = who.organisationId?.slice(0, 2);
  if (prefecture === undefined) return refuseFor({ kind: 'prefecture-not-set' });
  const rounds = (await deps.rounds.list(who.programmeId)).filter(hasBegun);
  const shown = input.roundId === undefined ? rounds[0] : rounds.find(({ roundId }) => roundId === input.roundId);
  if (shown === undefined && input.roundId !== undefined) {
    return refuseFor({ kind: 'round-not-found' });
  }
  if (shown === undefined) return { prefecture, rounds, progress: undefined };
  const asked = { programmeId: who.programmeId, roundId: shown.roundId, prefecture };
  return { prefecture, rounds, progress: orRefuse(await watchRound(deps, asked, at)) };
}

export function createShowArea(deps: AreaDeps) {
  return async (request: AreaRequest): Promise<Reply> => {
    const { who, guard, at } = request;
    return html(200, renderAreaPage({ caller: who, guard, now: at, ...(await areaOf(deps, request)) }));
  };
}

export function createShowAreaByProgram(deps: AreaDeps) {
  return async (request: AreaRequest): Promise<Reply> => {
    const { prefecture, progress } = await areaOf(deps, request);
    const invitations = (progress?.organisations ?? []).map(invitationBodyOf);
    const base = { prefecture, total: invitations.length, invitations };
    return json(200, progress === undefined ? base : { ...base, roundId: progress.round.roundId });
  };
}

/** Who may open an organisation's page, given its state. */
export function mayReadAnswer(request: Pick<StaffRequest, 'who'>, status: InvitationStatus | undefined): boolean {
  const { role } = request.who;
  return may(role, 'responses:read') || (may(role, 'accepted-responses:read') && status === 'accepted');
}
