/**
 * When a schedule of EventBridge Scheduler is due: `cron(...)`, `rate(...)` and `at(...)`, in UTC or Asia/Tokyo.
 * Both have no summer time, so a fixed offset says it all; another time zone is refused.
 * @source Amazon EventBridge Scheduler User Guide, "Schedule types"
 */

const minuteMs = 60_000;
const dayMs = 86_400_000;
const offsets: Readonly<Record<string, number>> = { UTC: 0, 'Asia/Tokyo': 9 * 3_600_000 };
const unitMs: Readonly<Record<string, number>> = { minute: minuteMs, hour: 60 * minuteMs, day: dayMs };
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

export interface ScheduleTimes {
  /** The first instant after the given one; undefined when there is none any more. Epoch milliseconds. */
  next(after: number): number | undefined;
}

/** `anchor` is where `rate` counts from: the instant at which the schedule was first known. */
export function readSchedule(expression: string, timezone: string, anchor: number): ScheduleTimes {
  const offset = offsets[timezone];
  if (offset === undefined) throw new Error(`A schedule is in UTC or Asia/Tokyo, not in ${timezone}`);
  const [, kind, inside = ''] = /^(cron|rate|at)\((.+)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return readRate(inside, anchor);
  if (kind === 'at') return readAt(inside, offset);
  if (kind === 'cron') return readCron(inside, offset);
  throw new Error(`Not a schedule expression: ${expression}`);
}

/** The last instant in (after, now]; undefined when none fell there. */
export function lastDue(times: ScheduleTimes, after: number, now: number): number | undefined {
  let from = after;
  for (const window of [minuteMs, 60 * minuteMs, dayMs, 32 * dayMs, 400 * dayMs]) {
    const inWindow = times.next(Math.max(after, now - window));
    if (inWindow === undefined || inWindow > now) continue;
    from = Math.max(after, now - window);
    break;
  }
  let last: number | undefined;
  for (let next = times.next(from); next !== undefined && next <= now; next = times.next(next)) last = next;
  return last;
}

function readRate(inside: string, anchor: number): ScheduleTimes {
  const [, amount, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(inside) ?? [];
  const every = Number(amount) * (unitMs[unit] ?? Number.NaN);
  if (!(every > 0)) throw new Error(`Not a rate: ${inside}`);
  return { next: (after) => anchor + (Math.max(0, Math.floor((after - anchor) / every)) + 1) * every };
}

function readAt(inside: string, offset: number): ScheduleTimes {
  const at = Date.parse(`${inside}Z`) - offset;
  if (Number.isNaN(at)) throw new Error(`Not a date and time: ${inside}`);
  return { next: (after) => (after < at ? at : undefined) };
}

type DayTest = (year: number, month: number, day: number) => boolean;

function readCron(inside: string, offset: number): ScheduleTimes {
  const fields = inside.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6) throw new Error(`cron has six fields: ${inside}`);
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) throw new Error(`Exactly one day field is "?": ${inside}`);
  const minutes = readField(minute, 0, 59);
  const hours = readField(hour, 0, 23);
  const inMonth = readField(month, 1, 12, months);
  const inYear = readField(year, 1970, 2199);
  const onDay = dayOfMonth === '?' ? readDayOfWeek(dayOfWeek) : readDayOfMonth(dayOfMonth);

  function next(after: number): number | undefined {
    let local = (Math.floor((after + offset) / minuteMs) + 1) * minuteMs;
    for (;;) {
      const at = new Date(local);
      const [y, m, d] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
      if (y > 2199) return undefined;
      if (!inYear.has(y)) local = Date.UTC(y + 1, 0, 1);
      else if (!inMonth.has(m + 1)) local = Date.UTC(y, m + 1, 1);
      else if (!onDay(y, m, d)) local = Date.UTC(y, m, d + 1);
      else if (!hours.has(at.getUTCHours())) local = Date.UTC(y, m, d, at.getUTCHours() + 1);
      else if (!minutes.has(at.getUTCMinutes())) local += minuteMs;
      else return local - offset;
    }
  }
  return { next };
}

function readField(field: string, from: number, to: number, names: readonly string[] = []): ReadonlySet<number> {
  const read = (text: string) => {
    const named = names.indexOf(text.toUpperCase());
    const value = named >= 0 ? named + from : Number(text);
    if (!Number.isInteger(value) || text === '' || value < from || value > to) throw new Error(`Not in cron: ${field}`);
    return value;
  };
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', stepText] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    if (!(Number.isInteger(step) && step > 0)) throw new Error(`Not in cron: ${field}`);
    const [start = '', end = stepText === undefined ? start : String(to)] =
      range === '*' ? [String(from), String(to)] : range.split('-');
    for (let value = read(start); value <= read(end); value += step) found.add(value);
  }
  return found;
}

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
const weekdayOf = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day)).getUTCDay();

function readDayOfMonth(field: string): DayTest {
  if (field === 'L') return (y, m, d) => d === lastDay(y, m);
  if (field === 'LW') return (y, m, d) => d === nearestWeekday(y, m, lastDay(y, m));
  const near = /^(\d{1,2})W$/.exec(field);
  if (near) return (y, m, d) => d === nearestWeekday(y, m, Math.min(Number(near[1]), lastDay(y, m)));
  const days = readField(field, 1, 31);
  return (_y, _m, d) => days.has(d);
}

/** Monday to Friday, without leaving the month. */
function nearestWeekday(year: number, month: number, day: number): number {
  const weekday = weekdayOf(year, month, day);
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === lastDay(year, month) ? day - 2 : day + 1;
  return day;
}

/** 1 is Sunday; `6L` the last Friday, `2#1` the first Monday of the month. */
function readDayOfWeek(field: string): DayTest {
  const one = (text: string) => [...readField(text, 1, 7, weekdays)][0];
  const last = /^(.+)L$/.exec(field);
  if (last) return (y, m, d) => weekdayOf(y, m, d) + 1 === one(last[1] ?? '') && d + 7 > lastDay(y, m);
  const nth = /^(.+)#([1-5])$/.exec(field);
  if (nth) return (y, m, d) => weekdayOf(y, m, d) + 1 === one(nth[1] ?? '') && Math.ceil(d / 7) === Number(nth[2]);
  const days = readField(field === 'L' ? '7' : field, 1, 7, weekdays);
  return (y, m, d) => days.has(weekdayOf(y, m, d) + 1);
}
