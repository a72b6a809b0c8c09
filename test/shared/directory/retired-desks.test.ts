import { expect, test } from 'vitest';
import { DeskChanged } from '../../../events/desk-changed.v1.ts';
import { ResponseAccepted } from '../../../events/response-accepted.v1.ts';
import type { OrganisationDesks } from '../../../shared/directory/organisation-desks.ts';
import { recordAcceptedDesks } from '../../../shared/directory/record-accepted-desks.ts';
import type { Cause, ChangeRecord } from '../../../shared/kernel/change.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { aCause } from '../../support/builders/surveys.ts';

test('A14: the directory keeps a desk that has ended with its day and reason, and publishes the others alone', async () => {
  const accepted = ResponseAccepted.data.parse(ResponseAccepted.example);
  const saved: { entry: OrganisationDesks; record: ChangeRecord }[] = [];
  const desks = {
    find: async () => undefined,
    save: async (entry: OrganisationDesks, record: ChangeRecord) => {
      saved.push({ entry, record });
      return 'saved' as const;
    },
  };
  const cause: Cause = aCause();
  await recordAcceptedDesks({ desks }, { ...accepted, acceptedAt: Instant.parse('2026-06-11T00:00:00.000Z') }, cause);
  const [{ entry, record }] = saved as [(typeof saved)[0]];
  expect(entry.retired).toEqual([
    { name: '若年女性相談窓口', retiredOn: '2026-03-31', reason: 'ほかの窓口と統合した' },
  ]);
  const told = DeskChanged.data.parse(record.events[0]?.data);
  expect(told.desks.map(({ name }) => name)).toEqual(['女性相談窓口']);
  expect(JSON.stringify(told)).not.toContain('若年女性');
});
