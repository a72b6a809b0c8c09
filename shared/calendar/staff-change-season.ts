/** 人事異動: people change on 1 April. For some weeks every page and mail says how to hand over. */
import type { JstDate } from '../kernel/time.ts';

/** Inner notices (内示) come out about a week before; at the end of April the last have moved. */
const begins = '03-25';
const ends = '04-30';

export function isStaffChangeSeason(day: JstDate): boolean {
  const monthDay = day.slice(5);
  return begins <= monthDay && monthDay <= ends;
}
