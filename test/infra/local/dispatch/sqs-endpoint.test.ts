import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueueStore } from '../../../../infra/local/dispatch/queue-store.ts';
import { createSqsEndpoint } from '../../../../infra/local/dispatch/sqs-endpoint.ts';
import { openStore } from '../../../../infra/local/store.ts';
import { fixedClock } from '../../../support/fakes/fixed-clock.ts';
import { endpointCaller } from '../../../support/fixtures/endpoint-call.ts';
import { aQueue } from '../../../support/fixtures/local-model.ts';

const queues = [aQueue('work'), aQueue('order.fifo')];
const url = (n: number) => queues[n]?.url ?? '';
const store = openQueueStore(openStore(':memory:'), fixedClock(), queues);
const endpoint = createSqsEndpoint({ queues, store, sink: store });
const server = createServer(async (request, response) => {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const caller = { kind: 'function', functionId: 'f' } as const;
  const call = await endpoint.parse({ method: 'POST', target: request.url ?? '/', headers, body: request, caller });
  const answer = await call.run();
  response.writeHead(answer.status, answer.headers).end(answer.body as string);
});
let client: SQSClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpointUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'f', secretAccessKey: 'x' };
  client = new SQSClient({
    region: 'ap-northeast-1',
    endpoint: endpointUrl,
    useQueueUrlAsEndpoint: false,
    credentials,
  });
});
afterAll(() => {
  client.destroy();
  server.close();
});

describe('SQS for the AWS SDK', () => {
  it('takes a message with attributes, whose digests the SDK checks', async () => {
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: '様式' },
      n: { DataType: 'Number', StringValue: '3' },
    };
    const sent = await client.send(
      new SendMessageCommand({ QueueUrl: url(0), MessageBody: 'こんにちは', MessageAttributes }),
    );
    expect(sent.MessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(store.list(queues[0]?.arn ?? '')).toMatchObject([{ body: 'こんにちは', message_id: sent.MessageId }]);
  });

  it('takes the good entries of a batch and names the bad ones', async () => {
    const Entries = [
      { Id: 'a', MessageBody: 'x', MessageGroupId: 'g' },
      { Id: 'b', MessageBody: 'y' },
    ];
    const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: url(1), Entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a']);
    expect(sent.Failed).toMatchObject([{ Id: 'b', Code: 'MissingParameter', SenderFault: true }]);
  });

  it('says how many messages wait', async () => {
    await client.send(new SendMessageCommand({ QueueUrl: url(0), MessageBody: 'later', DelaySeconds: 60 }));
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url(0), AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: '1', ApproximateNumberOfMessagesDelayed: '1' });
  });

  it('refuses a queue that is not there, by the name that the SDK knows', async () => {
    const sending = client.send(new SendMessageCommand({ QueueUrl: 'https://x/none', MessageBody: 'x' }));
    await expect(sending).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('needs the permission for the queue that the call names', async () => {
    const call = await endpointCaller(
      endpoint,
      'AmazonSQS.SendMessage',
    )({ QueueUrl: url(1), MessageBody: 'x', MessageGroupId: 'g' });
    expect(call.needs).toEqual([{ action: 'sqs:SendMessage', resource: queues[1]?.arn }]);
  });

  it('answers 501 to what it does not keep', async () => {
    expect((await endpointCaller(endpoint, 'AmazonSQS.PurgeQueue')({ QueueUrl: url(0) })).status).toBe(501);
  });
});
