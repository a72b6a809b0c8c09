import * as z from 'zod';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** What the clock starts every morning is done for this programme, whether or not there was anything to do. */
export const MorningRunFinished = defineEvent({
  type: 'morning-run-finished.v1',
  context: 'surveys',
  data: z.object({ run: z.enum(['surveys/remind-due']), on: JstDate }),
  example: { run: 'surveys/remind-due', on: '2026-06-23' },
});
