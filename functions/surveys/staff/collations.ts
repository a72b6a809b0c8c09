import type { RoundId } from '../../../shared/kernel/ids.ts';
import {
  type CollationFile,
  type CollationId,
  type CollationRequest,
  collationFileKey,
  collationFiles,
} from '../../../shared/surveys/collation-request.ts';
import { RequestedCollation, requestCollation } from '../../../shared/surveys/request-collation.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once } from '../../platform/http/route.ts';
import { collationContentTypes } from '../collation-content-types.ts';
import { collationBodyOf } from './bodies.ts';
import { orRefuse, refuseFor, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { renderCollationPage } from './pages/collation-page.tsx';
import { findRound } from './rounds.ts';

type RequestDeps = Pick<StaffSurveysDeps, 'rounds' | 'collations' | 'ids' | 'commands'>;
type ForRound = StaffRequest<{ readonly roundId: RoundId }>;
type ForCollation = StaffRequest<{ readonly roundId: RoundId; readonly collationId: CollationId }>;
type ForFile = StaffRequest<{
  readonly roundId: RoundId;
  readonly collationId: CollationId;
  readonly file: CollationFile;
}>;

/** Of a link that a program is handed, and of one that a browser follows at once. */
const programLinkSeconds = 300;
const browserLinkSeconds = 60;

async function ask(deps: RequestDeps, request: ForRound): Promise<RequestedCollation> {
  const cause = causeOf(request, 'request-collation');
  const input = { roundId: request.input.roundId, requestedBy: request.who.accountId };
  return orRefuse(await once(deps.commands, cause, RequestedCollation, () => requestCollation(deps, input, cause)));
}

export function createRequestCollation(deps: RequestDeps) {
  return async (request: ForRound): Promise<Reply> => {
    const { roundId, collationId } = await ask(deps, request);
    return seeOther(`/console/surveys/rounds/${roundId}/collations/${collationId}`);
  };
}

export function createRequestCollationByProgram(deps: RequestDeps) {
  return async (request: ForRound): Promise<Reply> => json(202, await ask(deps, request));
}

type FindDeps = Pick<StaffSurveysDeps, 'rounds' | 'collations' | 'files' | 'readLog'>;

async function find({ collations }: FindDeps, { who, input }: ForCollation): Promise<CollationRequest> {
  const found = await collations.find(who.programmeId, input.roundId, input.collationId);
  return found ?? refuseFor({ kind: 'collation-not-found' });
}

export function createShowCollation(deps: FindDeps) {
  return async (request: ForCollation): Promise<Reply> => {
    const { who, guard } = request;
    const [round, collation] = await Promise.all([findRound(deps, request), find(deps, request)]);
    return html(200, renderCollationPage({ caller: who, guard, round, collation }));
  };
}

/** Leads to the file itself. The files hold every answer, so that who fetches them is written down first. */
export function createDownloadCollation(deps: FindDeps) {
  return async (request: ForFile): Promise<Reply> => {
    const { file } = request.input;
    const collation = await find(deps, request);
    if (collation.status !== 'done') return refuseFor({ kind: 'collation-not-done' });
    await noteFetch(deps, request, file);
    return seeOther(await linkTo(deps, collation, file, browserLinkSeconds));
  };
}

export function createShowCollationByProgram(deps: FindDeps) {
  return async (request: ForCollation): Promise<Reply> => {
    const collation = await find(deps, request);
    if (collation.status !== 'done') return json(200, collationBodyOf(collation));
    await noteFetch(deps, request, 'all');
    const files = await Promise.all(
      collationFiles.map(async (name) => ({ name, url: await linkTo(deps, collation, name, programLinkSeconds) })),
    );
    return json(200, { ...collationBodyOf(collation), files });
  };
}

function linkTo({ files }: FindDeps, collation: CollationRequest, file: CollationFile, seconds: number) {
  const contentType = collationContentTypes[file];
  return files.linkTo({ key: collationFileKey(collation, file), contentType, name: fullNames[file] }, seconds);
}

const fullNames = {
  'answers.xlsx': '回答の取りまとめ.xlsx',
  'answers.csv': '回答の取りまとめ.csv',
  'answers-cp932.csv': '回答の取りまとめ_ShiftJIS.csv',
} as const satisfies Record<CollationFile, string>;

function noteFetch({ readLog }: FindDeps, request: ForCollation, file: CollationFile | 'all'): Promise<void> {
  const { roundId, collationId } = request.input;
  const target = `round/${roundId}/collation/${collationId}`;
  const audit = { action: 'fetch-collation', target, detail: { file } };
  return readLog.write({ cause: causeOf(request, 'fetch-collation'), events: [], audit });
}
