/** GET /s/files/sheet: the form on paper. Two reads: the draft, and the round for why the due day is this day. */
import { grouped } from '../../../shared/kernel/reference-number.ts';
import { dueReason } from '../../../shared/surveys/survey-days.ts';
import { qrCode } from '../../platform/export/qr-code.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import { headOf } from '../public/public-deps.ts';
import type { SurveyFilesDeps } from './files-deps.ts';
import { type HeldForm, type HeldRequest, holdForm } from './opened-form.ts';
import { renderSheetPage } from './pages/sheet-page.tsx';

export function createShowSheet(deps: SurveyFilesDeps) {
  return async (request: HeldRequest): Promise<Reply> => {
    const held = await holdForm(deps, request);
    if ('reply' in held) return held.reply;
    const { opened, form } = held;
    if (opened.mode !== 'answer') return seeOther('/s/form');
    const { invitation, answers } = opened;
    const round = await deps.rounds.find(invitation.programmeId, invitation.roundId);
    const address = `${deps.appOrigin}/s`;
    const reason = round && dueReason(round, invitation);
    return html(
      200,
      renderSheetPage({
        ...{ head: headOf(deps, invitation), form, answers, invitation, printedAt: request.at },
        ...(reason === undefined ? {} : { dueReason: reason }),
        entry: { address, qr: qrCode(address), code: await codeFor(deps, held) },
      }),
    );
  };
}

/** The code opens the whole form for submission; a colleague has a link of their own and does not get to know it. */
async function codeFor({ links }: SurveyFilesDeps, { who, opened }: HeldForm): Promise<string | undefined> {
  if (who.delegation !== undefined) return undefined;
  const { organisationId, linkGeneration } = opened.invitation;
  const { code } = await links.linkOf(opened.invitation, organisationId, linkGeneration);
  return grouped(code);
}
