/** iCalendar as RFC 5545 has it: whole days, CRLF, lines of at most 75 octets. @source RFC 5545 3.1, 3.3.11, 3.6.1 */
import { addDays, type Instant, type JstDate } from '../../../shared/kernel/time.ts';

export interface CalendarDay {
  /** Stays the same for ever, so that a moved day moves and does not come twice. */
  readonly uid: string;
  readonly on: JstDate;
  readonly summary: string;
  readonly description: string;
  /** When what is said here was last changed. */
  readonly revisedAt: Instant;
}

const mostOctets = 75;

/** A day is a day in Japan: without hours no time zone can move it. */
export function icalendar(name: string, days: readonly CalendarDay[]): string {
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Mikata//Survey days//JA', 'CALSCALE:GREGORIAN'],
    ...[`X-WR-CALNAME:${escaped(name)}`, 'X-WR-TIMEZONE:Asia/Tokyo'],
    ...['REFRESH-INTERVAL;VALUE=DURATION:P1D', 'X-PUBLISHED-TTL:P1D'],
    ...days.flatMap(eventLines),
    'END:VCALENDAR',
  ]
    .flatMap(folded)
    .map((line) => `${line}\r\n`)
    .join('');
}

function eventLines({ uid, on, summary, description, revisedAt }: CalendarDay): readonly string[] {
  return [
    ...['BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stamp(revisedAt)}`],
    ...[`DTSTART;VALUE=DATE:${plain(on)}`, `DTEND;VALUE=DATE:${plain(addDays(on, 1))}`],
    ...[`SUMMARY:${escaped(summary)}`, `DESCRIPTION:${escaped(description)}`],
    ...['TRANSP:TRANSPARENT', 'END:VEVENT'],
  ];
}

function plain(day: JstDate): string {
  return day.replaceAll('-', '');
}

/** 20260610T012345Z */
function stamp(at: Instant): string {
  return at.replace(/\.\d+/, '').replace(/[-:]/g, '');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r\n?|\n/g, '\\n');
}

/** Broken between characters, never inside one; what goes on begins with a space, which counts. */
function folded(line: string): readonly string[] {
  const lines = [''];
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > mostOctets) {
      lines.push(' ');
      octets = 1;
    }
    lines.push(`${lines.pop()}${character}`);
    octets += size;
  }
  return lines;
}
