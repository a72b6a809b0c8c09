import { change, drop, first, type Mutation } from './mutation.ts';

const table = 'AWS::DynamoDB::Table';
const bucket = 'AWS::S3::Bucket';

export const storageMutations: readonly Mutation[] = [
  {
    mistake: 'a table without point-in-time recovery',
    plant: change(table, /Surveys/, (p) => delete p['PointInTimeRecoverySpecification']),
  },
  {
    mistake: 'a table that can be deleted',
    plant: change(table, /Audit/, (p) => {
      p['DeletionProtectionEnabled'] = false;
    }),
  },
  {
    mistake: 'a table under the service’s own key',
    plant: change(table, /Accounts/, (p) => delete p['SSESpecification']),
  },
  {
    mistake: 'a table that goes with its stack',
    plant: (cloud) => {
      first(cloud, table, /Outbox/).DeletionPolicy = 'Delete';
    },
  },
  {
    mistake: 'a bucket open to the public',
    plant: change(bucket, /Private/, (p) => {
      p['PublicAccessBlockConfiguration'].BlockPublicPolicy = false;
    }),
  },
  {
    mistake: 'a bucket without a public access block',
    plant: change(bucket, /Site/, (p) => delete p['PublicAccessBlockConfiguration']),
  },
  { mistake: 'a bucket without encryption', plant: change(bucket, /AccessLogs/, (p) => delete p['BucketEncryption']) },
  {
    mistake: 'uploads not under our key',
    plant: change(bucket, /Quarantine/, (p) => {
      p['BucketEncryption'] = {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      };
    }),
  },
  {
    mistake: 'a bucket without versions',
    plant: change(bucket, /Private/, (p) => delete p['VersioningConfiguration']),
  },
  { mistake: 'a bucket that takes plain HTTP', plant: drop('AWS::S3::BucketPolicy', /Private/) },
  {
    mistake: 'a bucket that does not say who read what',
    plant: change(bucket, /Private/, (p) => delete p['LoggingConfiguration']),
  },
  {
    mistake: 'access logs gone after a month',
    plant: change(bucket, /AccessLogs/, (p) => {
      p['LifecycleConfiguration'].Rules[0].ExpirationInDays = 30;
    }),
  },
  {
    mistake: 'uploads from any page',
    plant: change(bucket, /Quarantine/, (p) => {
      p['CorsConfiguration'].CorsRules[0].AllowedOrigins = ['*'];
    }),
  },
  { mistake: 'uploads not scanned', plant: drop('AWS::GuardDuty::MalwareProtectionPlan') },
  {
    mistake: 'a log without retention',
    plant: change('AWS::Logs::LogGroup', /Surveys/, (p) => delete p['RetentionInDays']),
  },
  {
    mistake: 'a log kept for a month',
    plant: change('AWS::Logs::LogGroup', /AccessLog/, (p) => {
      p['RetentionInDays'] = 30;
    }),
  },
  { mistake: 'a log not under our key', plant: change('AWS::Logs::LogGroup', /Notices/, (p) => delete p['KmsKeyId']) },
  {
    mistake: 'a key that is never turned',
    plant: change('AWS::KMS::Key', /DataKey/, (p) => {
      p['EnableKeyRotation'] = false;
    }),
  },
  {
    mistake: 'staff sign themselves up',
    plant: change('AWS::Cognito::UserPool', /./, (p) => {
      p['AdminCreateUserConfig'].AllowAdminCreateUserOnly = false;
    }),
  },
  {
    mistake: 'passwords of eight characters',
    plant: change('AWS::Cognito::UserPool', /./, (p) => {
      p['Policies'].PasswordPolicy.MinimumLength = 8;
    }),
  },
  {
    mistake: 'access tokens for a day',
    plant: change('AWS::Cognito::UserPoolClient', /./, (p) => {
      p['AccessTokenValidity'] = 1440;
    }),
  },
  {
    mistake: 'another way to sign in',
    plant: change('AWS::Cognito::UserPoolClient', /./, (p) => p['ExplicitAuthFlows'].push('ALLOW_USER_PASSWORD_AUTH')),
  },
];
