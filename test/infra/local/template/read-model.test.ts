import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../../../../infra/local/gate/policy.ts';
import type { SystemModel } from '../../../../infra/local/model.ts';
import { readModel } from '../../../../infra/local/template/read-model.ts';
import { synthesiseFixture } from './fixture-app.ts';

let folder: string;
let model: SystemModel;

beforeAll(() => {
  folder = synthesiseFixture();
  model = readModel(folder);
}, 30_000);

const arn = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:000000000000:${rest}`;
const functionArn = (id: string) => arn('lambda', `function:${id}`);
const byId = (id: string) => {
  const found = model.functions.find((one) => one.id === id);
  if (!found) throw new Error(`no function ${id}`);
  return found;
};

test('the same assembly gives the same model', () => {
  expect(readModel(folder)).toEqual(model);
});

describe('functions', () => {
  test('are those of the system, without the ones that only deploy it', () => {
    expect(model.functions.map(({ id }) => id)).toEqual([
      'Surveys-Public',
      'Surveys-OnSubmitted',
      'Surveys-PublishEvents',
      'Site-PublishSite',
    ]);
  });

  test('have their limits, their code and the references in their environment resolved', () => {
    expect(byId('Surveys-Public')).toMatchObject({
      arn: functionArn('Surveys-Public'),
      handler: 'index.handler',
      timeoutSeconds: 20,
      memoryMb: 512,
      reservedConcurrency: 20,
      environment: {
        SURVEYS_TABLE: 'Data-SurveyTable',
        LINK_KEY: model.keys[0]?.id,
        POOL: model.userPools[0]?.id,
        BUS: 'mikata',
      },
      asynchronous: { maxAttempts: 2, maxAgeSeconds: 3600, deadLetterArn: arn('sqs', 'Surveys-Lost') },
    });
    expect(existsSync(join(byId('Surveys-Public').codeFolder, 'index.mjs'))).toBe(true);
  });

  test('retry twice within six hours where the template says nothing', () => {
    expect(byId('Surveys-OnSubmitted').asynchronous).toEqual({ maxAttempts: 3, maxAgeSeconds: 21_600 });
  });

  test('have texts made of references', () => {
    const [distribution] = model.distributions;
    expect(byId('Site-PublishSite').environment['DISTRIBUTIONS']).toBe(JSON.stringify({ womens: distribution?.id }));
  });

  test.each([
    ['dynamodb:GetItem', arn('dynamodb', 'table/Data-SurveyTable'), {}, 'allowed'],
    ['dynamodb:Query', arn('dynamodb', 'table/Data-SurveyTable/index/due'), {}, 'allowed'],
    [
      'dynamodb:PutItem',
      arn('dynamodb', 'table/Data-SurveyTable'),
      { 'dynamodb:LeadingKeys': ['womens#1'] },
      'allowed',
    ],
    ['dynamodb:PutItem', arn('dynamodb', 'table/Data-SurveyTable'), { 'dynamodb:LeadingKeys': ['labour#1'] }, 'denied'],
    ['s3:PutObject', 'arn:aws:s3:::data-quarantine/incoming/a', {}, 'allowed'],
    ['s3:PutObject', 'arn:aws:s3:::data-quarantine/a', {}, 'denied'],
    ['ses:SendRawEmail', arn('ses', 'identity/example.jp'), {}, 'allowed'],
    ['kms:GenerateMac', '*', {}, 'denied'],
  ])('may %s on %s with %j: %s', (action, resource, conditions, kind) => {
    expect(decide(byId('Surveys-Public').statements, { action, resource, conditions }).kind).toBe(kind);
  });
});

describe('stores', () => {
  test('tables can be created as the template has them', () => {
    expect(model.tables).toEqual([
      {
        name: 'Data-SurveyTable',
        arn: arn('dynamodb', 'table/Data-SurveyTable'),
        streamArn: expect.stringContaining('table/Data-SurveyTable/stream/'),
        streamViewType: 'NEW_IMAGE',
        ttlAttribute: 'expiresAt',
        createTable: {
          TableName: 'Data-SurveyTable',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['pk', 'sk', 'dueShard', 'dueAt'].map((AttributeName) => ({
            AttributeName,
            AttributeType: 'S',
          })),
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          GlobalSecondaryIndexes: [
            {
              IndexName: 'due',
              KeySchema: [
                { AttributeName: 'dueShard', KeyType: 'HASH' },
                { AttributeName: 'dueAt', KeyType: 'RANGE' },
              ],
              Projection: { ProjectionType: 'ALL' },
            },
          ],
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
        },
      },
    ]);
  });

  test('buckets have their CORS rules, policies, locks, and what is scanned', () => {
    const [quarantine, seal] = model.buckets;
    expect(quarantine).toMatchObject({
      name: 'data-quarantine',
      arn: 'arn:aws:s3:::data-quarantine',
      cors: [{ origins: ['https://example.jp'], methods: ['PUT'], headers: [], exposed: ['ETag'] }],
      versioned: false,
      notifiesEventBridge: true,
      scannedPrefixes: ['incoming/'],
      policy: [
        {
          effect: 'Deny',
          actions: ['s3:*'],
          conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
          principal: { AWS: '*' },
        },
      ],
    });
    expect(seal).toMatchObject({ name: 'data-seal', versioned: true, objectLockDays: 400, notifiesEventBridge: false });
    expect(seal).not.toHaveProperty('scannedPrefixes');
  });

  test('queues have their times, their kind and their dead letters', () => {
    expect(model.queues).toMatchObject([
      { name: 'Surveys-Lost', fifo: false, visibilitySeconds: 30, retentionSeconds: 345_600, delaySeconds: 0 },
      { name: 'Surveys-FifoLost.fifo', fifo: true },
      {
        name: 'Surveys-Queue.fifo',
        arn: arn('sqs', 'Surveys-Queue.fifo'),
        fifo: true,
        contentBasedDeduplication: true,
        visibilitySeconds: 180,
        deadLetter: { arn: arn('sqs', 'Surveys-FifoLost.fifo'), maxReceives: 5 },
      },
    ]);
  });

  test('keys have their use and their aliases', () => {
    expect(model.keys).toMatchObject([
      { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC', aliases: ['alias/mikata-links'] },
    ]);
  });
});

describe('events', () => {
  test('buses are the default one and those of the template', () => {
    expect(model.buses).toEqual(['default', 'mikata']);
  });

  test('rules have their bus, pattern and targets', () => {
    expect(model.rules).toEqual([
      {
        name: 'Surveys-Submitted',
        busName: 'mikata',
        pattern: { 'detail-type': ['survey-submitted.v1'] },
        targets: [
          {
            arn: arn('sqs', 'Surveys-Queue.fifo'),
            messageGroupId: 'portal',
            deadLetterArn: arn('sqs', 'Surveys-Lost'),
          },
        ],
        enabled: true,
      },
      {
        name: 'Surveys-Scanned',
        busName: 'default',
        pattern: { source: ['aws.guardduty'], detail: { bucketName: ['data-quarantine'] } },
        targets: [
          {
            arn: functionArn('Surveys-OnSubmitted'),
            inputTransformer: { paths: { 'detail-key': '$.detail.key' }, template: '{"key":<detail-key>}' },
          },
        ],
        enabled: true,
      },
    ]);
  });

  test('schedules come from the scheduler and from rules that fire by the clock', () => {
    expect(model.schedules).toEqual([
      {
        name: 'Surveys-Morning',
        expression: 'cron(0 9 * * ? *)',
        timezone: 'Asia/Tokyo',
        targetArn: functionArn('Surveys-OnSubmitted'),
        enabled: true,
        maxAttempts: 3,
        deadLetterArn: arn('sqs', 'Surveys-Lost'),
      },
      expect.objectContaining({ expression: 'rate(1 hour)', timezone: 'UTC', maxAttempts: 186 }),
    ]);
  });

  test('queues and streams feed their functions', () => {
    expect(model.eventSources).toMatchObject([
      {
        functionArn: functionArn('Surveys-OnSubmitted'),
        sourceArn: arn('sqs', 'Surveys-Queue.fifo'),
        batchSize: 10,
        reportsItemFailures: true,
        maxConcurrency: 5,
        filters: [],
        enabled: true,
      },
      {
        functionArn: functionArn('Surveys-PublishEvents'),
        sourceArn: model.tables[0]?.streamArn,
        batchSize: 100,
        maxRetries: 10,
        bisects: true,
        onFailureArn: arn('sqs', 'Surveys-Lost'),
        filters: [{ eventName: ['INSERT'] }],
      },
    ]);
  });

  test('mail events go to the default bus', () => {
    expect(model.mail).toEqual({
      identities: ['example.jp'],
      configurationSets: [{ name: 'mikata', busName: 'default', eventTypes: ['send', 'bounce'] }],
    });
  });
});

describe('what answers HTTP', () => {
  test('routes are the methods that reach a function, and the gateway has its own words', () => {
    const route = (method: string, path: string) => ({ method, path, functionArn: functionArn('Surveys-Public') });
    expect(model.apis).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-z]{10}$/),
        stage: 'live',
        routes: [route('ANY', '/s/{token}'), route('ANY', '/console/{proxy+}'), route('GET', '/')],
        answers: [
          {
            ...{ type: 'REQUEST_TOO_LARGE', status: 413 },
            headers: { 'content-security-policy': "default-src 'none'" },
            templates: { 'text/html': '<h1>大きすぎます</h1>' },
          },
        ],
      },
    ]);
  });

  test('a distribution has its behaviours, the default last, with origins, headers and error pages', () => {
    expect(model.distributions).toEqual([
      {
        id: expect.stringMatching(/^[0-9A-Z]{13}$/),
        aliases: ['example.jp'],
        defaultRootObject: 'index.html',
        behaviours: [
          {
            pattern: '/console/*',
            methods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
            origin: {
              kind: 'api',
              apiId: model.apis[0]?.id,
              headers: { 'x-origin-secret': expect.stringMatching(/^[0-9a-f]{32}$/) },
            },
            responseHeaders: [],
          },
          {
            pattern: '*',
            methods: ['GET', 'HEAD'],
            origin: { kind: 'bucket', bucketName: 'site-pages', path: '/womens' },
            responseHeaders: [
              {
                name: 'content-security-policy',
                value: 'connect-src https://data-quarantine.s3.ap-northeast-1.amazonaws.com',
                override: true,
              },
              { name: 'strict-transport-security', value: 'max-age=86400; includeSubDomains', override: false },
              { name: 'permissions-policy', value: 'camera=()', override: true },
            ],
          },
        ],
        errorPages: [{ status: 403, path: '/404.html', answerStatus: 404 }],
      },
    ]);
  });

  test('the pool lets staff in as the template says', () => {
    expect(model.userPools).toEqual([
      {
        id: expect.stringMatching(/^ap-northeast-1_[0-9a-z]{9}$/),
        arn: expect.stringContaining(':userpool/ap-northeast-1_'),
        clients: [
          {
            id: expect.stringMatching(/^[0-9a-z]{26}$/),
            flows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
            accessTokenMinutes: 30,
          },
        ],
        minimumPasswordLength: 12,
        temporaryPasswordDays: 3,
        passwordRequires: ['lowercase', 'numbers'],
        usernameAttributes: ['email'],
        mfa: 'OPTIONAL',
      },
    ]);
  });
});
