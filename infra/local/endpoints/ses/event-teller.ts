/** Puts a mail's events on the bus of its configuration set: Send at once, the rest as works on the board. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { MailModel } from '../../model.ts';
import type { EventSink, Store, SystemClock, WorkBoard } from '../../ports.ts';
import type { openBehaviours } from './behaviours.ts';
import { mailEvent, wants } from './mail-events.ts';
import { followUps, type OutcomeEvent } from './outcomes.ts';
import type { SentMails } from './sent-mails.ts';

const workKind = 'ses-event';
const outcomeEvents: readonly OutcomeEvent[] = Object.values(followUps).flatMap((list) => list.map((f) => f.event));
const Payload = z.object({ id: z.string(), recipient: z.string(), event: z.enum(outcomeEvents) });

export interface EventTellerOptions {
  readonly mail: MailModel;
  readonly region: string;
  readonly account: string;
  readonly store: Store;
  readonly clock: SystemClock;
  readonly events: EventSink;
  readonly board: WorkBoard;
  readonly mails: SentMails;
  readonly behaviours: ReturnType<typeof openBehaviours>;
}

export function createEventTeller(options: EventTellerOptions) {
  const { mail: model, store, clock, mails, board } = options;

  /** Once per mail, recipient and event, and only if the configuration set sends such events to a bus. */
  function tell(id: string, recipient: string, event: OutcomeEvent | 'send'): void {
    const sent = mails.find(id);
    const set = model.configurationSets.find(({ name }) => name === sent?.configurationSet);
    if (!sent || set?.busName === undefined || !wants(set.eventTypes, event)) return;
    if (!mails.tellOnce(id, recipient, event)) return;
    const now = clock.now();
    const feedbackId = `0106${now.toString(16).padStart(12, '0')}-${randomUUID()}-000000`;
    const resources = [`arn:aws:ses:${options.region}:${options.account}:configuration-set/${set.name}`];
    const { mail, sentAt } = sent;
    options.events.accept({
      busName: set.busName,
      resources,
      ...mailEvent({ event, mail, sentAt, recipient, now, feedbackId }),
    });
  }

  board.on(workKind, async (payload) => {
    const { id, recipient, event } = Payload.parse(payload);
    store.transaction(() => tell(id, recipient, event));
    return 'done';
  });

  /** A mail that is rejected is rejected as a whole, whoever of its recipients it is for. */
  function planned(recipients: readonly string[]) {
    const fates = recipients.map((recipient) => ({ recipient, behaviour: options.behaviours.of(recipient) }));
    const rejected = fates.filter(({ behaviour }) => behaviour === 'reject').slice(0, 1);
    return (rejected.length > 0 ? rejected : fates).flatMap(({ recipient, behaviour }) =>
      followUps[behaviour].map((followUp) => ({ recipient, ...followUp })),
    );
  }

  return {
    /** Joins the transaction that writes the mail's row. */
    begin(id: string, recipients: readonly string[]): void {
      tell(id, '', 'send');
      const set = model.configurationSets.find(({ name }) => name === mails.find(id)?.configurationSet);
      if (set?.busName === undefined) return;
      for (const { recipient, event, afterMs } of planned(recipients)) {
        if (!wants(set.eventTypes, event)) continue;
        const key = `${id} ${recipient} ${event}`;
        board.add({ kind: workKind, key, payload: { id, recipient, event }, dueAt: clock.now() + afterMs });
      }
    },
  };
}
