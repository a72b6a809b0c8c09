/** Rules of dates and periods in Japanese, as the generated documents say them. */
import type { EventDueRule, PeriodDueRule } from '../shared/calendar/due-rule.ts';
import type { ProgrammeDefinition } from '../shared/programmes/programme-definition.ts';

const periods = {
  month: '毎月',
  quarter: '四半期ごと',
  'fiscal-year': '年度ごと',
  evaluation: '評価基準期間ごと',
  event: '随時',
} as const satisfies Record<ProgrammeDefinition['duties'][number]['per'], string>;

const closedDays = {
  preceding: '閉庁日は直前の開庁日',
  following: '閉庁日は翌開庁日',
  none: '閉庁日でも移さない',
} as const satisfies Record<PeriodDueRule['onClosedDay'], string>;

export function periodInWords(per: keyof typeof periods): string {
  return periods[per];
}

export function dueInWords(rule: PeriodDueRule | EventDueRule): string {
  return `${nominalInWords(rule)}（${closedDays[rule.onClosedDay]}。${rule.source}）`;
}

function nominalInWords(rule: PeriodDueRule | EventDueRule): string {
  switch (rule.kind) {
    case 'fixed-day':
      return `期間の終了後の${rule.month}月${rule.day}日`;
    case 'day-of-next-month':
      return `翌月${rule.day}日`;
    case 'end-of-fiscal-year':
      return '年度末日';
    case 'open-days-after':
      return counted(rule.openDays, '開庁日');
    case 'days-after':
      return counted(rule.days, '日');
  }
}

function counted(count: number, unit: string): string {
  return `${Math.abs(count)}${unit}${count < 0 ? '前' : '以内'}`;
}
