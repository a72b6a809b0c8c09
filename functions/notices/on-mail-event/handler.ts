import type { Clock } from '../../../shared/kernel/time.ts';
import { type HearMailEventDeps, hearMailEvent } from '../../../shared/notices/hear-mail-event.ts';
import { log } from '../../platform/logger.ts';
import { readSesEvent } from './ses-event.ts';

const name = 'notices/on-mail-event';

/** A mail that nobody here has sent is noted and dropped: every notice stands in the table before it is sent. */
export function onMailEvent(deps: HearMailEventDeps & { readonly clock: Clock }) {
  return async (body: unknown): Promise<void> => {
    const { eventId, event } = readSesEvent(body);
    if (event === undefined) return log('WARN', 'a mail event without a notice', { eventId });
    const { programmeId } = event;
    const outcome = await hearMailEvent(deps, event, {
      programmeId,
      actor: { kind: 'system', name },
      at: deps.clock.now(),
      requestId: eventId,
      heard: { subscriber: name.replace('/', ':'), eventId },
    });
    if (outcome === 'unknown-mail') log('WARN', 'a mail event about an unknown notice', { programmeId, eventId });
  };
}
