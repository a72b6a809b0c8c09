/**
 * Our keys. Services use the data key in the name of whoever calls them, as with the keys that AWS manages itself:
 * who may read a table may have it decrypted, and a function needs no permission on the key.
 */
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

const use = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:DescribeKey',
];
/** They act for callers of this account. */
const storageServices = ['dynamodb', 's3', 'sqs', 'sns'];
/** They act of themselves: rules that fill queues, alarms that tell a topic, the budget. */
const tellingServices = ['events.amazonaws.com', 'cloudwatch.amazonaws.com', 'budgets.amazonaws.com'];

/** Encrypts tables, buckets, queues, topics, the bus and logs. */
export function dataKey(scope: Construct, id: string): Key {
  const key = new Key(scope, id, {
    description: 'Mikata: tables, buckets, queues, topics, events, logs',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'StorageForCallersOfThisAccount',
      principals: [new AnyPrincipal()],
      actions: [...use, 'kms:CreateGrant'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': Aws.ACCOUNT_ID,
          'kms:ViaService': storageServices.map((service) => `${service}.${Aws.REGION}.amazonaws.com`),
        },
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ServicesThatTell',
      principals: tellingServices.map((service) => new ServicePrincipal(service)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  letLogsUse(key);
  return key;
}

/** A key for logs alone, where the data key does not reach: the other region. */
export function logKey(scope: Construct, id: string): Key {
  const key = new Key(scope, id, {
    description: 'Mikata: logs of the front door',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  letLogsUse(key);
  return key;
}

function letLogsUse(key: Key): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'LogsOfThisAccount',
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: use,
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
        },
      },
    }),
  );
}

/** Answers codes (HMAC) and never leaves the key service; survey links are derived from what it answers. */
export function linkKey(scope: Construct, id: string): Key {
  return new Key(scope, id, {
    description: 'Mikata: survey links',
    keySpec: KeySpec.HMAC_256,
    keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
