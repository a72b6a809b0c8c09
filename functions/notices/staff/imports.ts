import type { Caller } from '../../../shared/access/policy.ts';
import type { ImportId } from '../../../shared/kernel/ids.ts';
import { ConfirmedContacts, confirmImport } from '../../../shared/notices/confirm-import.ts';
import type { ContactImport } from '../../../shared/notices/contact-import.ts';
import { type LocalGovernment, localGovernments } from '../../../shared/programmes/local-governments.ts';
import { csvText, utf8Csv } from '../../platform/export/csv.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { file, html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { noticesProblems } from '../problems.ts';
import { columnName, problemSentence, warningSentence } from '../texts/finding-sentences.ts';
import { importBodyOf } from './bodies.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { renderImportPage, renderWaitingPage } from './pages/import-page.tsx';

type Deps = Pick<StaffNoticesDeps, 'contacts' | 'imports'>;
type ConfirmDeps = Deps & Pick<StaffNoticesDeps, 'commands'>;
type Request = RouteRequest<Caller, { importId: ImportId }>;

/** A file that was just cleared has no import yet; whether there is such a file is not known here. */
export function createShowImport(deps: Deps) {
  return async ({ who, guard, input }: Request): Promise<Reply> => {
    const found = await deps.imports.find(who.programmeId, input.importId);
    if (found === undefined) return html(404, renderWaitingPage({ caller: who, guard, importId: input.importId }));
    const [findings, missing] = await Promise.all([
      deps.imports.findings(who.programmeId, input.importId),
      missingFrom(deps, found),
    ]);
    return html(200, renderImportPage({ caller: who, guard, found, findings, missing }));
  };
}

/** Of the 1,788, those that the import does not name; only asked where it could be confirmed. */
async function missingFrom({ contacts }: Deps, found: ContactImport): Promise<readonly LocalGovernment[]> {
  if (found.status !== 'ready') return [];
  const named = new Set<string>((await contacts.list(found)).map(({ organisationId }) => organisationId));
  return localGovernments.filter(({ code }) => !named.has(code));
}

export function createShowImportByProgram({ imports }: Deps) {
  return async ({ who, input }: Request): Promise<Reply> => {
    const found = await imports.find(who.programmeId, input.importId);
    if (found === undefined) return refuseWith(problemOf(noticesProblems, { kind: 'import-not-found' }));
    return json(200, importBodyOf(found, await imports.findings(who.programmeId, input.importId)));
  };
}

export function createDownloadFindings({ imports }: Deps) {
  return async ({ who, input }: Request): Promise<Reply> => {
    const found = await imports.find(who.programmeId, input.importId);
    if (found === undefined) return refuseWith(problemOf(noticesProblems, { kind: 'import-not-found' }));
    const { problems, warnings } = await imports.findings(who.programmeId, input.importId);
    const rows = [
      ...problems.map((each) => [String(each.row ?? ''), columnName(each), '誤り', problemSentence(each)]),
      ...warnings.map((each) => [String(each.row ?? ''), columnName(each), '注意', warningSentence(each)]),
    ];
    const csv = utf8Csv(csvText([['行', '列', '種類', '内容'], ...rows]));
    return file(csv, 'text/csv; charset=utf-8', { plain: 'findings.csv', full: '連絡先の確認結果.csv' });
  };
}

async function confirm(deps: ConfirmDeps, request: Request) {
  const cause = causeOf(request, 'confirm-import');
  const outcome = await once(deps.commands, cause, ConfirmedContacts, () => confirmImport(deps, request.input, cause));
  return outcome.ok ? outcome.value : refuseWith(problemOf(noticesProblems, outcome.refusal));
}

export function createConfirmImport(deps: ConfirmDeps) {
  return async (request: Request): Promise<Reply> => {
    await confirm(deps, request);
    return seeOther('/console/notices/contacts');
  };
}

export function createConfirmImportByProgram(deps: ConfirmDeps) {
  return async (request: Request): Promise<Reply> => json(200, await confirm(deps, request));
}
