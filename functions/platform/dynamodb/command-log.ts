import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Command } from '../../../shared/kernel/change.ts';
import type { ProgrammeId } from '../../../shared/kernel/ids.ts';
import { type Clock, msOf } from '../../../shared/kernel/time.ts';
import { systemClock } from '../clock.ts';
import { commandKey } from './change.ts';

const CommandRow = z.object({ bodyDigest: z.string(), result: z.string(), expiresAt: z.number() });

/** What is known of a command: never seen, done with this result, or done with another body under the same key. */
export type CommandOutcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'other-body' };

export interface CommandLog {
  find(programmeId: ProgrammeId, command: Command): Promise<CommandOutcome>;
}

export function createCommandLog(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock = systemClock,
): CommandLog {
  return {
    async find(programmeId, command) {
      const Key = commandKey({ programmeId, command });
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      if (found.Item === undefined) return { kind: 'unknown' };
      const row = CommandRow.parse(found.Item);
      if (row.expiresAt < Math.floor(msOf(clock.now()) / 1000)) return { kind: 'unknown' };
      if (row.bodyDigest !== command.bodyDigest) return { kind: 'other-body' };
      return { kind: 'done', result: JSON.parse(row.result) };
    },
  };
}
