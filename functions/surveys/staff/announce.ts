/** A planned round is announced, and what became of those mails. */
import * as z from 'zod';
import { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { announceRound, RoundAnnouncement } from '../../../shared/surveys/announce-round.ts';
import { withNationalOrganisations } from '../../../shared/surveys/draft-round.ts';
import { type PreNoticeFigures, preNoticeFigures } from '../../../shared/surveys/pre-notice-delivery.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { StaffRequest, StaffSurveysDeps } from './deps.ts';
import { renderAnnouncePage } from './pages/announce-page.tsx';
import { roundAct } from './round-act.ts';
import { findRound } from './rounds.ts';

type OneRound = StaffRequest<{ roundId: RoundId }>;
type Deps = Pick<StaffSurveysDeps, 'rounds' | 'programmes' | 'commands' | 'preNotices'>;

export const PreNoticesBody = z.object({
  roundId: RoundId,
  /** 0 where the round was not announced. */
  times: z.int(),
  announcedAt: Instant.optional(),
  /** To how many it was to go. */
  organisations: z.int(),
  delivered: z.int(),
  /** Whom no mail has reached so far. */
  unreachable: z.array(OrganisationId),
});

/** Absent where the round was not announced. */
export async function readPreNotices(
  { preNotices }: Pick<StaffSurveysDeps, 'preNotices'>,
  { programmeId, roundId, announcement }: Awaited<ReturnType<typeof findRound>>,
): Promise<PreNoticeFigures | undefined> {
  return announcement === undefined ? undefined : preNoticeFigures(await preNotices.ofRound(programmeId, roundId));
}

export function createShowAnnouncement(deps: Deps) {
  return async (request: OneRound): Promise<Reply> => {
    const { who, guard } = request;
    const round = await findRound(deps, request);
    if (round.status !== 'draft') return seeOther(`/console/surveys/rounds/${round.roundId}`);
    const [contacts, figures] = await Promise.all([
      deps.rounds.findContacts(who.programmeId),
      readPreNotices(deps, round),
    ]);
    const asking = contacts && withNationalOrganisations(deps.programmes, round, contacts);
    const organisations = deps.programmes.recipientsOf(asking ?? round).length;
    const lacksNational = contacts !== undefined && asking === undefined;
    return html(
      200,
      renderAnnouncePage({ caller: who, guard, round, contacts, organisations, lacksNational, figures }),
    );
  };
}

export const announcing = roundAct({
  ...{ operation: 'announce-round', answer: RoundAnnouncement, run: announceRound },
  ...{ goesOn: true, sendsMails: true },
});

export function createShowPreNoticesByProgram(deps: Pick<StaffSurveysDeps, 'rounds' | 'preNotices'>) {
  return async (request: OneRound): Promise<Reply> => {
    const round = await findRound(deps, request);
    const { roundId, announcement } = round;
    const { delivered, unreachable } = (await readPreNotices(deps, round)) ?? { delivered: 0, unreachable: [] };
    const body: z.infer<typeof PreNoticesBody> = {
      ...{ roundId, times: announcement?.times ?? 0, organisations: announcement?.organisations ?? 0 },
      ...(announcement === undefined ? {} : { announcedAt: announcement.at }),
      ...{ delivered, unreachable: [...unreachable] },
    };
    return json(200, body);
  };
}
