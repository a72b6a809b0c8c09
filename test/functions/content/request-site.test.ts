import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/content/request-site/handler.ts';
import type { ChangeRecord } from '../../../shared/kernel/change.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { lambdaContext } from '../../support/api-event.ts';

describe('drawing the portals as a whole', () => {
  it('is asked for once per programme that has a portal, with an audit row each', async () => {
    const records: ChangeRecord[] = [];
    const now = Instant.parse('2026-04-01T00:00:00.000Z');
    const handler = createHandler({
      note: async (record) => void records.push(record),
      clock: { now: () => now },
    });
    const { requested } = await handler({}, lambdaContext);
    expect(requested).toEqual(['womens-support-2026', 'single-parent-2024']);
    expect(records.map(({ cause }) => cause.programmeId)).toEqual(requested);
    for (const { audit, events } of records) {
      expect(audit.action).toBe('request-site');
      expect(events).toMatchObject([{ type: 'pages-outdated.v1', data: { scope: 'all' } }]);
    }
  });
});
