/**
 * The holidays of a year as the Act on National Holidays makes them: what the calendar falls back to where there is
 * no official list yet. The two equinoxes are reckoned; the official day is announced in February of the year before.
 *
 * Not covered, and the reason why the official list goes first: the one-off laws for 2019 (succession to the throne)
 * and for 2020 and 2021 (Olympic Games), which moved or added days.
 * @source 国民の祝日に関する法律（昭和23年法律第178号）第2条、第3条
 */
import { addDays, JstDate, weekdayOf } from '../kernel/time.ts';

type Place = { readonly day: number } | { readonly monday: number } | { readonly equinox: 'vernal' | 'autumnal' };

/** `since` and `until` are the first and last year in which the entry holds. */
interface Holiday {
  readonly name: string;
  readonly month: number;
  readonly place: Place;
  readonly since?: number;
  readonly until?: number;
}

const holidays: readonly Holiday[] = [
  { name: '元日', month: 1, place: { day: 1 } },
  { name: '成人の日', month: 1, place: { monday: 2 } },
  { name: '建国記念の日', month: 2, place: { day: 11 } },
  { name: '天皇誕生日', month: 2, place: { day: 23 }, since: 2020 },
  { name: '春分の日', month: 3, place: { equinox: 'vernal' } },
  { name: '昭和の日', month: 4, place: { day: 29 } },
  { name: '憲法記念日', month: 5, place: { day: 3 } },
  { name: 'みどりの日', month: 5, place: { day: 4 } },
  { name: 'こどもの日', month: 5, place: { day: 5 } },
  { name: '海の日', month: 7, place: { monday: 3 } },
  { name: '山の日', month: 8, place: { day: 11 }, since: 2016 },
  { name: '敬老の日', month: 9, place: { monday: 3 } },
  { name: '秋分の日', month: 9, place: { equinox: 'autumnal' } },
  { name: '体育の日', month: 10, place: { monday: 2 }, until: 2019 },
  { name: 'スポーツの日', month: 10, place: { monday: 2 }, since: 2020 },
  { name: '文化の日', month: 11, place: { day: 3 } },
  { name: '勤労感謝の日', month: 11, place: { day: 23 } },
  { name: '天皇誕生日', month: 12, place: { day: 23 }, until: 2018 },
];

/** What the Act calls a day that is closed for standing in for a Sunday or between two holidays. */
const restDay = '休日';

/** The holidays of the year by day, those of article 3 (2) and (3) included, in the order of the calendar. */
export function holidaysByTheAct(year: number): ReadonlyMap<JstDate, string> {
  const named = new Map(
    holidays
      .filter((holiday) => (holiday.since ?? year) <= year && year <= (holiday.until ?? year))
      .map((holiday) => [dayOf(year, holiday), holiday.name] as const),
  );
  const days = new Map([...named, ...substitutes(named), ...between(named)]);
  return new Map([...days].sort(([one], [other]) => one.localeCompare(other)));
}

/** Article 3 (2): a holiday on a Sunday gives the next day that is not itself a holiday. */
function substitutes(named: ReadonlyMap<JstDate, string>): [JstDate, string][] {
  const sundays = [...named.keys()].filter((day) => weekdayOf(day) === 0);
  return sundays.map((sunday) => {
    let day = addDays(sunday, 1);
    while (named.has(day)) day = addDays(day, 1);
    return [day, restDay];
  });
}

/** Article 3 (3): a day between two holidays that is not one itself. */
function between(named: ReadonlyMap<JstDate, string>): [JstDate, string][] {
  return [...named.keys()]
    .map((day) => addDays(day, 1))
    .filter((day) => !named.has(day) && named.has(addDays(day, 1)))
    .map((day) => [day, restDay]);
}

function dayOf(year: number, { month, place }: Holiday): JstDate {
  if ('monday' in place) return nthMonday(year, month, place.monday);
  return dateOf(year, month, 'day' in place ? place.day : equinoxDay(year, place.equinox));
}

function nthMonday(year: number, month: number, nth: number): JstDate {
  const first = dateOf(year, month, 1);
  const toMonday = (8 - weekdayOf(first)) % 7;
  return addDays(first, toMonday + (nth - 1) * 7);
}

/**
 * The usual approximation of the day on which the sun crosses the equator in Japan's time; right for every year that
 * has been announced.
 * @source 海上保安庁水路部 略算式 (1980 to 2099, 2100 to 2150)
 */
function equinoxDay(year: number, equinox: 'vernal' | 'autumnal'): number {
  const century = year < 2100 ? { vernal: 20.8431, autumnal: 23.2488 } : { vernal: 21.851, autumnal: 24.2488 };
  const sinceBase = year - 1980;
  return Math.floor(century[equinox] + 0.242194 * sinceBase) - Math.floor(sinceBase / 4);
}

function dateOf(year: number, month: number, day: number): JstDate {
  return JstDate.parse(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}
