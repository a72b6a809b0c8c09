import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Gate, startGate } from '../../../../infra/local/gate/gate.ts';
import type { FunctionModel, PolicyStatement } from '../../../../infra/local/model.ts';
import type { Endpoint, GateRequest, NeededPermission } from '../../../../infra/local/ports.ts';
import { fixedClock } from '../../../support/fakes/fixed-clock.ts';

const secret = 'the secret of this data folder';
const clock = fixedClock();

interface Ran {
  readonly service: string;
  readonly caller: GateRequest['caller'];
  readonly body: string;
}

let gate: Gate;
let ran: Ran[];
let failWith: Error | undefined;

const errorBody = (service: string, code: string, message: string) =>
  service === 'dynamodb'
    ? JSON.stringify({ __type: code, message })
    : service === 's3'
      ? `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
      : `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

function fakeEndpoint(
  service: string,
  operation: string,
  needs: readonly NeededPermission[],
  answer: string,
): Endpoint {
  return {
    service,
    allowsAnonymous: ({ method }) => service === 's3' && method === 'OPTIONS',
    async parse(request) {
      const isPreflight = request.method === 'OPTIONS';
      return {
        operation: isPreflight ? 'Preflight' : operation,
        needs: isPreflight ? [] : needs,
        async run() {
          if (failWith) throw failWith;
          ran.push({ service, caller: request.caller, body: (await buffer(request.body)).toString() });
          return { status: 200, headers: {}, body: service === 's3' ? Readable.from([answer]) : answer };
        },
      };
    },
    refuse: (code, message, status) => ({ status, headers: {}, body: errorBody(service, code, message) }),
  };
}

function aFunction(id: string, statements: readonly PolicyStatement[]): FunctionModel {
  return {
    id,
    name: id,
    arn: `arn:aws:lambda:ap-northeast-1:000000000000:function:${id}`,
    codeFolder: '/',
    handler: 'index.handler',
    timeoutSeconds: 3,
    memoryMb: 128,
    environment: {},
    statements,
    asynchronous: { maxAttempts: 3, maxAgeSeconds: 60 },
  };
}

const object = { action: 's3:PutObject', resource: 'arn:aws:s3:::files/incoming/a b' };
const item = { action: 'dynamodb:GetItem', resource: 'table/t' };
const grants: readonly PolicyStatement[] = [
  { effect: 'Allow', actions: ['s3:PutObject'], resources: ['arn:aws:s3:::files/*'], conditions: {} },
  { effect: 'Allow', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['table/*'], conditions: {} },
];

beforeEach(async () => {
  ran = [];
  failWith = undefined;
  clock.set('2030-06-01T00:00:00Z');
  gate = await startGate({
    functions: [aFunction('Surveys-Staff', grants), aFunction('Nobody', [])],
    endpoints: [
      fakeEndpoint('s3', 'PutObject', [object], ''),
      fakeEndpoint('dynamodb', 'GetItem', [item], '{"Item":{"a":{"S":"1"}}}'),
      fakeEndpoint('ses', 'SendRawEmail', [{ action: 'ses:SendRawEmail', resource: 'identity/x' }], ''),
    ],
    secret,
    clock,
  });
});

afterEach(() => gate.stop());

function settings(functionId = 'Surveys-Staff', maxAttempts = 1) {
  return {
    endpoint: gate.url,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: functionId, secretAccessKey: secret },
    maxAttempts,
    // As in a function, whose Date is shifted to the system's clock.
    systemClockOffset: clock.now() - Date.now(),
  };
}

const getItem = new GetItemCommand({ TableName: 't', Key: { pk: { S: 'x' } } });
const dynamo = (functionId?: string, maxAttempts?: number) => new DynamoDBClient(settings(functionId, maxAttempts));
const s3 = (functionId?: string, maxAttempts?: number) => new S3Client(settings(functionId, maxAttempts));
const putFile = (body: string | Buffer | Readable, length?: number) =>
  new PutObjectCommand({
    Bucket: 'files',
    Key: 'incoming/a b',
    Body: body,
    ...(length ? { ContentLength: length } : {}),
  });

