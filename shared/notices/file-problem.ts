/**
 * What is wrong with a contact file, or worth a second look. Only places and kinds: the words stand with the pages,
 * and what was typed stays in the file.
 */
import * as z from 'zod';
import { OrganisationId } from '../kernel/ids.ts';
import { contactColumns } from './contact-columns.ts';

/** Of the file as a whole: nothing else is said of it. */
export const fileFaults = [
  'not-readable',
  'encrypted',
  'too-large-inside',
  'encoding',
  'euc-jp',
  'open-quote',
  'too-many-rows',
  'no-rows',
  'too-many-national',
] as const;

/** Of a column: the rows are not looked at. */
const columnFaults = ['column-missing', 'column-twice'] as const;

/** Of a cell. */
const cellFaults = [
  'empty',
  'too-long',
  'formula',
  'merged',
  'code-form',
  'code-zero-lost',
  'code-without-check-digit',
  'code-check-digit',
  'code-unknown',
  'code-not-asked',
  'national-code-form',
  'national-not-asked',
  'code-twice',
  'mail-form',
] as const;

/** Worth a look, but no reason to refuse. */
const cellWarnings = ['name-differs', 'phone-form'] as const;

const place = {
  /** As the spreadsheet counts, from 1. */
  row: z.int().min(1).optional(),
  column: z.enum(contactColumns).optional(),
  /** The likely code, the official name, or the row where the code stands first; never what was typed. */
  hint: z.string().max(60).optional(),
};

export const FileProblem = z.object({
  ...place,
  /** Whose row it is, where its code is right: left out on purpose, it stays among those that are asked. */
  organisationId: OrganisationId.optional(),
  kind: z.enum([...fileFaults, ...columnFaults, ...cellFaults]),
});
export type FileProblem = z.infer<typeof FileProblem>;
export type ProblemKind = FileProblem['kind'];

export const FileWarning = z.object({ ...place, kind: z.enum(cellWarnings) });
export type FileWarning = z.infer<typeof FileWarning>;
export type WarningKind = FileWarning['kind'];
