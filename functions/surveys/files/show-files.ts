/** GET /s/files: what can be carried around — the form as a book, on paper, and its days for a calendar. One read. */
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import { headOf } from '../public/public-deps.ts';
import type { SurveyFilesDeps } from './files-deps.ts';
import { type HeldForm, type HeldRequest, holdForm } from './opened-form.ts';
import { type FilesPage, renderFilesPage } from './pages/files-page.tsx';

export function createShowFiles(deps: SurveyFilesDeps) {
  return async (request: HeldRequest): Promise<Reply> => {
    const held = await holdForm(deps, request);
    if ('reply' in held) return held.reply;
    if (held.opened.mode === 'closed') return seeOther('/s/form');
    return html(200, renderFilesPage(await pageOf(deps, held, request)));
  };
}

export async function pageOf(
  deps: SurveyFilesDeps,
  { who, opened }: HeldForm,
  { guard }: HeldRequest,
): Promise<FilesPage> {
  const { invitation, mode } = opened;
  const { programmeId, roundId, organisationId, linkGeneration } = invitation;
  const name = await deps.links.calendarOf(invitation, organisationId, linkGeneration);
  return {
    head: headOf(deps, invitation),
    takesAnswers: mode === 'answer',
    calendarUrl: `${deps.appOrigin}/s/files/calendar/${programmeId}/${roundId}/${organisationId}/${name}.ics`,
    guard: { csrf: who.csrf, commandId: guard.commandId },
  };
}