describe('calls of functions', () => {
  test('that are signed and granted are run, with the function as the caller', async () => {
    expect(await dynamo().send(getItem)).toMatchObject({ Item: { a: { S: '1' } } });
    expect(ran).toMatchObject([{ service: 'dynamodb', caller: { kind: 'function', functionId: 'Surveys-Staff' } }]);
  });

  test.each([
    ['a text', () => putFile('本文')],
    ['a buffer', () => putFile(Buffer.from('本文'))],
    ['a stream', () => putFile(Readable.from([Buffer.from('本文')]), 6)],
  ])('reach S3 with %s as their body', async (_, command) => {
    await s3().send(command());
    expect(ran).toHaveLength(1);
    expect(ran[0]?.body).toContain('本文');
  });

  test('of a service that has no stand-in are answered with 501', async () => {
    const { SQSClient, ListQueuesCommand } = await import('@aws-sdk/client-sqs');
    const refused = new SQSClient(settings()).send(new ListQueuesCommand({}));
    await expect(refused).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } });
  });

  test.each([
    ['DynamoDB', () => dynamo('Nobody').send(getItem), 'AccessDeniedException', 400],
    ['S3', () => s3('Nobody').send(putFile('x')), 'AccessDenied', 403],
    [
      'SES',
      () => new SESClient(settings()).send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('x') } })),
      'AccessDenied',
      403,
    ],
  ])('that the policy does not grant are refused in the words of %s', async (_, call, name, httpStatusCode) => {
    await expect(call()).rejects.toMatchObject({
      name,
      message: expect.stringMatching(
        /^Function \S+ is not authorized to perform: \S+ on resource: .+ because no statement/,
      ),
      $metadata: { httpStatusCode },
    });
    expect(ran).toEqual([]);
  });

  test('that reach no endpoint because it failed get 500, and the host hears why', async () => {
    failWith = new Error('broken');
    await expect(dynamo().send(getItem)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect(gate.record.calls()).toMatchObject([{ outcome: 'failed', status: 500 }]);
  });
});

