/**
 * P10: the day's reminders among five years of rounds. The handler and the repositories are the real ones, on the
 * embedded database; what is counted is what the database was asked and what it handed over.
 */
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { createInvitationRepository } from '../../../functions/surveys/dynamodb-invitation-repository.ts';
import { createMorningRepository } from '../../../functions/surveys/dynamodb-morning-repository.ts';
import { createReminderRepository } from '../../../functions/surveys/dynamodb-reminder-repository.ts';
import { createRoundRepository } from '../../../functions/surveys/dynamodb-round-repository.ts';
import { newInvitationRows } from '../../../functions/surveys/invitation-rows.ts';
import { createRemindDue } from '../../../functions/surveys/remind-due/handler.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import type { Invitation } from '../../../shared/surveys/invitation.ts';
import { anInvitation, aRecord, aRound, programmeId } from '../../support/builders/surveys.ts';
import { startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { inParallel } from '../http-client.ts';
import { recipients } from '../local-host.ts';
import type { PartResult } from '../report.ts';

const due = 640;
/** 09:00 in Tokyo on the open day five open days before 30 June 2026. */
const sweepAt = Instant.parse('2026-06-23T00:00:00.000Z');
const rowsAtOnce = 25;

export interface SweepOptions {
  /** 60 is five years of twelve. */
  readonly rounds: number;
}

interface Counted {
  readonly calls: Map<string, number>;
  itemsRead: number;
}

export async function measureSweep({ rounds }: SweepOptions): Promise<PartResult> {
  const database = await startEmbeddedDynamoDb();
  try {
    const { client, tables } = database;
    const codes = recipients();
    await fill(client, tables.surveys, rounds, codes);
    const counted = countReads(client);
    let ids = 0;
    const changes = createChangeSaver(
      client,
      { own: tables.surveys, outbox: tables.outbox, audit: tables.audit },
      { next: () => `sweep-${++ids}` },
    );
    const parts = { client, table: tables.surveys, changes };
    const run = createRemindDue({
      rounds: createRoundRepository(parts),
      invitations: createInvitationRepository(parts),
      reminders: createReminderRepository(parts),
      mornings: createMorningRepository(parts),
      programmes: [programmeId],
    });
    await run(sweepAt, { awsRequestId: 'sweep' });
    return resultOf(counted, rounds * codes.length);
  } finally {
    await database.stop();
  }
}

/** Every round but the last is over and all have submitted; in the last, 640 have not. */
async function fill(client: DynamoDBDocumentClient, table: string, rounds: number, codes: readonly string[]) {
  const items: Record<string, unknown>[] = [];
  for (let place = 0; place < rounds; place += 1) {
    const isLast = place === rounds - 1;
    const roundId = `3a2b6c1e-7a0d-4f0e-9c52-${String(place).padStart(12, '0')}`;
    const round = aRound({ status: isLast ? 'open' : 'closed', roundId });
    const ofRound: Record<string, unknown>[] = [];
    await createRoundRepository({ client, table, changes: intoList(ofRound) }).add(round, aRecord());
    const invitations = codes.map((organisationId, index): Invitation => {
      const over = { roundId, organisationId };
      return isLast && index < due ? anInvitation(over) : anInvitation({ ...over, status: 'submitted' });
    });
    items.push(...ofRound, ...invitations.flatMap((each) => itemsOf(newInvitationRows(table, each).slice(0, 1))));
  }
  const batches = Array.from({ length: Math.ceil(items.length / rowsAtOnce) }, (_, place) =>
    items.slice(place * rowsAtOnce, (place + 1) * rowsAtOnce),
  );
  await inParallel(
    8,
    batches.map((batch) => async () => {
      const requests = batch.map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    }),
  );
}

type Rows = Parameters<ChangeSaver['save']>[0];

function itemsOf(rows: Rows): Record<string, unknown>[] {
  return rows.flatMap(({ Put }) => (Put?.Item === undefined ? [] : [Put.Item]));
}

/** Takes the rows that a repository would write. */
function intoList(list: Record<string, unknown>[]): ChangeSaver {
  return {
    async save(rows) {
      list.push(...itemsOf(rows));
      return 'saved';
    },
  };
}

function countReads(client: DynamoDBDocumentClient): Counted {
  const counted: Counted = { calls: new Map(), itemsRead: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = (context['commandName'] ?? '').replace(/Command$/, '');
      counted.calls.set(name, (counted.calls.get(name) ?? 0) + 1);
      const answer = await next(args);
      counted.itemsRead += scannedOf(answer.output);
      return answer;
    },
    { step: 'initialize', name: 'countReads', priority: 'high' },
  );
  return counted;
}

/** Of a query: what it looked at, whether or not it was handed over. */
function scannedOf(output: object): number {
  if ('ScannedCount' in output && typeof output.ScannedCount === 'number') return output.ScannedCount;
  return 'Item' in output && output.Item !== undefined ? 1 : 0;
}

function resultOf({ calls, itemsRead }: Counted, rows: number): PartResult {
  const total = [...calls.values()].reduce((sum, count) => sum + count, 0);
  const scans = calls.get('Scan') ?? 0;
  const cells = {
    rows: String(rows),
    due: String(due),
    calls: String(total),
    'items read': String(itemsRead),
    scans: String(scans),
  };
  const each = [...calls].map(([name, count]) => `${name} ${count}`).join(', ');
  return {
    part: 'P10',
    title: 'reminder sweep over the sparse index, real handler and repositories, embedded database in memory',
    rows: [{ what: 'one run of surveys/remind-due', cells }],
    reaches: [
      { what: 'scans', measured: scans, atMost: 0, binding: true },
      { what: 'items read through items due', measured: itemsRead / due, atMost: 1.1, binding: true },
    ],
    remarks: [`calls: ${each}; a write marks 30 organisations together with its event and its audit row`],
    details: { calls: Object.fromEntries(calls) },
  };
}
