/**
 * Rows of a contact file that are not right are left out on purpose, each with a reason; then the others can be used.
 * Whoever leaves one out leaves out all that are not right: half a list is not sent to.
 */
import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { ImportChunkStaged } from '../../events/import-chunk-staged.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { ImportId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { type Exclusion, type ImportWithErrors, mostExclusions, type StagingImport } from './contact-import.ts';
import type { ContactImportRepository } from './contact-import-repository.ts';
import type { FileProblem } from './file-problem.ts';

export interface ExcludeRowsDeps {
  readonly imports: Pick<ContactImportRepository, 'find' | 'findings' | 'stage'>;
}

export type ExcludeRowsRefusal =
  | { readonly kind: 'import-not-found' }
  | { readonly kind: 'import-has-no-errors' }
  /** The file as a whole, or one of its columns, or every one of its rows. */
  | { readonly kind: 'rows-not-excludable' }
  | { readonly kind: 'too-many-exclusions' }
  /** `rows`: those that are not right and have no reason, or too long a one. */
  | { readonly kind: 'reasons-missing'; readonly rows: readonly number[] }
  | { readonly kind: 'changed-meanwhile' };

export const ExcludedRows = z.object({ importId: ImportId, excluded: z.int(), organisations: z.int() }).readonly();
export const longestReason = 100;

export interface RowReason {
  readonly row: number;
  readonly reason: string;
}

export async function excludeRows(
  { imports }: ExcludeRowsDeps,
  input: { readonly importId: ImportId; readonly rows: readonly RowReason[] },
  cause: Cause,
): Promise<Result<z.infer<typeof ExcludedRows>, ExcludeRowsRefusal>> {
  const found = await imports.find(cause.programmeId, input.importId);
  if (found === undefined) return refuse({ kind: 'import-not-found' });
  if (found.status !== 'has-errors') return refuse({ kind: 'import-has-no-errors' });
  const { problems } = await imports.findings(cause.programmeId, input.importId);
  if (found.right === undefined) return refuse({ kind: 'rows-not-excludable' });
  const wrong = wrongRows(problems);
  if (wrong.length > mostExclusions) return refuse({ kind: 'too-many-exclusions' });
  const reasons = new Map(input.rows.map(({ row, reason }) => [row, keepAsTyped(reason).trim()]));
  const rows = wrong.filter(({ row }) => !isReason(reasons.get(row))).map(({ row }) => row);
  if (rows.length > 0) return refuse({ kind: 'reasons-missing', rows });
  const exclusions = wrong.map((each) => ({ ...each, reason: reasons.get(each.row) ?? '' }));
  const { importId } = found;
  const { organisations } = found.right;
  const result = { importId, excluded: exclusions.length, organisations };
  const saved = await imports.stage(stagingWithout(found, found.right, exclusions), [], {
    ...{ cause, result },
    audit: {
      action: 'exclude-import-rows',
      target: `import/${importId}`,
      detail: { excluded: exclusions.length, organisations },
    },
    events: [happened(ImportChunkStaged, { importId, stagedRows: 0 })],
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

/** Each row that is not right once, with its organisation where the code tells it. */
export function wrongRows(problems: readonly FileProblem[]): readonly Omit<Exclusion, 'reason'>[] {
  const byRow = new Map<number, Omit<Exclusion, 'reason'>>();
  for (const { row, organisationId } of problems) {
    if (row !== undefined) byRow.set(row, { row, ...(organisationId === undefined ? {} : { organisationId }) });
  }
  return [...byRow.values()];
}

function isReason(reason: string | undefined): boolean {
  return reason !== undefined && reason !== '' && reason.length <= longestReason;
}

function stagingWithout(
  { right: _, problems: __, checkedAt: ___, ...before }: ImportWithErrors,
  rows: NonNullable<ImportWithErrors['right']>,
  exclusions: readonly Exclusion[],
): StagingImport {
  return { ...before, ...rows, exclusions, status: 'staging', stagedRows: 0, version: before.version + 1 };
}