describe('signatures', () => {
  test.each([
    ['an unknown function', () => dynamo('Unknown').send(getItem), 'UnrecognizedClientException'],
    ['an unknown function, for S3', () => s3('Unknown').send(putFile('x')), 'InvalidAccessKeyId'],
    [
      'another secret',
      () =>
        new DynamoDBClient({ ...settings(), credentials: { accessKeyId: 'Nobody', secretAccessKey: 'x' } }).send(
          getItem,
        ),
      'InvalidSignatureException',
    ],
    [
      'another clock',
      () => new DynamoDBClient({ ...settings(), systemClockOffset: 0 }).send(getItem),
      'InvalidSignatureException',
    ],
  ])('of %s are refused', async (_, call, name) => {
    await expect(call()).rejects.toMatchObject({ name });
    expect(ran).toEqual([]);
  });

  test('of a clock that is off are mended by the date of the answer', async () => {
    const client = new DynamoDBClient({ ...settings('Surveys-Staff', 3), systemClockOffset: 0 });
    await expect(client.send(getItem)).resolves.toMatchObject({ Item: { a: { S: '1' } } });
  });

  test('cover the body', async () => {
    const client = dynamo();
    client.middlewareStack.addRelativeTo(
      <Input, Output>(next: (args: Input) => Promise<Output>) =>
        (args: Input & { readonly request: unknown }) => {
          const request = Object(args.request);
          request.body = new TextDecoder().decode(request.body).replace('"t"', '"u"');
          return next(args);
        },
      { relation: 'after', toMiddleware: 'httpSigningMiddleware', name: 'changeBody' },
    );
    await expect(client.send(getItem)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    expect(ran).toEqual([]);
  });

  test('are asked of everybody but a preflight', async () => {
    expect((await fetch(`${gate.url}/files/a`)).status).toBe(403);
    expect((await fetch(`${gate.url}/files/a`, { method: 'OPTIONS' })).status).toBe(200);
    // A browser asks about the presigned address as it is, with the signature of the method to come.
    const asked = `${gate.url}/files/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2F20260401%2Fap-northeast-1%2Fs3%2Faws4_request&X-Amz-Date=20260401T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0'.repeat(64)}`;
    expect((await fetch(asked, { method: 'OPTIONS' })).status).toBe(200);
    expect(ran.map(({ caller }) => caller.kind)).toEqual(['anonymous', 'anonymous']);
  });
});

describe('presigned URLs', () => {
  const urlFor = (functionId = 'Surveys-Staff', expiresIn = 600) =>
    getSignedUrl(s3(functionId), new PutObjectCommand({ Bucket: 'files', Key: 'incoming/a b' }), {
      expiresIn,
      signingDate: new Date(clock.now()),
    });
  const put = (url: string) => fetch(url, { method: 'PUT', body: 'file' });

  test('let a browser do what their function may', async () => {
    expect((await put(await urlFor())).status).toBe(200);
    expect(ran).toMatchObject([{ caller: { kind: 'presigned', functionId: 'Surveys-Staff' }, body: 'file' }]);
  });

  test('end when they expire by the clock of the system', async () => {
    const url = await urlFor();
    clock.moveTo(clock.now() + 600_000);
    expect((await put(url)).status).toBe(200);
    clock.moveTo(clock.now() + 1000);
    const late = await put(url);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  });

  test('of a function that may not are worth nothing', async () => {
    expect((await put(await urlFor('Nobody'))).status).toBe(403);
  });

  test('do not fit another method or key', async () => {
    const url = await urlFor();
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    expect((await put(url.replace('incoming', 'outgoing'))).status).toBe(403);
    expect(ran).toEqual([]);
  });

  test('admit no header that was not signed', async () => {
    const url = await urlFor();
    expect((await fetch(url, { method: 'PUT', body: 'x', headers: { 'x-amz-tagging': 'a=b' } })).status).toBe(403);
  });

  test('of GET are for reading only', async () => {
    const url = await getSignedUrl(s3(), new GetObjectCommand({ Bucket: 'files', Key: 'incoming/a b' }), {
      signingDate: new Date(clock.now()),
    });
    expect((await put(url)).status).toBe(403);
  });
});

describe('faults', () => {
  test('before: nothing is done, and the SDK tries again', async () => {
    gate.faults.setPlan({ seed: 1, rules: [{ operation: 'GetItem', nth: 1, how: 'before' }] });
    await dynamo('Surveys-Staff', 2).send(getItem);
    expect(ran).toHaveLength(1);
    expect(gate.record.calls().map(({ outcome, fault }) => fault ?? outcome)).toEqual(['before', 'answered']);
  });

  test('after: it is done, the answer is lost, and the SDK does it again', async () => {
    gate.faults.setPlan({ seed: 1, rules: [{ operation: 'GetItem', nth: 1, how: 'after' }] });
    await dynamo('Surveys-Staff', 2).send(getItem);
    expect(ran).toHaveLength(2);
  });

  test('twice: it is done twice with the same body for one answer', async () => {
    gate.faults.setPlan({ seed: 1, rules: [{ how: 'twice' }] });
    await dynamo().send(getItem);
    await s3().send(putFile(Readable.from([Buffer.from('stream')]), 6));
    expect(ran.map(({ service }) => service)).toEqual(['dynamodb', 'dynamodb', 's3', 's3']);
    expect(new Set(ran.map(({ body }) => body)).size).toBe(2);
  });

  test.each([
    ['DynamoDB', () => dynamo().send(getItem), 'ProvisionedThroughputExceededException'],
    ['S3', () => s3().send(putFile('x')), 'SlowDown'],
  ])('throttle: refused as %s refuses', async (_, call, name) => {
    gate.faults.setPlan({ seed: 1, rules: [{ how: 'throttle' }] });
    await expect(call()).rejects.toMatchObject({ name });
    expect(ran).toEqual([]);
  });
});

describe('the record', () => {
  test('names function, operation, outcome and the time of the system', async () => {
    await dynamo().send(getItem);
    await dynamo('Nobody')
      .send(getItem)
      .catch(() => undefined);
    expect(gate.record.calls()).toMatchObject([
      {
        functionId: 'Surveys-Staff',
        service: 'dynamodb',
        operation: 'GetItem',
        outcome: 'answered',
        time: clock.now(),
      },
      { functionId: 'Nobody', service: 'dynamodb', operation: 'GetItem', outcome: 'refused' },
    ]);
  });

  test('knows which grants were used', async () => {
    const functions = [aFunction('Surveys-Staff', grants)];
    await dynamo().send(getItem);
    expect(gate.record.unusedGrants(functions).map(({ action }) => action)).toEqual([
      's3:PutObject',
      'dynamodb:PutItem',
    ]);
  });
});

test('a port that is taken is told, not waited for', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(startGate({ functions: [], endpoints: [], secret, clock, port })).rejects.toThrow('EADDRINUSE');
  other.close();
});
