/** What nobody could handle: the messages in queues that the template names as somebody's dead-letter queue. */
import type { SystemModel } from '../model.ts';
import type { QueueStore } from './queue-store.ts';

export interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: unknown;
  /** Where the message failed, for a queue's redrive. */
  readonly source: string | null;
  readonly receives: number;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
}

type Named = Pick<SystemModel, 'queues' | 'functions' | 'rules' | 'schedules' | 'eventSources'>;

export function listDeadLetters(model: Named, store: QueueStore): readonly DeadLetter[] {
  const arns = new Set<string | undefined>([
    ...model.queues.map(({ deadLetter }) => deadLetter?.arn),
    ...model.functions.map(({ asynchronous }) => asynchronous.deadLetterArn),
    ...model.rules.flatMap(({ targets }) => targets.map(({ deadLetterArn }) => deadLetterArn)),
    ...model.schedules.map(({ deadLetterArn }) => deadLetterArn),
    ...model.eventSources.map(({ onFailureArn }) => onFailureArn),
  ]);
  return model.queues
    .filter(({ arn }) => arns.has(arn))
    .flatMap((queue) =>
      store.list(queue.arn).map((row) => ({
        queue: queue.name,
        messageId: row.message_id,
        body: row.body,
        attributes: JSON.parse(row.attributes),
        source: row.source,
        receives: row.receives,
        sentAt: new Date(row.sent_at).toISOString(),
      })),
    );
}
