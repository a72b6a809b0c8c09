/** The weekly summary (週次報告) to the receiver: one mail for each programme and week, however often the clock asks. */
import type { Cause } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { addDays, type Instant, type JstDate, jstDateOf, jstTimeOf, weekdayOf } from '../kernel/time.ts';
import { isNational } from '../programmes/national-organisations.ts';
import { type DigestFigures, type DigestLine, queuedNotice } from './notice.ts';
import type { NoticeRepository } from './notice-repository.ts';
import { type AnswerFact, isFollowed, type RoundFact, type RoundFacts } from './round-facts.ts';

export interface SummariseWeekDeps {
  readonly notices: Pick<NoticeRepository, 'known' | 'add' | 'organisationsWith'>;
  readonly facts: Pick<RoundFacts, 'rounds' | 'answers'>;
}

export type SummaryOutcome = 'queued' | 'queued-before' | 'no-open-round';

const dueHour = 9;
const mostRounds = 20;

/** The Monday whose nine o'clock was the last one, in Tokyo: a late run is still about that week. */
export function weekOf(now: Instant): JstDate {
  const today = jstDateOf(now);
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
  return today === monday && jstTimeOf(now).hour < dueHour ? addDays(monday, -7) : monday;
}

export async function summariseWeek(deps: SummariseWeekDeps, cause: Cause): Promise<SummaryOutcome> {
  const { programmeId, at } = cause;
  const today = jstDateOf(at);
  const rounds = (await deps.facts.rounds(programmeId))
    .filter((round) => isFollowed(round, today))
    .slice(0, mostRounds);
  if (rounds.length === 0) return 'no-open-round';
  const lines = await Promise.all(rounds.map((round) => lineOf(deps, programmeId, round)));
  const notice = queuedNotice({ purpose: 'weekly-digest', weekOf: weekOf(at), countedAt: at, lines }, programmeId, at);
  if ((await deps.notices.known(programmeId, [notice.noticeId])).length > 0) return 'queued-before';
  const saved = await deps.notices.add(
    [notice],
    {},
    { cause, audit: { action: 'summarise-week', target: `notice/${notice.noticeId}` }, events: [] },
  );
  return saved === 'saved' ? 'queued' : 'queued-before';
}

async function lineOf(deps: SummariseWeekDeps, programmeId: ProgrammeId, round: RoundFact): Promise<DigestLine> {
  const { roundId, surveyTitle, dueOn, organisations, nationalOrganisations = 0 } = round;
  const group = { programmeId, roundId, purpose: 'survey-invitation' } as const;
  const [answers, delivered] = await Promise.all([
    deps.facts.answers(programmeId, roundId),
    deps.notices.organisationsWith(group, 'delivered'),
  ]);
  const figuresOf = (total: number, isOfKind: (organisationId: OrganisationId) => boolean): DigestFigures => {
    const ofKind = answers.filter(({ organisationId }) => isOfKind(organisationId));
    const inStatus = (wanted: AnswerFact['status']) => ofKind.filter(({ status }) => status === wanted).length;
    const [accepted, exempt] = [inStatus('accepted'), inStatus('exempt')];
    const submitted = inStatus('submitted') + accepted;
    return {
      ...{ total, delivered: [...delivered].filter(isOfKind).length, submitted, accepted },
      ...(exempt === 0 ? {} : { exempt }),
      unanswered: Math.max(0, total - submitted - exempt),
    };
  };
  return {
    ...{ roundId, surveyTitle, dueOn },
    ...figuresOf(organisations - nationalOrganisations, (each) => !isNational(each)),
    ...(nationalOrganisations === 0 ? {} : { national: figuresOf(nationalOrganisations, isNational) }),
  };
}
