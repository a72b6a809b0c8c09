/**
 * GET /s/files/calendar/…: an organisation's days as a calendar to subscribe to. The address is derived like the link
 * and ends with it, but opens nothing else; a wrong one is the same answer as none.
 */
import * as z from 'zod';
import { OrganisationId, ProgrammeId, RoundId } from '../../../shared/kernel/ids.ts';
import { type SurveyDay, surveyDays } from '../../../shared/surveys/survey-days.ts';
import { sameText } from '../../platform/digest.ts';
import { type CalendarDay, icalendar } from '../../platform/export/icalendar.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { platformProblem } from '../../platform/http/problem.ts';
import type { Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import type { SurveyFilesDeps } from './files-deps.ts';

export const CalendarAddress = z.object({
  ...{ programmeId: ProgrammeId, roundId: RoundId, organisationId: OrganisationId },
  name: z.string().regex(/^[A-Za-z0-9_-]{23}\.ics$/),
});
type CalendarAddress = z.infer<typeof CalendarAddress>;

/** Rounds of a programme that are shown together, the newest; one a year, so these are many years. */
const mostRounds = 20;

export function createShowCalendar(deps: SurveyFilesDeps) {
  return async ({ input }: RouteRequest<undefined, CalendarAddress>): Promise<Reply> => {
    const { programmeId, roundId, organisationId } = input;
    const [owner] = await deps.invitations.invitationsOf(programmeId, organisationId, [roundId]);
    if (owner === undefined) return notFound();
    const name = await deps.links.calendarOf(input, organisationId, owner.linkGeneration);
    if (!sameText(input.name, `${name}.ics`)) return notFound();
    return {
      status: 200,
      contentType: 'text/calendar; charset=utf-8',
      headers: { 'content-disposition': 'inline; filename="survey-days.ics"' },
      body: icalendar(`${owner.organisationName} 調査の日程`, await daysOf(deps, input)),
    };
  };
}

async function daysOf(deps: SurveyFilesDeps, address: CalendarAddress): Promise<readonly CalendarDay[]> {
  const { programmeId, organisationId } = address;
  const rounds = (await deps.rounds.list(programmeId)).slice(0, mostRounds);
  const ids = rounds.map((round) => round.roundId);
  const invitations = await deps.invitations.invitationsOf(programmeId, organisationId, ids);
  const host = new URL(deps.appOrigin).hostname;
  return invitations.flatMap((invitation) => {
    const round = rounds.find((each) => each.roundId === invitation.roundId);
    return round === undefined ? [] : surveyDays(round, invitation).map((day) => calendarDay(day, deps, host));
  });
}

function calendarDay(
  { kind, invitation, on, title, reason, revisedAt }: SurveyDay,
  { programmes, appOrigin }: SurveyFilesDeps,
  host: string,
): CalendarDay {
  const { section, phone } = programmes.contactOf(invitation.programmeId);
  return {
    ...{ uid: `${kind}-${invitation.roundId}-${invitation.organisationId}@${host}`, on, summary: title, revisedAt },
    description: [
      ...(reason === undefined ? [] : [reason]),
      `回答は、ご案内メールのリンクから入力してください（リンクを開けないときは ${appOrigin}/s）。`,
      `お問い合わせ先：${section}${phone === undefined ? '' : ` 電話 ${phone}`}`,
    ].join('\n'),
  };
}

function notFound(): never {
  return refuseWith(platformProblem('not-found'));
}
