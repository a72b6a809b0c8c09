/** That the demo round's mails arrived, as its progress shows it: one row beside each invitation. */
import { deliveryRow } from '../../../functions/surveys/dynamodb-delivery-repository.ts';
import { addMs } from '../../../shared/kernel/time.ts';
import type { Round } from '../../../shared/surveys/round.ts';
import { demoContacts } from './seed-contacts.ts';
import { pastCause, type SeedGround } from './seed-ground.ts';

const rowsAtOnce = 90;
const deliveredAfterMs = 6 * 60_000;

export async function seedDeliveries(ground: SeedGround, { programmeId, roundId, createdAt }: Round): Promise<void> {
  const table = ground.table('SURVEYS_TABLE');
  const changes = ground.changesOf('SURVEYS_TABLE');
  const at = addMs(createdAt, deliveredAfterMs);
  const told = { programmeId, roundId, state: 'delivered', linkGeneration: 1, version: 4, at } as const;
  for (let start = 0; start < demoContacts.length; start += rowsAtOnce) {
    const chunk = demoContacts.slice(start, start + rowsAtOnce);
    await changes.save(
      chunk.map(({ organisationId }) => deliveryRow(table, { ...told, organisationId })),
      {
        cause: pastCause(programmeId, at, `deliveries|${start}`),
        audit: { action: 'note-delivery', target: `round/${roundId}`, detail: { delivered: chunk.length } },
        events: [],
      },
    );
  }
}
