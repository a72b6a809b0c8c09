/** What must never be lost: tables, files, keys, staff accounts. Nothing here is destroyed with the stack. */
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { type CorsRule, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { UserPoolHandle } from '../capabilities.ts';
import { dataKey, linkKey } from '../constructs/encryption-key.ts';
import { MalwareScan } from '../constructs/malware-scan.ts';
import { accessLogBucket, PrivateBucket } from '../constructs/private-bucket.ts';
import { type IndexName, KeyedTable } from '../constructs/table.ts';

export type TableName =
  | 'surveys'
  | 'directory'
  | 'content'
  | 'assets'
  | 'notices'
  | 'accounts'
  | 'sessions'
  | 'outbox'
  | 'audit';

const tableShapes: Readonly<Record<TableName, { readonly indexes: readonly IndexName[]; readonly streamed?: true }>> = {
  surveys: { indexes: ['due', 'list'] },
  directory: { indexes: ['list'] },
  content: { indexes: ['list'] },
  assets: { indexes: ['list'] },
  notices: { indexes: ['due', 'list', 'about'] },
  accounts: { indexes: ['list'] },
  sessions: { indexes: [] },
  outbox: { indexes: ['due'], streamed: true },
  audit: { indexes: [] },
};

/** What was uploaded and not taken over within this time is gone. */
const quarantineDays = 7;

export interface DataStackProps extends StackProps {
  readonly appOrigin: string;
}

export class DataStack extends Stack {
  readonly dataKey: Key;
  readonly linkKey: Key;
  readonly tables: Readonly<Record<TableName, KeyedTable>>;
  /** Name of the bucket for access logs. */
  readonly accessLogs: string;
  readonly quarantine: PrivateBucket;
  readonly privateFiles: PrivateBucket;
  readonly userPool: UserPoolHandle;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    this.dataKey = dataKey(this, 'DataKey');
    this.linkKey = linkKey(this, 'LinkKey');
    const table = (name: TableName): KeyedTable =>
      new KeyedTable(this, titled(name), {
        key: this.dataKey,
        variable: `${name.toUpperCase()}_TABLE`,
        ...tableShapes[name],
      });
    this.tables = {
      surveys: table('surveys'),
      directory: table('directory'),
      content: table('content'),
      assets: table('assets'),
      notices: table('notices'),
      accounts: table('accounts'),
      sessions: table('sessions'),
      outbox: table('outbox'),
      audit: table('audit'),
    };
    this.accessLogs = accessLogBucket(this, 'AccessLogs').ref;
    const shared = { key: this.dataKey, accessLogs: this.accessLogs };
    this.quarantine = new PrivateBucket(this, 'Quarantine', {
      ...shared,
      variable: 'QUARANTINE_BUCKET',
      cors: [uploadFrom(props.appOrigin)],
      expireAfterDays: quarantineDays,
    });
    this.privateFiles = new PrivateBucket(this, 'Private', { ...shared, variable: 'PRIVATE_BUCKET' });
    new MalwareScan(this, 'MalwareScan', { bucket: this.quarantine, key: this.dataKey });
    this.userPool = staffPool(this);
    new CfnOutput(this, 'StaffPoolId', { value: this.userPool.userPoolId });
  }
}

function titled(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Table`;
}

/** Browsers upload parts straight to the bucket and must see each part's ETag. */
function uploadFrom(origin: string): CorsRule {
  return {
    allowedOrigins: [origin],
    allowedMethods: [HttpMethods.PUT],
    allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'x-amz-sdk-checksum-algorithm'],
    exposedHeaders: ['ETag', 'x-amz-checksum-sha256'],
    maxAge: 3600,
  };
}

/** Accounts are made by administrators; who must have a one-time code follows from the role, which `accounts` keeps. */
function staffPool(scope: Construct): UserPoolHandle {
  const pool = new UserPool(scope, 'StaffPool', {
    selfSignUpEnabled: false,
    signInAliases: { username: true },
    signInCaseSensitive: false,
    // Length, not classes of characters, makes a password strong (OWASP ASVS 5.0, 6.2.5).
    passwordPolicy: {
      minLength: 12,
      requireLowercase: false,
      requireUppercase: false,
      requireDigits: false,
      requireSymbols: false,
      tempPasswordValidity: Duration.days(7),
    },
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    accountRecovery: AccountRecovery.NONE,
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const client = pool.addClient('Console', {
    authFlows: { adminUserPassword: true },
    disableOAuth: true,
    generateSecret: false,
    preventUserExistenceErrors: true,
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    refreshTokenValidity: Duration.hours(8),
  });
  return { userPoolArn: pool.userPoolArn, userPoolId: pool.userPoolId, clientId: client.userPoolClientId };
}
