/**
 * What a function may do. A capability grants exactly the actions it names on exactly these resources, and sets the
 * environment variable by which the adapter finds the resource; there is no other way to either.
 */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

export interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface Capability {
  readonly grants: readonly Grant[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface TableHandle {
  readonly tableArn: string;
  readonly tableName: string;
  readonly indexArns: readonly string[];
  /** e.g. `SURVEYS_TABLE` */
  readonly variable: string;
}

export interface BucketHandle {
  readonly bucketArn: string;
  readonly bucketName: string;
  readonly variable: string;
}

export interface KeyHandle {
  readonly keyArn: string;
  readonly keyId: string;
}

export interface UserPoolHandle {
  readonly userPoolArn: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

export interface MailHandle {
  readonly identityArn: string;
  readonly configurationSetArn: string;
  readonly configurationSetName: string;
  readonly sender: string;
  readonly replyTo: string;
  readonly mailPerSecond: number;
}

const byKey = ['dynamodb:GetItem', 'dynamodb:BatchGetItem'];
const itemWrites = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

/** Rows by key and by query, also through the table's indexes. */
export function read(table: TableHandle): Capability {
  return {
    grants: [
      { actions: [...byKey, 'dynamodb:Query'], resources: [table.tableArn] },
      ...(table.indexArns.length > 0 ? [{ actions: ['dynamodb:Query'], resources: table.indexArns }] : []),
    ],
    environment: { [table.variable]: table.tableName },
  };
}

/** Reads, and changes rows alone or in transactions. */
export function write(table: TableHandle): Capability {
  const reading = read(table);
  return { ...reading, grants: [...reading.grants, { actions: itemWrites, resources: [table.tableArn] }] };
}

/** Puts new rows, also within a transaction; can neither read nor change what is there. */
export function append(table: TableHandle): Capability {
  return {
    grants: [{ actions: ['dynamodb:PutItem'], resources: [table.tableArn] }],
    environment: { [table.variable]: table.tableName },
  };
}

/** Lays an address down with its owner: puts rows of that kind alone, and can neither read nor change anything there. */
export function deposit(table: TableHandle): Capability {
  return {
    grants: [
      {
        actions: ['dynamodb:PutItem'],
        resources: [table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#deposit#*'] } },
      },
    ],
    environment: { [table.variable]: table.tableName },
  };
}

/** Knows the table's name and can do nothing with it: for wiring shared with functions that may do more. */
export function know(table: TableHandle): Capability {
  return { grants: [], environment: { [table.variable]: table.tableName } };
}

/** Finds rows by an index and marks them, e.g. as published. */
export function mark(table: TableHandle): Capability {
  return {
    grants: [
      { actions: ['dynamodb:UpdateItem'], resources: [table.tableArn] },
      { actions: ['dynamodb:Query'], resources: table.indexArns },
    ],
    environment: { [table.variable]: table.tableName },
  };
}

/** Marks rows that it was handed, without a look at any other. */
export function markHanded(table: TableHandle): Capability {
  return {
    grants: [{ actions: ['dynamodb:UpdateItem'], resources: [table.tableArn] }],
    environment: { [table.variable]: table.tableName },
  };
}

/** Lets staff in: session and account in one read, the session kept from idling out, the pool's access tokens. */
export function letStaffIn(sessions: TableHandle, accounts: TableHandle, pool: UserPoolHandle): Capability {
  return {
    grants: [
      { actions: byKey, resources: [accounts.tableArn] },
      { actions: ['dynamodb:BatchGetItem'], resources: [sessions.tableArn] },
      { actions: ['dynamodb:UpdateItem'], resources: [sessions.tableArn] },
    ],
    environment: {
      [sessions.variable]: sessions.tableName,
      [accounts.variable]: accounts.tableName,
      ...poolVariables(pool),
    },
  };
}

/** Keys of the form `<programme>/<folder>/...`; the programme always comes first. */
export function inEveryProgramme(folder: string): string {
  return `*/${folder}/*`;
}

export const everyKey = '*';

/** Reads objects whose key fits the pattern. Links that it signs for browsers reach no further. */
export function get(bucket: BucketHandle, keys: string): Capability {
  return objects(bucket, keys, ['s3:GetObject']);
}

export function put(bucket: BucketHandle, keys: string): Capability {
  return objects(bucket, keys, ['s3:PutObject']);
}

/** Writes objects in parts, and sees which parts have arrived. */
export function putInParts(bucket: BucketHandle, keys: string): Capability {
  return objects(bucket, keys, ['s3:PutObject', 's3:ListMultipartUploadParts']);
}

export function remove(bucket: BucketHandle, keys: string): Capability {
  return objects(bucket, keys, ['s3:DeleteObject']);
}

function objects(bucket: BucketHandle, keys: string, actions: readonly string[]): Capability {
  return {
    grants: [{ actions, resources: [`${bucket.bucketArn}/${keys}`] }],
    environment: { [bucket.variable]: bucket.bucketName },
  };
}

/** Places events on the bus. */
export function publish(bus: { readonly eventBusArn: string; readonly eventBusName: string }): Capability {
  return {
    grants: [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }],
    environment: { EVENT_BUS: bus.eventBusName },
  };
}

/** Derives the secret from which a round's links follow. */
export function deriveLinks(key: KeyHandle): Capability {
  return {
    grants: [{ actions: ['kms:GenerateMac'], resources: [key.keyArn] }],
    environment: { LINK_KEY: key.keyId },
  };
}

/** Sends mails from the one sender, through the configuration set that demands TLS and reports what became of them. */
export function sendMail(mail: MailHandle): Capability {
  return {
    grants: [
      {
        actions: ['ses:SendRawEmail'],
        resources: [mail.identityArn, mail.configurationSetArn],
        conditions: { StringEquals: { 'ses:FromAddress': mail.sender } },
      },
    ],
    environment: {
      MAIL_SENDER: mail.sender,
      MAIL_REPLY_TO: mail.replyTo,
      MAIL_CONFIGURATION_SET: mail.configurationSetName,
      MAIL_PER_SECOND: String(mail.mailPerSecond),
    },
  };
}

/** Checks passwords and one-time codes of staff, and sets up the one-time code with them. */
export function authenticate(pool: UserPoolHandle): Capability {
  return poolCapability(pool, [
    'cognito-idp:AdminInitiateAuth',
    'cognito-idp:AdminRespondToAuthChallenge',
    'cognito-idp:AdminSetUserMFAPreference',
  ]);
}

const registration = ['cognito-idp:AdminCreateUser', 'cognito-idp:AdminGetUser', 'cognito-idp:AdminSetUserPassword'];

/** Makes staff accounts with a password that must be changed at once. */
export function register(pool: UserPoolHandle): Capability {
  return poolCapability(pool, registration);
}

/** Makes staff accounts, suspends them and lets them in again. */
export function administer(pool: UserPoolHandle): Capability {
  return poolCapability(pool, [...registration, 'cognito-idp:AdminDisableUser', 'cognito-idp:AdminEnableUser']);
}

function poolCapability(pool: UserPoolHandle, actions: readonly string[]): Capability {
  return { grants: [{ actions, resources: [pool.userPoolArn] }], environment: poolVariables(pool) };
}

function poolVariables(pool: UserPoolHandle): Record<string, string> {
  return { USER_POOL: pool.userPoolId, USER_POOL_CLIENT: pool.clientId };
}

/** Asks the portals' distributions to fetch changed pages again. */
export function invalidate(distributions: {
  readonly arns: readonly string[];
  /** JSON: programme -> distribution id */
  readonly ids: string;
}): Capability {
  return {
    grants: [{ actions: ['cloudfront:CreateInvalidation'], resources: distributions.arns }],
    environment: { DISTRIBUTIONS: distributions.ids },
  };
}

export function statementOf({ actions, resources, conditions }: Grant): PolicyStatement {
  return new PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    ...(conditions === undefined ? {} : { conditions }),
  });
}
