/** 定期報告: one mail for each programme, kind and period, however often the clock asks; none where nothing changed. */
import type { Cause } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { jstDateOf } from '../kernel/time.ts';
import { isNational } from '../programmes/national-organisations.ts';
import {
  type DigestFigures,
  type DigestHistory,
  type DigestKind,
  type DigestRecord,
  isOnTime,
  periodDueAt,
  type RoundLine,
  surveysPart,
} from './digest.ts';
import { queuedNotice } from './notice.ts';
import type { NoticeRepository } from './notice-repository.ts';
import { type AnswerFact, isFollowed, type RoundFact, type RoundFacts } from './round-facts.ts';

export interface SendDigestDeps {
  readonly notices: Pick<NoticeRepository, 'add' | 'organisationsWith'>;
  readonly facts: Pick<RoundFacts, 'rounds' | 'answers'>;
  readonly history: DigestHistory;
}

export type DigestOutcome = 'queued' | Exclude<DigestRecord['outcome'], 'sent'> | 'done-before' | 'not-due';

const mostRounds = 20;

/** A skipped digest leaves its reason in the audit trail, as a sent one leaves its mail. */
export async function sendDigest(deps: SendDigestDeps, kind: DigestKind, cause: Cause): Promise<DigestOutcome> {
  const { programmeId, at } = cause;
  const period = periodDueAt(kind, at);
  if (period === undefined) return 'not-due';
  const before = await deps.history.latest(programmeId, kind);
  if (before !== undefined && before.period >= period) return 'done-before';
  const beginsLater = before === undefined && !isOnTime(period, at);
  const rounds = beginsLater ? [] : await countRounds(deps, cause);
  const news = surveysPart(rounds, before);
  const about = { programmeId, kind, period, countedAt: at, rounds: [...rounds] };
  const record: DigestRecord = { ...about, outcome: beginsLater ? 'begins-later' : outcomeOf(rounds, news) };
  const content = { purpose: 'digest' as const, kind, period, countedAt: at };
  const notices = news === undefined ? [] : [queuedNotice({ ...content, parts: [news] }, programmeId, at)];
  const audit = {
    action: news === undefined ? 'skip-digest' : 'send-digest',
    target: `digest/${kind}/${period}`,
    detail: { outcome: record.outcome, rounds: rounds.length },
  };
  const saved = await deps.notices.add(notices, { digest: record }, { cause, audit, events: [] });
  if (saved === 'changed-meanwhile') return 'done-before';
  return record.outcome === 'sent' ? 'queued' : record.outcome;
}

function outcomeOf(rounds: readonly RoundLine[], news: object | undefined): DigestRecord['outcome'] {
  if (news !== undefined) return 'sent';
  return rounds.length === 0 ? 'nothing-to-tell' : 'nothing-changed';
}

async function countRounds(deps: SendDigestDeps, { programmeId, at }: Cause): Promise<readonly RoundLine[]> {
  const rounds = (await deps.facts.rounds(programmeId)).filter((round) => isFollowed(round, jstDateOf(at)));
  return Promise.all(rounds.slice(0, mostRounds).map((round) => lineOf(deps, programmeId, round)));
}

async function lineOf(deps: SendDigestDeps, programmeId: ProgrammeId, round: RoundFact): Promise<RoundLine> {
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
