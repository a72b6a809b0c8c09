/**
 * Reads the streams of tables from the database itself, past the gate (Lambda's poller is no function either).
 *
 * Of the embedded database: one shard per table that never closes; sequence numbers are whole numbers from 1 without
 * gaps, in the order of commits; records are written in the transaction of the change, survive restarts and kill -9,
 * and are never trimmed.
 */
import * as z from 'zod';
import { type DatabaseClient, DatabaseError } from './database-client.ts';

const target = 'DynamoDBStreams_20120810';

const Image = z.record(z.string(), z.unknown());

const StreamRecord = z.looseObject({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.looseObject({
    Keys: Image,
    NewImage: Image.optional(),
    OldImage: Image.optional(),
    SequenceNumber: z.string(),
  }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;

const Records = z.object({ Records: z.array(StreamRecord) });
const ShardIterator = z.object({ ShardIterator: z.string() });
const StreamDescription = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
});
const TableDescription = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });

export interface StreamsReader {
  /** Shard ids, oldest first. */
  listShards(tableName: string): Promise<readonly string[]>;
  /**
   * Up to `limit` records (at most 1000) after that sequence number, oldest first; from the beginning where it is
   * undefined. An empty list says that there is nothing new. Throws where the table has no stream.
   */
  read(tableName: string, after: string | undefined, limit: number): Promise<readonly StreamRecord[]>;
}

/** Sequence numbers are numbers written as texts of different lengths. */
function isAfter(sequenceNumber: string, after: string | undefined): boolean {
  return after === undefined || BigInt(sequenceNumber) > BigInt(after);
}

export function createStreamsReader(client: DatabaseClient): StreamsReader {
  const streamArns = new Map<string, string>();

  /** The database's own ARN of the stream; it is not the one of the template. */
  async function streamArn(tableName: string): Promise<string> {
    const known = streamArns.get(tableName);
    if (known !== undefined) return known;
    const described = await client.call('DynamoDB_20120810.DescribeTable', { TableName: tableName });
    const arn = TableDescription.parse(described).Table.LatestStreamArn;
    streamArns.set(tableName, arn);
    return arn;
  }

  async function listShards(tableName: string): Promise<readonly string[]> {
    const described = await client.call(`${target}.DescribeStream`, { StreamArn: await streamArn(tableName) });
    return StreamDescription.parse(described).StreamDescription.Shards.map(({ ShardId }) => ShardId);
  }

  async function iteratorAfter(shard: { StreamArn: string; ShardId: string }, after: string | undefined) {
    const horizon = { ...shard, ShardIteratorType: 'TRIM_HORIZON' };
    if (after === undefined) return client.call(`${target}.GetShardIterator`, horizon);
    try {
      const position = { ...shard, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      return await client.call(`${target}.GetShardIterator`, position);
    } catch (error) {
      // A database with several shards refuses a number of another shard; then all of this one is looked through.
      if (error instanceof DatabaseError && error.code === 'ValidationException') {
        return client.call(`${target}.GetShardIterator`, horizon);
      }
      throw error;
    }
  }

  return {
    listShards,
    async read(tableName, after, limit) {
      const StreamArn = await streamArn(tableName);
      for (const ShardId of await listShards(tableName)) {
        const iterator = ShardIterator.parse(await iteratorAfter({ StreamArn, ShardId }, after));
        const answer = await client.call(`${target}.GetRecords`, { ...iterator, Limit: Math.min(limit, 1000) });
        const records = Records.parse(answer).Records.filter(({ dynamodb }) => isAfter(dynamodb.SequenceNumber, after));
        if (records.length > 0) return records;
      }
      return [];
    },
  };
}
