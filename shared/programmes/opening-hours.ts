/** Hours as offices write them, read into one written form: 9:00-12:00, 13:00-17:00. */
import { normaliseCode } from '../kernel/text.ts';

/** Of a day on which nobody answers. */
export const closedDay = '休み';
/** Of holidays on which the hours of the weekday hold. */
export const asOnWeekday = '曜日どおり';

/** 9:00-12:00, 13:00-17:00, from full width, 〜, 時 and 分, 24時間; each range must end after it begins. */
export function readHours(text: string): string | undefined {
  const written = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〜~から]+/g, '-')
    .replace(/まで/g, '');
  if (written === '24時間') return '0:00-24:00';
  const ranges = normaliseCode(
    written
      .replace(/時(\d{1,2})分/g, ':$1')
      .replace(/時半/g, ':30')
      .replace(/時/g, ':00'),
  )
    .split(/[,、・]/)
    .map(readRange);
  return ranges.includes(undefined) ? undefined : ranges.join(', ');
}

/** Hours, or that the day is closed; of holidays also that nothing changes on them. */
export function readDayHours(text: string, isHoliday: boolean): string | undefined {
  const written = text.normalize('NFKC').replace(/\s/g, '');
  if (/^(?:休み?|休業|休日|定休日?|閉庁|受け?付けない|[-ー×])$/.test(written)) return closedDay;
  if (isHoliday && /^(?:曜日|通常|平日|平常)(?:どおり|通り|と同じ)?$/.test(written)) return asOnWeekday;
  return readHours(text);
}

function readRange(text: string): string | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)$/.exec(text) ?? [];
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  if (!(from < to && to <= 24 * 60)) return undefined;
  return `${Number(fromHour)}:${fromMinute}-${Number(toHour)}:${toMinute}`;
}
