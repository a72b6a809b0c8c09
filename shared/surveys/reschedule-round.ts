/**
 * The days of a planned round are moved, before anybody has its link. Whoever was told of the days before is told of the
 * new ones by the next announcement, which a person decides on.
 */
import type { Cause } from '../kernel/change.ts';
import type { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { jstDateOf } from '../kernel/time.ts';
import { type DraftRoundRefusal, findDraft } from './draft-round.ts';
import {
  checkDays,
  type PlannedDays,
  type PlannedRound,
  type PlanRoundRefusal,
  plannedRound,
  type RoundPlan,
} from './plan-round.ts';
import type { Round } from './round.ts';
import type { RoundRepository } from './round-repository.ts';

export interface RescheduleRoundDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'replace'>;
}

/** As it came from a page. */
export type RescheduleRoundInput = { readonly roundId: RoundId } & Pick<RoundPlan, 'opensOn' | 'dueOn' | 'closesOn'>;

export type RescheduleRoundRefusal = DraftRoundRefusal | PlanRoundRefusal;

export async function rescheduleRound(
  { rounds }: RescheduleRoundDeps,
  { roundId, ...plan }: RescheduleRoundInput,
  cause: Cause,
): Promise<Result<PlannedRound, RescheduleRoundRefusal>> {
  const found = await findDraft(rounds, cause.programmeId, roundId);
  if (!found.ok) return found;
  const round = found.value;
  const { errors, days } = checkDays(plan, jstDateOf(cause.at));
  if (days === undefined) return refuse({ kind: 'round-plan-not-valid', errors });
  const next = movedTo(round, days);
  const result = plannedRound(roundId, days.due);
  const audit = {
    action: 'reschedule-round',
    target: `round/${roundId}`,
    detail: { opensOn: next.opensOn, dueOn: next.dueOn, closesOn: next.closesOn },
  };
  const saved = await rounds.replace(next, { cause, result, audit, events: [] });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

function movedTo({ nominalDueOn: _, ...round }: Round, { opensOn, due, closesOn }: PlannedDays): Round {
  const nominal = due.due === due.nominal ? {} : { nominalDueOn: due.nominal };
  return { ...round, ...nominal, opensOn, dueOn: due.due, closesOn, version: round.version + 1 };
}
