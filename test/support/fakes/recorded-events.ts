import type { BusEvent, EventSink } from '../../../infra/local/ports.ts';

/** Keeps what was put on any bus, oldest first. */
export class RecordedEvents implements EventSink {
  readonly events: BusEvent[] = [];

  accept(event: BusEvent): string {
    this.events.push(event);
    return `event-${this.events.length}`;
  }
}
