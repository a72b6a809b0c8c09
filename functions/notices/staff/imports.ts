import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import type { ImportId } from '../../../shared/kernel/ids.ts';
import { ConfirmedContacts, confirmImport } from '../../../shared/notices/confirm-import.ts';
import type { ContactImport } from '../../../shared/notices/contact-import.ts';
import { ExcludedRows, excludeRows, type RowReason } from '../../../shared/notices/exclude-rows.ts';
import { type LocalGovernment, localGovernments } from '../../../shared/programmes/local-governments.ts';
import { csvFile } from '../../platform/export/csv-file.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
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
    const place = ({ row }: { readonly row?: number | undefined }) => String(row ?? '');
    const rows = [
      ...problems.map((each) => [
        ...[place(each), each.organisationId ?? '', columnName(each), '誤り', problemSentence(each)],
      ]),
      ...warnings.map((each) => [place(each), '', columnName(each), '注意', warningSentence(each)]),
    ];
    const all = [['行', '団体コード', '列', '種類', '内容'], ...rows];
    return csvFile(all, { plain: 'findings.csv', full: '連絡先の確認結果.csv' });
  };
}

/** As a page posts it: a reason for each row by its number, and one for all that have none of their own. */
const PostedReasons = z.record(z.string(), z.unknown());
const reasonField = /^reason\.(\d{1,7})$/;

function reasonsIn(posted: Readonly<Record<string, unknown>>): readonly RowReason[] {
  const common = String(posted['reasonForAll'] ?? '');
  return Object.entries(posted).flatMap(([name, value]) => {
    const row = reasonField.exec(name)?.[1];
    return row === undefined
      ? []
      : [{ row: Number(row), reason: String(value).trim() === '' ? common : String(value) }];
  });
}

type ExcludeRequest<Input> = RouteRequest<Caller, { readonly importId: ImportId } & Input>;

async function exclude(deps: ConfirmDeps, request: ExcludeRequest<object>, rows: readonly RowReason[]) {
  const cause = causeOf(request, 'exclude-import-rows');
  const { importId } = request.input;
  return once(deps.commands, cause, ExcludedRows, () => excludeRows(deps, { importId, rows }, cause));
}

/** What was typed stays on the page. */
export function createExcludeRows(deps: ConfirmDeps) {
  return async (request: ExcludeRequest<Readonly<Record<string, unknown>>>): Promise<Reply> => {
    const { who, guard, input } = request;
    const { importId } = input;
    const typed = PostedReasons.parse(input);
    const outcome = await exclude(deps, request, reasonsIn(typed));
    if (outcome.ok) return seeOther(`/console/notices/imports/${importId}`);
    const { refusal } = outcome;
    const found = await deps.imports.find(who.programmeId, importId);
    if (refusal.kind !== 'reasons-missing' || found === undefined)
      return refuseWith(problemOf(noticesProblems, refusal));
    const findings = await deps.imports.findings(who.programmeId, importId);
    const page = { caller: who, guard, found, findings, missing: [], typed, rowsWithoutReason: refusal.rows };
    return html(noticesProblems[refusal.kind].status, renderImportPage(page));
  };
}

export function createExcludeRowsByProgram(deps: ConfirmDeps) {
  return async (request: ExcludeRequest<{ readonly rows: readonly RowReason[] }>): Promise<Reply> => {
    const outcome = await exclude(deps, request, request.input.rows);
    return outcome.ok ? json(200, outcome.value) : refuseWith(problemOf(noticesProblems, outcome.refusal));
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
