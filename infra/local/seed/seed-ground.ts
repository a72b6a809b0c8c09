/**
 * What the demo data is written with: the contexts' own use cases and adapters, past the gate. Ids follow from names
 * and times from the clock's reading, so that the same folder is seeded the same way twice.
 *
 * Nuances: a change keeps its rows and its audit row. What it would have told others is left out, because what they
 * would have done is written as well; so nothing is set in motion when the system starts.
 */
import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ChangeSaver, createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import type { Cause, IdSource } from '../../../shared/kernel/change.ts';
import type { ProgrammeId } from '../../../shared/kernel/ids.ts';
import { addMs, type Instant, instantFromMs } from '../../../shared/kernel/time.ts';
import type { SystemModel } from '../model.ts';
import type { SeedContext } from '../seed-port.ts';
import { openLoopbackServices } from './loopback-services.ts';

export interface SeedGround {
  readonly context: SeedContext;
  readonly client: DynamoDBDocumentClient;
  readonly kms: KMSClient;
  readonly now: Instant;
  /** Name of the table behind an environment variable, e.g. `SURVEYS_TABLE`. */
  table(variable: string): string;
  changesOf(variable: string): ChangeSaver;
  ids(name: string): IdSource;
  close(): Promise<void>;
}

const credentials = { accessKeyId: 'seed', secretAccessKey: 'seed' };

export async function openSeedGround(context: SeedContext): Promise<SeedGround> {
  const { region } = context.model;
  const services = await openLoopbackServices(context.endpoints);
  const database = new DynamoDBClient({ region, credentials, endpoint: context.dynamodbUrl });
  const client = DynamoDBDocumentClient.from(database, { marshallOptions: { removeUndefinedValues: true } });
  const kms = new KMSClient({ region, credentials, endpoint: services.url });
  const table = (variable: string) => environmentValue(context.model, variable);
  // One sequence for each table, however often its saver is made: two changes of one instant differ by nothing else.
  const sequences = new Map<string, IdSource>();
  const sequenceOf = (variable: string) => {
    const known = sequences.get(variable) ?? namedIds(variable);
    sequences.set(variable, known);
    return known;
  };
  return {
    context,
    client,
    kms,
    now: instantFromMs(context.clock.now()),
    table,
    ids: namedIds,
    changesOf(variable) {
      const tables = { own: table(variable), outbox: table('OUTBOX_TABLE'), audit: table('AUDIT_TABLE') };
      const changes = createChangeSaver(client, tables, sequenceOf(variable));
      return { save: (rows, record) => changes.save(rows, { ...record, events: [] }) };
    },
    async close() {
      client.destroy();
      kms.destroy();
      await services.close();
    },
  };
}

/** The value that the template gives the functions; the same in each of them. */
export function environmentValue(model: SystemModel, variable: string): string {
  const value = model.functions.map(({ environment }) => environment[variable]).find((found) => found !== undefined);
  if (value === undefined) throw new Error(`no function of the template has the variable ${variable}`);
  return value;
}

/** UUIDs that follow from a name and a count. */
export function namedIds(name: string): IdSource {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return namedId(`${name}#${count}`);
    },
  };
}

export function namedId(name: string): string {
  const hex = createHash('sha256').update(`demo|${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A past change of the system itself. */
export function pastCause(programmeId: ProgrammeId, at: Instant, name: string): Cause {
  return {
    programmeId,
    actor: { kind: 'system', name: 'demo-data' },
    at,
    requestId: namedId(`${programmeId}|${name}`),
  };
}

const dayMs = 86_400_000;

export function daysBefore(now: Instant, days: number): Instant {
  return addMs(now, -days * dayMs);
}
