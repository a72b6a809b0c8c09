import type { SQSEvent } from 'aws-lambda';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ContactsImported } from '../../../../events/contacts-imported.v1.ts';
import {
  eventSubscriber,
  queueFunction,
  subscription,
} from '../../../../functions/platform/messaging/event-subscriber.ts';
import type { Cause } from '../../../../shared/kernel/change.ts';
import { lambdaContext } from '../../../support/api-event.ts';
import { movableClock } from '../../../support/staff-world.ts';

const lines: string[] = [];
beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});

const clock = movableClock('2026-06-10T00:00:00.000Z');
const detail = {
  id: '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01',
  type: 'contacts-imported.v1',
  programmeId: 'womens-support-2026',
  occurredAt: '2026-06-09T00:00:00.000Z',
  data: ContactsImported.example,
};
const bodyOf = (more: object = {}, type = 'contacts-imported.v1') =>
  JSON.stringify({ 'detail-type': type, source: 'mikata.notices', detail: { ...detail, ...more } });
const batch = (bodies: readonly string[], groups: readonly string[] = []): SQSEvent =>
  ({
    Records: bodies.map((body, at) => ({
      messageId: `m${at}`,
      body,
      attributes: groups[at] ? { MessageGroupId: groups[at] } : {},
    })),
  }) as unknown as SQSEvent;
const failures = (result: { batchItemFailures: { itemIdentifier: string }[] }) =>
  result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

describe('a subscriber', () => {
  it('hears the event by its contract, with a cause that makes its effect happen once', async () => {
    const heard: [unknown, Cause][] = [];
    const handler = eventSubscriber(
      [
        subscription(
          ContactsImported,
          'surveys/on-contacts-imported',
          async (event, cause) => void heard.push([event, cause]),
        ),
      ],
      clock,
    );
    expect(failures(await handler(batch([bodyOf()]), lambdaContext))).toEqual([]);
    expect(heard).toEqual([
      [
        detail,
        {
          programmeId: 'womens-support-2026',
          actor: { kind: 'system', name: 'surveys/on-contacts-imported' },
          at: clock.now(),
          requestId: detail.id,
          heard: { subscriber: 'surveys:on-contacts-imported', eventId: detail.id },
        },
      ],
    ]);
  });

  it.each([
    ['no JSON', 'canary-words {'],
    ['no event', '{}'],
    ['another type', bodyOf({}, 'round-opened.v1')],
    ['an envelope of another type', bodyOf({ type: 'round-opened.v1' })],
    ['a programme that cannot be one', bodyOf({ programmeId: 'A#B' })],
    ['an id that is none', bodyOf({ id: '1' })],
    ['data of another shape', bodyOf({ data: { importId: 'canary-words' } })],
    ['no data', bodyOf({ data: undefined })],
  ])('sends back %s, alone and without its words in the log', async (_, bad) => {
    lines.length = 0;
    let count = 0;
    const handler = eventSubscriber(
      [
        subscription(ContactsImported, 'a/b', async () => {
          count += 1;
        }),
      ],
      clock,
    );
    expect(failures(await handler(batch([bodyOf(), bad, bodyOf()]), lambdaContext))).toEqual(['m1']);
    expect(count).toBe(2);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('canary');
  });
});

describe('a queue with order', () => {
  it('holds back what follows a failed message of its group, and nothing of other groups', async () => {
    const seen: unknown[] = [];
    const handler = queueFunction(async (body) => {
      seen.push(body);
      if (body === 2) throw new Error('no');
    });
    const result = await handler(batch(['1', '2', '3', '4', '5'], ['a', 'a', 'b', 'a', 'b']), lambdaContext);
    expect(failures(result)).toEqual(['m1', 'm3']);
    expect(seen).toEqual([1, 2, 3, 5]);
  });
});
