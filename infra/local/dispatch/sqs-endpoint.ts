/** The calls of SQS that functions make: to send, and to ask how many messages wait. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { createJsonRpc, jsonOperation } from '../endpoints/json-rpc.ts';
import { ServiceError } from '../endpoints/service-error.ts';
import type { QueueModel } from '../model.ts';
import type { Endpoint, MessageSink, NewMessage } from '../ports.ts';
import { maxMessageBytes, type QueueStore } from './queue-store.ts';

const Attributes = z.record(z.string(), z.strictObject({ DataType: z.string(), StringValue: z.string() }));
const messageFields = {
  MessageBody: z.string(),
  DelaySeconds: z.int().min(0).max(900).optional(),
  MessageGroupId: z.string().max(128).optional(),
  MessageDeduplicationId: z.string().max(128).optional(),
  MessageAttributes: Attributes.optional(),
};
const SendMessage = z.strictObject({ QueueUrl: z.string(), ...messageFields });
const SendMessageBatch = z.strictObject({
  QueueUrl: z.string(),
  Entries: z.array(z.strictObject({ Id: z.string().min(1).max(80), ...messageFields })),
});
const GetQueueAttributes = z.strictObject({ QueueUrl: z.string(), AttributeNames: z.array(z.string()).optional() });
type MessageFields = z.infer<typeof SendMessage>;

export interface SqsOptions {
  readonly queues: readonly QueueModel[];
  readonly store: QueueStore;
  readonly sink: MessageSink;
}

export function createSqsEndpoint({ queues, store, sink }: SqsOptions): Endpoint {
  function queueAt(url: string): QueueModel {
    const queue = queues.find((one) => one.url === url || one.arn === url);
    if (!queue) throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  function send(queue: QueueModel, fields: Omit<MessageFields, 'QueueUrl'>) {
    const { messageId, md5 } = sink.send(queue.arn, newMessage(fields));
    const attributes = fields.MessageAttributes;
    return {
      MessageId: messageId,
      MD5OfMessageBody: md5,
      ...(attributes && Object.keys(attributes).length > 0
        ? { MD5OfMessageAttributes: attributesMd5(attributes) }
        : {}),
    };
  }

  const sends = (url: string) => [{ action: 'sqs:SendMessage', resource: queueAt(url).arn }];
  const operations = {
    SendMessage: jsonOperation(SendMessage, {
      needs: ({ QueueUrl }) => sends(QueueUrl),
      run: ({ QueueUrl, ...fields }) => send(queueAt(QueueUrl), fields),
    }),
    SendMessageBatch: jsonOperation(SendMessageBatch, {
      needs: ({ QueueUrl }) => sends(QueueUrl),
      run: ({ QueueUrl, Entries }) => sendBatch(queueAt(QueueUrl), Entries, send),
    }),
    GetQueueAttributes: jsonOperation(GetQueueAttributes, {
      needs: ({ QueueUrl }) => [{ action: 'sqs:GetQueueAttributes', resource: queueAt(QueueUrl).arn }],
      run: ({ QueueUrl, AttributeNames = [] }) => ({
        Attributes: attributesOf(queueAt(QueueUrl), store, AttributeNames),
      }),
    }),
  };
  return {
    service: 'sqs',
    ...createJsonRpc({ target: 'AmazonSQS', invalidCode: 'InvalidParameterValue', operations }),
  };
}

function newMessage(fields: Omit<MessageFields, 'QueueUrl'>): NewMessage {
  return {
    body: fields.MessageBody,
    ...(fields.DelaySeconds === undefined ? {} : { delaySeconds: fields.DelaySeconds }),
    ...(fields.MessageGroupId === undefined ? {} : { groupId: fields.MessageGroupId }),
    ...(fields.MessageDeduplicationId === undefined ? {} : { deduplicationId: fields.MessageDeduplicationId }),
    ...(fields.MessageAttributes === undefined ? {} : { attributes: fields.MessageAttributes }),
  };
}

type Entry = z.infer<typeof SendMessageBatch>['Entries'][number];

function sendBatch(
  queue: QueueModel,
  entries: readonly Entry[],
  send: (queue: QueueModel, fields: Omit<MessageFields, 'QueueUrl'>) => object,
) {
  if (entries.length === 0) throw new ServiceError('EmptyBatchRequest', 'There should be at least one entry.');
  if (entries.length > 10) throw new ServiceError('TooManyEntriesInBatchRequest', 'Maximum number of entries is 10.');
  const ids = new Set(entries.map((entry) => entry.Id));
  if (ids.size < entries.length) throw new ServiceError('BatchEntryIdsNotDistinct', 'Two entries share an id.');
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.MessageBody), 0);
  if (bytes > maxMessageBytes) throw new ServiceError('BatchRequestTooLong', 'The batch is longer than 262144 bytes.');
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const { Id, ...fields } of entries) {
    try {
      Successful.push({ Id, ...send(queue, fields) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      Failed.push({ Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function attributesOf(queue: QueueModel, store: QueueStore, names: readonly string[]): Record<string, string> {
  const { visible, inFlight, delayed } = store.counts(queue.arn);
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(queue.visibilitySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: String(queue.delaySeconds),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name)));
}

/** @source Amazon SQS Developer Guide, "Calculating the MD5 message digest for message attributes" */
function attributesMd5(attributes: z.infer<typeof Attributes>): string {
  const hash = createHash('md5');
  const add = (text: string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(text));
    hash.update(length).update(text);
  };
  for (const [name, { DataType, StringValue }] of Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    add(name);
    add(DataType);
    hash.update(Buffer.from([1]));
    add(StringValue);
  }
  return hash.digest('hex');
}
