/** ISO 8601 durations of a fixed length: weeks, days, hours, minutes, seconds. Months and years have none. */

const unitMs = { w: 7 * 86_400_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };
const shape = /^(-?)P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

/** Milliseconds; undefined for what is not such a duration. */
export function readDuration(text: string): number | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [, sign, weeks = '0', days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  const ms =
    Number(weeks) * unitMs.w +
    Number(days) * unitMs.d +
    Number(hours) * unitMs.h +
    Number(minutes) * unitMs.m +
    Math.round(Number(seconds) * unitMs.s);
  return sign === '-' && ms > 0 ? -ms : ms;
}
