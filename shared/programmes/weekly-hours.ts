/**
 * 曜日ごとの受付時間: one question with nine fields, a day of the week each, and 祝日 and 年末年始 beside them.
 *
 * Nuances: each day is a field of its own, so that it is saved, marked and exchanged as every other. A weekday that is
 * left blank is not served; what happens on holidays has to be said, since visitors come to closed doors over it.
 */
import type { AnswerValue } from './check-answer.ts';
import type { DayHoursQuestion, PersonalData, Question, WeekDay } from './form-definition.ts';
import { asOnWeekday, closedDay } from './opening-hours.ts';

const days = {
  Monday: '月',
  Tuesday: '火',
  Wednesday: '水',
  Thursday: '木',
  Friday: '金',
  Saturday: '土',
  Sunday: '日',
  Holiday: '祝日',
  YearEnd: '年末年始',
} as const satisfies Record<string, WeekDay>;

const weekDayOrder = Object.values(days);
const holidays: readonly WeekDay[] = ['祝日', '年末年始'];

interface WeeklyHours {
  /** Begins the ids of its fields: `open` makes `openMonday` to `openYearEnd`. */
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly publish: boolean;
  readonly personal: PersonalData | false;
}

/** The nine questions, to be spread among a group's or a section's. */
export function weeklyHours({ id, label, required, publish, personal }: WeeklyHours): readonly DayHoursQuestion[] {
  const week = { id, label, required };
  return Object.entries(days).map(([name, day]) => ({
    ...{ id: `${id}${name}`, type: 'day-hours', label: `${label}（${day}）`, publish, personal, week, day },
    required: required && isHoliday(day),
  }));
}

export function isHoliday(day: WeekDay): boolean {
  return holidays.includes(day);
}

export interface Week {
  readonly id: string;
  readonly label: string;
  readonly questions: readonly DayHoursQuestion[];
}

/** The weeks among the questions, each with its days. */
export function weeksOf(questions: readonly Question[]): readonly Week[] {
  const days = questions.filter((question) => question.type === 'day-hours');
  return [...Map.groupBy(days, ({ week }) => week.id)].map(([id, ofWeek]) => ({
    ...{ id, label: ofWeek[0]?.week.label ?? id, questions: ofWeek },
  }));
}

/** Where a week stands in a form: at its first day. */
export const firstWeekDay: WeekDay = '月';

export function isOfWeek(question: Question, weekId: string): question is DayHoursQuestion {
  return question.type === 'day-hours' && question.week.id === weekId;
}

interface WeekInWords {
  /** 月〜金（祝日・年末年始は休み） */
  readonly days: string;
  /** 9:00-17:00 where all days have the same hours, else 月〜木 9:00-17:00、金 9:00-19:00. */
  readonly hours: string;
}

/** The week as people read it; `undefined` where no day is answered. */
export function weekInWords(
  questions: readonly DayHoursQuestion[],
  answerOf: (question: DayHoursQuestion) => AnswerValue | undefined,
): WeekInWords | undefined {
  const answered = questions.flatMap((question) => {
    const value = answerOf(question);
    return value === undefined ? [] : [{ day: question.day, value: String(value) }];
  });
  if (answered.length === 0) return undefined;
  const open = runs(answered.filter(({ value }) => value !== closedDay && value !== asOnWeekday));
  const said = [closedDay, asOnWeekday].flatMap((value) => {
    const on = answered.filter((each) => isHoliday(each.day) && each.value === value);
    return on.length === 0 ? [] : [`${on.map(({ day }) => day).join('・')}は${value}`];
  });
  const sameHours = new Set(open.map(({ value }) => value)).size <= 1;
  const opened = open.map((run) => run.days).join('、');
  return {
    days: `${opened === '' ? closedDay : opened}${said.length === 0 ? '' : `（${said.join('、')}）`}`,
    hours: sameHours ? (open[0]?.value ?? closedDay) : open.map((run) => `${run.days} ${run.value}`).join('、'),
  };
}

/** Days with the same hours that follow on each other are named together: 月〜金. */
function runs(answered: readonly { readonly day: WeekDay; readonly value: string }[]) {
  const found: { first: WeekDay; last: WeekDay; value: string }[] = [];
  for (const { day, value } of answered) {
    const before = found.at(-1);
    const follows = before !== undefined && weekDayOrder.indexOf(before.last) + 1 === weekDayOrder.indexOf(day);
    if (follows && before.value === value && !isHoliday(day)) before.last = day;
    else found.push({ first: day, last: day, value });
  }
  return found.map(({ first, last, value }) => ({ days: namedRun(first, last), value }));
}

function namedRun(first: WeekDay, last: WeekDay): string {
  if (first === last) return first;
  return weekDayOrder.indexOf(last) - weekDayOrder.indexOf(first) === 1 ? `${first}・${last}` : `${first}〜${last}`;
}
