import { type Cloud, type Resource, resources, target } from '../cloud.ts';
import type { Invariant } from './invariant.ts';
import { deniesPlainHttp } from './messages.ts';

const names = (found: readonly Resource[]) => found.map(({ name }) => name);
const ours = (cloud: Cloud, stack: string, key: unknown) => /(DataKey|LogKey)/.test(target(cloud, stack, key) ?? '');
const kept = ({ raw }: Resource) => raw.DeletionPolicy === 'Retain' && raw.UpdateReplacePolicy === 'Retain';

export const storageInvariants: readonly Invariant[] = [
  {
    rule: 'every table is restorable to any second, deletion-protected, under our key, on demand, and kept',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::DynamoDB::Table').filter(
          (table) =>
            table.properties['PointInTimeRecoverySpecification']?.PointInTimeRecoveryEnabled !== true ||
            table.properties['DeletionProtectionEnabled'] !== true ||
            table.properties['SSESpecification']?.SSEEnabled !== true ||
            !ours(cloud, table.stack, table.properties['SSESpecification']?.KMSMasterKeyId) ||
            table.properties['BillingMode'] !== 'PAY_PER_REQUEST' ||
            !kept(table),
        ),
      ),
  },
  {
    rule: 'every bucket is closed to the public, encrypted, versioned, kept, and takes TLS alone',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::S3::Bucket').filter((bucket) => {
          const { properties: p, name } = bucket;
          const block = p['PublicAccessBlockConfiguration'] ?? {};
          return (
            !['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every(
              (each) => block[each],
            ) ||
            p['OwnershipControls']?.Rules?.[0]?.ObjectOwnership !== 'BucketOwnerEnforced' ||
            p['BucketEncryption'] === undefined ||
            p['VersioningConfiguration']?.Status !== 'Enabled' ||
            !kept(bucket) ||
            !deniesPlainHttp(cloud, 'AWS::S3::BucketPolicy', 'Bucket', name)
          );
        }),
      ),
  },
  {
    rule: 'what people upload and what staff fetch lies under our key',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::S3::Bucket').filter(({ stack, id, properties }) => {
          const [rule] = properties['BucketEncryption']?.ServerSideEncryptionConfiguration ?? [];
          return (
            /^(Quarantine|Private)/.test(id) && !ours(cloud, stack, rule?.ServerSideEncryptionByDefault?.KMSMasterKeyID)
          );
        }),
      ),
  },
  {
    rule: 'every bucket but the one for access logs says who read what, and access logs stay for more than a year',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::S3::Bucket').filter(({ stack, id, properties: p }) => {
          if (/^AccessLogs/.test(id)) return !(p['LifecycleConfiguration']?.Rules?.[0]?.ExpirationInDays >= 365);
          return !/AccessLogs/.test(target(cloud, stack, p['LoggingConfiguration']?.DestinationBucketName) ?? '');
        }),
      ),
  },
  {
    rule: 'browsers may only upload, and only from the application',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::S3::Bucket').filter(({ properties }) => {
          const rules = properties['CorsConfiguration']?.CorsRules ?? [];
          return rules.some(
            ({ AllowedOrigins, AllowedMethods }: { AllowedOrigins: string[]; AllowedMethods: string[] }) =>
              AllowedOrigins.join() !== 'https://app.mikata.example.jp' || AllowedMethods.join() !== 'PUT',
          );
        }),
      ),
  },
  {
    rule: 'what is uploaded is scanned',
    broken: (cloud) => {
      const scanned = resources(cloud, 'AWS::GuardDuty::MalwareProtectionPlan').map(({ stack, properties }) =>
        target(cloud, stack, properties['ProtectedResource'].S3Bucket.BucketName),
      );
      return names(
        resources(cloud, 'AWS::S3::Bucket').filter(({ id, name }) => /^Quarantine/.test(id) && !scanned.includes(name)),
      );
    },
  },
  {
    rule: 'every log is kept for a year, under our key, and stays when its stack goes',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::Logs::LogGroup').filter(
          (log) =>
            !(log.properties['RetentionInDays'] >= 365) ||
            !ours(cloud, log.stack, log.properties['KmsKeyId']) ||
            !kept(log),
        ),
      ),
  },
  {
    rule: 'every key is kept, and turned once a year where the service can',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::KMS::Key').filter(
          (key) =>
            !kept(key) ||
            (!/HMAC/.test(key.properties['KeySpec'] ?? '') && key.properties['EnableKeyRotation'] !== true),
        ),
      ),
  },
  {
    rule: 'staff accounts are made by administrators alone, with long passwords, and the pool cannot be deleted',
    broken: (cloud) => [
      ...names(
        resources(cloud, 'AWS::Cognito::UserPool').filter(
          (pool) =>
            pool.properties['AdminCreateUserConfig']?.AllowAdminCreateUserOnly !== true ||
            !(pool.properties['Policies']?.PasswordPolicy?.MinimumLength >= 12) ||
            pool.properties['DeletionProtection'] !== 'ACTIVE' ||
            pool.properties['MfaConfiguration'] === 'OFF' ||
            !kept(pool),
        ),
      ),
      ...names(
        resources(cloud, 'AWS::Cognito::UserPoolClient').filter(
          ({ properties: p }) =>
            [...p['ExplicitAuthFlows']].sort().join() !== 'ALLOW_ADMIN_USER_PASSWORD_AUTH,ALLOW_REFRESH_TOKEN_AUTH' ||
            p['AccessTokenValidity'] !== 15 ||
            p['TokenValidityUnits']?.AccessToken !== 'minutes' ||
            p['PreventUserExistenceErrors'] !== 'ENABLED',
        ),
      ),
    ],
  },
];
