/** Tables, buckets, queues and keys. */
import type { BucketModel, KeyModel, QueueModel, TableModel } from '../model.ts';
import { statementsOf } from './read-policies.ts';
import type { Found, Reading } from './reading.ts';
import { at, isTrue, list, number, present, string, strings } from './values.ts';

/** What CreateTable takes of an index; capacity, warm throughput and insights mean nothing here. */
function indexes(value: unknown): readonly unknown[] {
  return list(value).map((index) => ({
    IndexName: at(index, 'IndexName'),
    KeySchema: at(index, 'KeySchema'),
    Projection: at(index, 'Projection'),
  }));
}

function readTable({ properties, ref, attribute }: Found): TableModel {
  const viewType = string(at(properties, 'StreamSpecification', 'StreamViewType'));
  const ttl = properties['TimeToLiveSpecification'];
  const globals = indexes(properties['GlobalSecondaryIndexes']);
  const locals = indexes(properties['LocalSecondaryIndexes']);
  return {
    name: ref,
    arn: attribute('Arn'),
    ...(viewType === undefined ? {} : { streamArn: attribute('StreamArn'), streamViewType: viewType }),
    ...present('ttlAttribute', isTrue(at(ttl, 'Enabled')) ? string(at(ttl, 'AttributeName')) : undefined),
    createTable: {
      TableName: ref,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: properties['AttributeDefinitions'],
      KeySchema: properties['KeySchema'],
      ...(globals.length > 0 ? { GlobalSecondaryIndexes: globals } : {}),
      ...(locals.length > 0 ? { LocalSecondaryIndexes: locals } : {}),
      ...(viewType === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: viewType } }),
    },
  };
}

export function readTables(reading: Reading): readonly TableModel[] {
  return reading.all('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(readTable);
}

function corsRule(rule: unknown): BucketModel['cors'][number] {
  return {
    origins: strings(at(rule, 'AllowedOrigins')),
    methods: strings(at(rule, 'AllowedMethods')),
    headers: strings(at(rule, 'AllowedHeaders')),
    exposed: strings(at(rule, 'ExposedHeaders')),
    ...present('maxAgeSeconds', number(at(rule, 'MaxAge'))),
  };
}

function objectLockDays(properties: Found['properties']): number | undefined {
  const retention = at(properties, 'ObjectLockConfiguration', 'Rule', 'DefaultRetention');
  const years = number(at(retention, 'Years'));
  return years === undefined ? number(at(retention, 'Days')) : years * 365;
}

function scannedPrefixes(name: string, reading: Reading): readonly string[] | undefined {
  const plans = reading
    .all('AWS::GuardDuty::MalwareProtectionPlan')
    .map(({ properties }) => at(properties, 'ProtectedResource', 'S3Bucket'))
    .filter((bucket) => at(bucket, 'BucketName') === name);
  if (plans.length === 0) return undefined;
  return plans.flatMap((plan) => {
    const prefixes = strings(at(plan, 'ObjectPrefixes'));
    return prefixes.length > 0 ? prefixes : [''];
  });
}

function notifiesEventBridge({ ref, properties }: Found, reading: Reading): boolean {
  if (at(properties, 'NotificationConfiguration', 'EventBridgeConfiguration') !== undefined) return true;
  return reading
    .all('Custom::S3BucketNotifications')
    .some(
      (custom) =>
        custom.properties['BucketName'] === ref &&
        at(custom.properties, 'NotificationConfiguration', 'EventBridgeConfiguration') !== undefined,
    );
}

export function readBuckets(reading: Reading): readonly BucketModel[] {
  const policies = reading.all('AWS::S3::BucketPolicy');
  return reading.all('AWS::S3::Bucket').map((found) => ({
    name: found.ref,
    arn: found.attribute('Arn'),
    cors: list(at(found.properties, 'CorsConfiguration', 'CorsRules')).map(corsRule),
    versioned: at(found.properties, 'VersioningConfiguration', 'Status') === 'Enabled',
    notifiesEventBridge: notifiesEventBridge(found, reading),
    ...present('objectLockDays', objectLockDays(found.properties)),
    ...present('scannedPrefixes', scannedPrefixes(found.ref, reading)),
    policy: policies
      .filter(({ properties }) => properties['Bucket'] === found.ref)
      .flatMap((policy) => statementsOf(policy.properties['PolicyDocument'], policy)),
  }));
}

/** @source Amazon SQS API, CreateQueue: defaults of 30 seconds, 0 seconds, 4 days */
export function readQueues(reading: Reading): readonly QueueModel[] {
  return reading.all('AWS::SQS::Queue').map(({ properties, attribute }) => {
    const deadLetterArn = string(at(properties, 'RedrivePolicy', 'deadLetterTargetArn'));
    const maxReceives = number(at(properties, 'RedrivePolicy', 'maxReceiveCount')) ?? 10;
    return {
      name: attribute('QueueName'),
      arn: attribute('Arn'),
      url: attribute('QueueUrl'),
      fifo: isTrue(properties['FifoQueue']),
      contentBasedDeduplication: isTrue(properties['ContentBasedDeduplication']),
      visibilitySeconds: number(properties['VisibilityTimeout']) ?? 30,
      delaySeconds: number(properties['DelaySeconds']) ?? 0,
      retentionSeconds: number(properties['MessageRetentionPeriod']) ?? 4 * 24 * 60 * 60,
      ...present('deadLetter', deadLetterArn === undefined ? undefined : { arn: deadLetterArn, maxReceives }),
    };
  });
}

export function readKeys(reading: Reading): readonly KeyModel[] {
  const aliases = reading.all('AWS::KMS::Alias');
  return reading.all('AWS::KMS::Key').map(({ properties, ref, attribute }) => {
    const arn = attribute('Arn');
    return {
      id: ref,
      arn,
      spec: string(properties['KeySpec']) ?? 'SYMMETRIC_DEFAULT',
      usage: string(properties['KeyUsage']) ?? 'ENCRYPT_DECRYPT',
      aliases: aliases
        .filter((alias) => [ref, arn].includes(String(alias.properties['TargetKeyId'])))
        .map((alias) => alias.ref),
    };
  });
}
