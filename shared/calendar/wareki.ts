/** Dates in the Japanese calendar (和暦), written and read: 令和8年4月10日(金). */
import { JstDate, weekdayOf } from '../kernel/time.ts';

interface Era {
  readonly name: string;
  /** How the name is shortened in writing. */
  readonly short: readonly string[];
  readonly from: JstDate;
  /** The year that is its 元年. */
  readonly firstYear: number;
}

/** Newest first; before 1900 there is no `JstDate`. */
const eras: readonly Era[] = [
  { name: '令和', short: ['令', 'R'], from: JstDate.parse('2019-05-01'), firstYear: 2019 },
  { name: '平成', short: ['平', 'H'], from: JstDate.parse('1989-01-08'), firstYear: 1989 },
  { name: '昭和', short: ['昭', 'S'], from: JstDate.parse('1926-12-25'), firstYear: 1926 },
  { name: '大正', short: ['大', 'T'], from: JstDate.parse('1912-07-30'), firstYear: 1912 },
  { name: '明治', short: ['明', 'M'], from: JstDate.parse('1900-01-01'), firstYear: 1868 },
];

const weekdayNames = ['日', '月', '火', '水', '木', '金', '土'] as const;

/** 日 to 土. */
function weekdayName(day: JstDate): string {
  return weekdayNames[weekdayOf(day)];
}

/** 令和8年, and 令和元年 for an era's first year. */
export function eraYear(day: JstDate): string {
  const era = eraOf(day);
  const year = Number(day.slice(0, 4)) - era.firstYear + 1;
  return `${era.name}${year === 1 ? '元' : year}年`;
}

/** 令和8年4月10日. */
export function wareki(day: JstDate): string {
  return `${eraYear(day)}${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

/** 令和8年4月10日(金). */
export function warekiWithWeekday(day: JstDate): string {
  return `${wareki(day)}(${weekdayName(day)})`;
}

/** 4/10(金), where the year is clear from what stands around it. */
export function shortDay(day: JstDate): string {
  return `${Number(day.slice(5, 7))}/${Number(day.slice(8))}(${weekdayName(day)})`;
}

const written =
  /^(令和|平成|昭和|大正|明治|令|平|昭|大|明|[RHSTM])(元|\d{1,3})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?(?:\(([日月火水木金土])(?:曜日?)?\))?$/i;

/**
 * Reads a date as people write it: 令和8年4月10日, 令8.4.10, R8/4/10, ㋿元年５月１日, full-width digits, spaces, a weekday
 * behind it. `undefined` where it is no date, lies before its era, or names another weekday than the day has. A day
 * after the end of its era is read on (平成32年4月1日 stands in documents older than the change).
 */
export function parseWareki(text: string): JstDate | undefined {
  const [, eraName, year, month, day, weekday] = written.exec(text.normalize('NFKC').replace(/\s/g, '')) ?? [];
  const era = eras.find(({ name, short }) => name === eraName || short.includes(eraName?.toUpperCase() ?? ''));
  if (era === undefined || month === undefined || day === undefined) return undefined;
  const westernYear = era.firstYear - 1 + (year === '元' ? 1 : Number(year));
  const date = JstDate.safeParse(`${westernYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (!date.success || date.data < era.from) return undefined;
  return weekday === undefined || weekday === weekdayName(date.data) ? date.data : undefined;
}

function eraOf(day: JstDate): Era {
  const era = eras.find(({ from }) => from <= day);
  if (era === undefined) throw new RangeError(`no era is known for ${day}`);
  return era;
}
