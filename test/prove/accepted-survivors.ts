/** Mistakes that change nothing that anybody could see, each with the reason; whatever else survives is a missing test. */
const equal = 'both branches give the same where the two are equal';
const zeroDays = 'with zero open days the direction is never used';
const narrowing = 'the expression matches as a whole or not at all; the checks are there for the types';
const aType = 'stands in a type, which is not run';
const sameDay = 'スポーツの日 of 2020 is reckoned for the same day and gives it its name';

const step = 'shared/calendar/open-day.ts const step = openDays < 0 ? -1 : 1;';
const nearest =
  'shared/calendar/open-day.ts function nearestOpenDay(day: JstDate, step: 1 | -1, overrides: readonly CalendarOverride[]): JstDate {';
const written =
  'shared/calendar/wareki.ts if (era === undefined || month === undefined || day === undefined) return undefined;';

export const acceptedSurvivors: Readonly<Record<string, string>> = {
  'shared/calendar/due-rule.ts return wanted < to ? wanted : to; [< became <=]': equal,
  [`${step} [< became <=]`]: zeroDays,
  [`${step} [0 became 1]`]: zeroDays,
  [`${nearest} [1 became 2]`]: aType,
  [`${written} [|| became &&]`]: narrowing,
  "shared/calendar/holiday-act.ts { name: '体育の日', month: 10, place: { monday: 2 }, until: 2019 }, [2019 became 2020]":
    sameDay,
};
