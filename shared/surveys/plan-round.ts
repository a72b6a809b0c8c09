/**
 * A round is planned: title, form, days, reminders. Nothing is sent. A due day on which offices are closed is moved to
 * the open day before it, and the answer says so; a closed closing day stays, since nothing is asked of an office then.
 */
import * as z from 'zod';
import { type DueDate, dueOn as resolveDueOn } from '../calendar/due-rule.ts';
import type { Cause, IdSource } from '../kernel/change.ts';
import { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { JstDate, jstDateOf } from '../kernel/time.ts';
import { leastOpenDaysBetween } from './reminded-organisations.ts';
import type { ReminderPlan, Round } from './round.ts';
import type { RoundRepository } from './round-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';

export interface PlanRoundDeps {
  readonly rounds: Pick<RoundRepository, 'add'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
  readonly ids: IdSource;
}

/** As it came from a page: days are checked here, so that all that is wrong is said at once. */
export interface RoundPlan {
  readonly title: string;
  readonly formId: string;
  readonly formVersion: number;
  /** `YYYY-MM-DD`; today where empty or absent. */
  readonly opensOn?: string | undefined;
  readonly dueOn: string;
  /** The due day where empty or absent: then nothing is taken late. */
  readonly closesOn?: string | undefined;
  readonly reminderPlan?: ReminderPlan | undefined;
}

export interface PlanError {
  readonly field: keyof RoundPlan;
  readonly message: string;
}

export type PlanRoundRefusal =
  | { readonly kind: 'round-plan-not-valid'; readonly errors: readonly PlanError[] }
  | { readonly kind: 'changed-meanwhile' };

export const PlannedRound = z
  .object({
    roundId: RoundId,
    dueOn: JstDate,
    /** How the due day came about, in Japanese; says so where it was moved. */
    dueReason: z.string(),
    dueWasMoved: z.boolean(),
    /** What a person should check, e.g. holidays that are not official yet. */
    warning: z.string().optional(),
  })
  .readonly();
export type PlannedRound = z.infer<typeof PlannedRound>;

/** 5 and 2 open days before the due day. */
export const usualReminderPlan: ReminderPlan = [5, 2];
const mostReminders = 4;
const longestTitle = 120;
const basis = '期限は開庁日とする取扱い';

export async function planRound(
  deps: PlanRoundDeps,
  plan: RoundPlan,
  cause: Cause,
): Promise<Result<PlannedRound, PlanRoundRefusal>> {
  const checked = checkPlan(deps, plan, cause);
  if (!checked.ok) return checked;
  const { due, ...days } = checked.value;
  const round: Round = {
    ...{
      programmeId: cause.programmeId,
      roundId: RoundId.parse(deps.ids.next()),
      title: keepAsTyped(plan.title).trim(),
    },
    ...{ formId: plan.formId, formVersion: plan.formVersion, ...days, dueOn: due.due },
    ...(due.due === due.nominal ? {} : { nominalDueOn: due.nominal }),
    ...{ reminderPlan: plan.reminderPlan ?? usualReminderPlan, reminderStepsDone: 0 },
    ...{ issuedSoFar: 0, organisations: 0, createdAt: cause.at, version: 1, status: 'draft' as const },
  };
  const result = plannedRound(round.roundId, due);
  const audit = { action: 'plan-round', target: `round/${round.roundId}`, detail: { dueOn: round.dueOn } };
  const saved = await deps.rounds.add(round, { cause, audit, events: [], result });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

export interface PlannedDays {
  readonly opensOn: JstDate;
  readonly due: DueDate;
  readonly closesOn: JstDate;
}

function checkPlan(
  deps: PlanRoundDeps,
  plan: RoundPlan,
  cause: Cause,
): Result<PlannedDays, Extract<PlanRoundRefusal, { kind: 'round-plan-not-valid' }>> {
  const { errors: dayErrors, days } = checkDays(plan, jstDateOf(cause.at));
  const isKnown = deps.programmes.findForm(cause.programmeId, plan.formId, plan.formVersion) !== undefined;
  const errors: readonly PlanError[] = [
    ...titleErrors(plan.title),
    ...reminderErrors(plan.reminderPlan ?? usualReminderPlan),
    ...(isKnown ? [] : [{ field: 'formId' as const, message: '調査票を選んでください。' }]),
    ...dayErrors,
  ];
  if (errors.length > 0 || days === undefined) return refuse({ kind: 'round-plan-not-valid', errors });
  return ok(days);
}

export function plannedRound(roundId: RoundId, due: DueDate): PlannedRound {
  return {
    ...{ roundId, dueOn: due.due, dueReason: due.reason, dueWasMoved: due.due !== due.nominal },
    ...(due.warning === undefined ? {} : { warning: due.warning }),
  };
}

/** All that is wrong with the days at once; the days where nothing is. */
export function checkDays(
  plan: Pick<RoundPlan, 'opensOn' | 'dueOn' | 'closesOn'>,
  today: JstDate,
): { readonly errors: readonly PlanError[]; readonly days?: PlannedDays } {
  const errors: PlanError[] = [];
  const opensOn = readDay(plan.opensOn) ?? (isEmpty(plan.opensOn) ? today : undefined);
  const nominal = readDay(plan.dueOn);
  const due = nominal && resolveDueOn(nominal, { onClosedDay: 'preceding', source: basis });
  const closesOn = readDay(plan.closesOn) ?? (isEmpty(plan.closesOn) ? due?.due : undefined);
  if (opensOn === undefined) errors.push({ field: 'opensOn', message: dayMessage('回答開始日') });
  if (due === undefined) errors.push({ field: 'dueOn', message: dayMessage('提出期限') });
  else if (due.due < today)
    errors.push({ field: 'dueOn', message: '提出期限は、今日以降の開庁日を入力してください。' });
  else if (opensOn !== undefined && due.due < opensOn) {
    errors.push({ field: 'dueOn', message: '提出期限は、回答開始日以降の日を入力してください。' });
  }
  if (closesOn === undefined && !isEmpty(plan.closesOn))
    errors.push({ field: 'closesOn', message: dayMessage('受付終了日') });
  if (closesOn !== undefined && due !== undefined && closesOn < due.due) {
    errors.push({ field: 'closesOn', message: '受付終了日は、提出期限以降の日を入力してください。' });
  }
  if (errors.length > 0 || opensOn === undefined || due === undefined || closesOn === undefined) return { errors };
  return { errors, days: { opensOn, due, closesOn } };
}

/** How the round's due day came about, in Japanese, with what a person should check. */
export function dueDateOf({ dueOn, nominalDueOn }: Pick<Round, 'dueOn' | 'nominalDueOn'>): DueDate {
  return resolveDueOn(nominalDueOn ?? dueOn, { onClosedDay: 'preceding', source: basis });
}

function titleErrors(title: string): readonly PlanError[] {
  const length = [...title.trim()].length;
  if (length === 0) return [{ field: 'title', message: '調査の名称を入力してください。' }];
  return length <= longestTitle
    ? []
    : [{ field: 'title', message: `調査の名称は、${longestTitle}文字以内で入力してください。` }];
}

/** The plan counts down to the due day and below zero after it, so its numbers fall. */
function reminderErrors(plan: ReminderPlan): readonly PlanError[] {
  if (plan.length > mostReminders) {
    return [{ field: 'reminderPlan', message: `リマインドは${mostReminders}回までにしてください。` }];
  }
  const tooClose = plan.some((days, place) => place > 0 && (plan[place - 1] ?? 0) - days < leastOpenDaysBetween);
  return tooClose
    ? [
        {
          field: 'reminderPlan',
          message: `リマインドは早いものから順に、${leastOpenDaysBetween}開庁日以上の間をあけてください。`,
        },
      ]
    : [];
}

function readDay(text: string | undefined): JstDate | undefined {
  return JstDate.safeParse(text).data;
}

function isEmpty(text: string | undefined): boolean {
  return text === undefined || text === '';
}

function dayMessage(label: string): string {
  return `${label}を、2026-06-30 のように年月日で入力してください。`;
}
