/** GET /s/files/answers.xlsx: the form as a book, filled with the draft. One read; nothing is kept. */
import { jstDateOf } from '../../../shared/kernel/time.ts';
import { choicesSheet } from '../../../shared/surveys/answer-book.ts';
import { formWorkbook } from '../../platform/export/form-workbook.ts';
import { file, type Reply, seeOther } from '../../platform/http/reply.ts';
import { seenMark } from '../public/seen-answers.ts';
import { bookFactsOf } from './book-facts.ts';
import { bookSheets } from './book-sheets.ts';
import type { SurveyFilesDeps } from './files-deps.ts';
import { type HeldRequest, holdForm } from './opened-form.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function createDownloadBook(deps: SurveyFilesDeps) {
  return async (request: HeldRequest): Promise<Reply> => {
    const held = await holdForm(deps, request);
    if ('reply' in held) return held.reply;
    const { opened, form } = held;
    if (opened.mode !== 'answer') return seeOther('/s/form');
    const { invitation, answers } = opened;
    const facts = { ...bookFactsOf(invitation), seen: seenMark(opened.form, answers) };
    const bytes = await formWorkbook({
      ...{ title: invitation.surveyTitle, madeAt: request.at, choicesSheet },
      sheets: bookSheets({ form, answers, invitation, facts }),
    });
    const day = jstDateOf(request.at).replaceAll('-', '');
    return file(bytes, xlsx, {
      plain: `answers-${invitation.organisationId}-${day}.xlsx`,
      full: `調査票_${invitation.organisationName.replace(/[\s/\\]/g, '')}_${day}.xlsx`,
    });
  };
}
