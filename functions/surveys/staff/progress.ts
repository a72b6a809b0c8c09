/** A round's progress as pages, files and figures, and its exceptions. */
import type { RoundId } from '../../../shared/kernel/ids.ts';
import { type RoundWatch, watchRound } from '../../../shared/surveys/watch-round.ts';
import { csvFile } from '../../platform/export/csv-file.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import { progressBodyOf } from './bodies.ts';
import { orRefuse, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { renderExceptionsPage } from './pages/exceptions-page.tsx';
import { renderProgressPage } from './pages/progress-page.tsx';
import { organisationRows, progressRows } from './progress-rows.ts';
import { findRound } from './rounds.ts';

type OneRound = StaffRequest<{ roundId: RoundId }>;
type WatchDeps = Pick<StaffSurveysDeps, 'rounds' | 'invitations' | 'programmes' | 'deliveries'>;

async function watch(deps: WatchDeps, { who, at, input }: OneRound): Promise<RoundWatch> {
  const { roundId } = input;
  return orRefuse(await watchRound(deps, { programmeId: who.programmeId, roundId }, at));
}

export function createShowProgress(deps: WatchDeps) {
  return async (request: OneRound): Promise<Reply> => {
    const { who, guard, at } = request;
    return html(200, renderProgressPage({ caller: who, guard, now: at, watch: await watch(deps, request) }));
  };
}

export function createDownloadProgress(deps: WatchDeps) {
  return async (request: OneRound): Promise<Reply> => {
    const watched = await watch(deps, request);
    const name = { plain: 'progress.csv', full: `回答状況_${watched.round.title}.csv` };
    return csvFile(progressRows(watched, request.at), name);
  };
}

export function createDownloadOrganisations(deps: WatchDeps) {
  return async (request: OneRound): Promise<Reply> => {
    const watched = await watch(deps, request);
    const name = { plain: 'organisations.csv', full: `団体ごとの回答状況_${watched.round.title}.csv` };
    return csvFile(organisationRows(watched, request.at), name);
  };
}

export function createShowProgressByProgram(deps: WatchDeps) {
  return async (request: OneRound): Promise<Reply> => json(200, progressBodyOf(await watch(deps, request)));
}

export function createShowExceptions(deps: Pick<StaffSurveysDeps, 'rounds' | 'invitations'>) {
  return async (request: OneRound): Promise<Reply> => {
    const { who, guard, input } = request;
    const round = await findRound(deps, request);
    const invitations = await deps.invitations.list(who.programmeId, input.roundId);
    return html(200, renderExceptionsPage({ caller: who, guard, round, invitations }));
  };
}
