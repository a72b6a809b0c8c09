/**
 * One import of a contact file. The rows lie beside it, under its id, and mean nothing until a person has confirmed the
 * import: then one pointer of the programme moves to it.
 *
 * Nuances: an import has the id of its file, so that hearing of a file twice makes one import. More rows than a
 * transaction takes are staged in chunks; `stagedRows` is the cursor, and the event of a chunk is what the next one
 * starts from. The file in the private bucket never changes, so every chunk reads the same rows.
 */
import * as z from 'zod';
import { AccountId, ImportId, OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { Instant } from '../kernel/time.ts';

/** With the correction of each, confirming stays within one transaction; more are a file to be put right. */
export const mostExclusions = 80;

/** A row that is left out on purpose. Its organisation stays among those that are asked, without an address. */
export const Exclusion = z
  .object({
    row: z.int().min(1),
    /** As typed by staff. */
    reason: z.string().min(1).max(100),
    /** Absent where the row's code is not right either. */
    organisationId: OrganisationId.optional(),
  })
  .readonly();
export type Exclusion = z.infer<typeof Exclusion>;

const base = {
  importId: ImportId,
  programmeId: ProgrammeId,
  /** In the private bucket. */
  fileKey: z.string().max(300),
  fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
  uploadedBy: AccountId,
  requestedAt: Instant,
  warnings: z.int().min(0),
  exclusions: z.array(Exclusion).max(mostExclusions).readonly().optional(),
  version: z.int().min(1),
};

const rows = {
  /** Of both kinds together. */
  organisations: z.int().min(1),
  /** 全国団体 among them. */
  nationalOrganisations: z.int().min(0).optional(),
};

export const ContactImport = z.discriminatedUnion('status', [
  z.object({ ...base, ...rows, status: z.literal('staging'), stagedRows: z.int().min(0) }),
  z.object({
    ...base,
    status: z.literal('has-errors'),
    problems: z.int().min(1),
    /** What is left where every row with a problem is left out; absent where the file as a whole is not right. */
    right: z.object(rows).readonly().optional(),
    checkedAt: Instant,
  }),
  z.object({ ...base, ...rows, status: z.literal('ready'), checkedAt: Instant }),
  z.object({ ...base, ...rows, status: z.literal('confirmed'), checkedAt: Instant, confirmedAt: Instant }),
]);
export type ContactImport = z.infer<typeof ContactImport>;
export type ImportStatus = ContactImport['status'];
export type ImportWithErrors = Extract<ContactImport, { status: 'has-errors' }>;
export type StagingImport = Extract<ContactImport, { status: 'staging' }>;
export type ReadyImport = Extract<ContactImport, { status: 'ready' }>;
export type ConfirmedImport = Extract<ContactImport, { status: 'confirmed' }>;

export const importMoves = {
  staging: ['staging', 'ready'],
  // Once every row that is not right is left out with a reason.
  'has-errors': ['staging'],
  ready: ['confirmed'],
  confirmed: [],
} as const satisfies Record<ImportStatus, readonly ImportStatus[]>;

/** With the import's row, the next event, the audit row and the `seen` row a chunk stays under a hundred. */
export const rowsAtOnce = 90;
export const largestFileBytes = 20_000_000;
