/**
 * A file that somebody sent. It lies in quarantine until a scanner has said that it found nothing; whatever else the
 * scanner says, or does not say, is not clean.
 * @source 千葉県 仕様書 別記2 5.1(2)(ア); 愛媛労働局 仕様書 別紙2 6.2.1
 */
import * as z from 'zod';
import { FilePurpose } from '../../events/file-cleared.v1.ts';
import { AccountId, FileId, ProgrammeId } from '../kernel/ids.ts';
import { addMs, Instant } from '../kernel/time.ts';

const base = {
  fileId: FileId,
  programmeId: ProgrammeId,
  purpose: FilePurpose,
  /** As typed by whoever named it. */
  fileName: z.string().min(1).max(255),
  sizeBytes: z.int().min(0),
  uploadedBy: AccountId,
  requestedAt: Instant,
  version: z.int().min(1),
};

/** An upload in parts: what lets the browser go on where it stopped. */
const Multipart = z.object({ uploadId: z.string().max(1024), lastModified: z.number() });

export const UploadedFile = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('uploading'), multipart: Multipart }),
  z.object({ ...base, status: z.literal('scanning') }),
  z.object({
    ...base,
    status: z.literal('clean'),
    /** Of the whole file, lower-case hex. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** In the private bucket. */
    key: z.string().max(300),
    settledAt: Instant,
  }),
  z.object({
    ...base,
    status: z.literal('refused'),
    reason: z.enum(['infected', 'not-scannable', 'digest-differs', 'type-differs']),
    settledAt: Instant,
  }),
]);
export type UploadedFile = z.infer<typeof UploadedFile>;
export type FileStatus = UploadedFile['status'];

export const fileMoves = {
  uploading: ['scanning', 'clean', 'refused'],
  scanning: ['clean', 'refused'],
  clean: [],
  refused: [],
} as const satisfies Record<FileStatus, readonly FileStatus[]>;

/** An upload that nobody went on with for a day has broken off; its parts are gone from storage then. */
export function hasBrokenOff(file: UploadedFile, now: Instant): boolean {
  return file.status === 'uploading' && addMs(file.requestedAt, 24 * 3_600_000) < now;
}

/**
 * A scan that has not spoken for a day will not: the file counts as not scannable, is not taken up, and can be sent
 * again. Derived, not stored.
 */
export function isScanOverdue(file: UploadedFile, now: Instant): boolean {
  return file.status === 'scanning' && addMs(file.requestedAt, 24 * 3_600_000) < now;
}

export function quarantineKeyOf(file: Pick<UploadedFile, 'programmeId' | 'fileId'>): string {
  return `${file.programmeId}/files/${file.fileId}`;
}

/** What a file for this purpose may be, and how large. */
export const fileRules = {
  'contact-import': { endings: ['csv', 'xlsx'], largestBytes: 20_000_000 },
} as const satisfies Record<FilePurpose, { readonly endings: readonly string[]; readonly largestBytes: number }>;

/** A file in one piece through a form without scripts; larger ones go straight to storage. */
export const largestFormBytes = 4_000_000;
