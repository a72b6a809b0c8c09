/**
 * POST /s/files/answers: a filled book is read and compared, in memory, and shown. Nothing is stored: what the person
 * then confirms goes to the form's own address, as if it had been typed there.
 */
import * as z from 'zod';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type { FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { compareAnswerBook } from '../../../shared/surveys/compare-answer-book.ts';
import type { OpenedForm } from '../../../shared/surveys/open-form.ts';
import { type ReadBook, readAnswerBook } from '../../../shared/surveys/read-answer-book.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import { readXlsxBook } from '../../platform/spreadsheet/read-xlsx.ts';
import { headOf } from '../public/public-deps.ts';
import { readSeen, seenMark } from '../public/seen-answers.ts';
import { sessionMissing } from '../public/session-reply.ts';
import { holds } from '../public/survey-capability.ts';
import { bookFactsOf } from './book-facts.ts';
import { largestBookBytes, refusalSentence, type UploadRefusal } from './book-sentences.ts';
import type { SurveyFilesDeps } from './files-deps.ts';
import { type HeldRequest, holdForm } from './opened-form.ts';
import { renderFilesPage } from './pages/files-page.tsx';
import { renderPreviewPage } from './pages/preview-page.tsx';
import { pageOf } from './show-files.ts';

const UploadedFile = z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) });
export const BookUpload = z.object({
  csrf: z.string().max(100).catch(''),
  book: UploadedFile.optional().catch(undefined),
});
export type BookUpload = z.infer<typeof BookUpload>;

/** What our own book needs, several times over. */
const bounds = { insideBytes: 10_000_000, entries: 100, sheets: 20, range: 'A1:EZ600' } as const;

export function createUploadBook(deps: SurveyFilesDeps) {
  return async (request: HeldRequest<BookUpload>): Promise<Reply> => {
    const { input } = request;
    if (!holds(request.who, input.csrf)) return sessionMissing();
    const held = await holdForm(deps, request);
    if ('reply' in held) return held.reply;
    const { opened, form, who } = held;
    if (opened.mode !== 'answer') return seeOther('/s/form');
    const read = await readBook(form, opened, input.book?.bytes);
    if (!read.ok) {
      const error = { field: 'book', message: refusalSentence(read.refusal) };
      return html(422, renderFilesPage({ ...(await pageOf(deps, held, request)), errors: [error] }));
    }
    // Where the mark is not ours (somebody wrote over it), every difference is shown.
    const showed = readSeen(opened.form, read.value.seen) ?? (() => false);
    const { changes, answers } = compareAnswerBook(form, opened.answers, read.value, showed);
    const page = {
      ...{ head: headOf(deps, opened.invitation), form: opened.form, programmeId: who.key.programmeId },
      ...{ changes, answers, problems: read.value.problems, draftVersion: opened.draft?.version ?? 0 },
      seen: seenMark(opened.form, opened.answers),
      guard: { csrf: who.csrf, commandId: request.guard.commandId },
    };
    return html(changes.length === 0 && page.problems.length > 0 ? 422 : 200, renderPreviewPage(page));
  };
}

async function readBook(
  form: FormDefinition,
  { invitation }: OpenedForm,
  bytes: Uint8Array | undefined,
): Promise<Result<ReadBook, UploadRefusal>> {
  if (bytes === undefined || bytes.byteLength === 0) return refuse({ kind: 'no-file' });
  if (bytes.byteLength > largestBookBytes) return refuse({ kind: 'file-too-large' });
  const book = await readXlsxBook(bytes, bounds);
  if (!book.ok) return refuse({ kind: book.reason });
  const read = readAnswerBook(form, bookFactsOf(invitation), book.sheets);
  return read.ok ? ok(read.value) : read;
}
