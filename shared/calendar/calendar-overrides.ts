/**
 * What is stated against the calendar since the list of national holidays was made: a holiday that was moved by law, a
 * day on which the offices of a programme are closed. Whoever has to say so adds a line here; from the next deployment on
 * every reminder, digest and due rule is reckoned by it. A due day that was told to anybody stays what it is: it is
 * moved by a person, with a mail to those who were told.
 * @source FEATURES AC-D10; 国民の祝日に関する法律 第3条
 */
import type { CalendarOverride } from './open-day.ts';

export const calendarOverrides: readonly CalendarOverride[] = [];
