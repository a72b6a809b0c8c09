import type { StreamRecord } from '../../../infra/local/dispatch/stream-event.ts';
import type { StreamReader } from '../../../infra/local/dispatch/streams.ts';

/** A table's stream in memory: what is appended is read in order, from a sequence number on. */
export function inMemoryStream() {
  const records: StreamRecord[] = [];
  const reader: StreamReader = {
    async read(_tableName, after, limit) {
      return records.filter((record) => Number(record.dynamodb.SequenceNumber) > Number(after ?? 0)).slice(0, limit);
    },
  };
  return {
    reader,
    append(pk: string, eventName: StreamRecord['eventName'] = 'INSERT') {
      const SequenceNumber = String(records.length + 1);
      records.push({ eventName, dynamodb: { SequenceNumber, Keys: { pk: { S: pk } }, NewImage: { pk: { S: pk } } } });
    },
  };
}
