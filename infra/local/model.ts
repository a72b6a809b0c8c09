/**
 * What the host knows of the system: the synthesised templates of all stacks, with references resolved to local
 * names. Nothing here is written by hand; `template/read-model.ts` makes it from cdk.out.
 */

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** As in IAM: operator -> key -> values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface FunctionModel {
  /** Access key, thread name, name in records: the function's logical id with its stack, e.g. `Surveys-SurveysPublic`. */
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly codeFolder: string;
  /** `index.handler` -> file `index.mjs` (or .js), export `handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly reservedConcurrency?: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** Of asynchronous invocation (schedules, bus targets that name the function). */
  readonly asynchronous: {
    readonly maxAttempts: number;
    readonly maxAgeSeconds: number;
    readonly deadLetterArn?: string;
  };
}

export interface TableModel {
  readonly name: string;
  readonly arn: string;
  readonly streamArn?: string;
  readonly streamViewType?: string;
  readonly ttlAttribute?: string;
  /** The body of a CreateTable call for this table, as the DynamoDB API takes it. */
  readonly createTable: Readonly<Record<string, unknown>>;
}

export interface BucketModel {
  readonly name: string;
  readonly arn: string;
  readonly cors: readonly {
    readonly origins: readonly string[];
    readonly methods: readonly string[];
    readonly headers: readonly string[];
    readonly exposed: readonly string[];
    readonly maxAgeSeconds?: number;
  }[];
  readonly versioned: boolean;
  readonly notifiesEventBridge: boolean;
  readonly objectLockDays?: number;
  /** Prefixes that GuardDuty malware protection scans; undefined where the bucket is not protected. */
  readonly scannedPrefixes?: readonly string[];
  readonly policy: readonly (PolicyStatement & { readonly principal: unknown })[];
}

export interface QueueModel {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly visibilitySeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  readonly deadLetter?: { readonly arn: string; readonly maxReceives: number };
}

export interface EventSourceModel {
  readonly functionArn: string;
  /** A queue or a table's stream. */
  readonly sourceArn: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly filters: readonly unknown[];
  readonly maxConcurrency?: number;
  /** Streams: after so many tries the batch goes to `onFailureArn`; -1 is without end. */
  readonly maxRetries: number;
  readonly bisects: boolean;
  readonly onFailureArn?: string;
  readonly enabled: boolean;
}

export interface RuleModel {
  readonly name: string;
  readonly busName: string;
  readonly pattern: unknown;
  readonly targets: readonly {
    readonly arn: string;
    readonly inputPath?: string;
    readonly inputTransformer?: { readonly paths: Readonly<Record<string, string>>; readonly template: string };
    readonly messageGroupId?: string;
    readonly deadLetterArn?: string;
  }[];
  readonly enabled: boolean;
}

export interface ScheduleModel {
  readonly name: string;
  /** `cron(0 9 ? * MON *)`, `rate(1 minute)` or `at(...)`. */
  readonly expression: string;
  readonly timezone: string;
  readonly targetArn: string;
  readonly input?: string;
  readonly enabled: boolean;
  readonly maxAttempts: number;
  readonly deadLetterArn?: string;
}

export interface ApiModel {
  readonly id: string;
  readonly stage: string;
  /** Path patterns as in API Gateway: `/s/{token}`, `/console/{proxy+}`. */
  readonly routes: readonly { readonly method: string; readonly path: string; readonly functionArn: string }[];
  /** What the gateway itself says where the template words it; its own English words else. */
  readonly answers?: readonly GatewayAnswer[];
}

export interface GatewayAnswer {
  /** `REQUEST_TOO_LARGE`, `DEFAULT_5XX`, … */
  readonly type: string;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Content type -> template. */
  readonly templates: Readonly<Record<string, string>>;
}

export interface DistributionModel {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly defaultRootObject?: string;
  /** First match wins; the default behaviour is last, with pattern `*`. */
  readonly behaviours: readonly {
    readonly pattern: string;
    readonly methods: readonly string[];
    readonly origin:
      | { readonly kind: 'api'; readonly apiId: string; readonly headers: Readonly<Record<string, string>> }
      | { readonly kind: 'bucket'; readonly bucketName: string; readonly path: string };
    /** Headers that the response-headers policy adds; `override` says whether they replace the origin's. */
    readonly responseHeaders: readonly { readonly name: string; readonly value: string; readonly override: boolean }[];
  }[];
  readonly errorPages: readonly { readonly status: number; readonly path: string; readonly answerStatus: number }[];
}

export interface UserPoolModel {
  readonly id: string;
  readonly arn: string;
  readonly clients: readonly {
    readonly id: string;
    readonly flows: readonly string[];
    readonly accessTokenMinutes: number;
    /** Absent means 30, as in Cognito. */
    readonly refreshTokenDays?: number;
  }[];
  readonly minimumPasswordLength: number;
  /** Absent means all four, as in Cognito and CDK. */
  readonly passwordRequires?: readonly ('lowercase' | 'uppercase' | 'numbers' | 'symbols')[];
  /** Where it holds `email`, people sign in with their address and the user name is the sub. */
  readonly usernameAttributes?: readonly string[];
  readonly temporaryPasswordDays: number;
  readonly mfa: 'OFF' | 'ON' | 'OPTIONAL';
}

export interface KeyModel {
  readonly id: string;
  readonly arn: string;
  readonly spec: string;
  readonly usage: string;
  readonly aliases: readonly string[];
}

/** SES: configuration sets and where their events go. */
export interface MailModel {
  readonly identities: readonly string[];
  readonly configurationSets: readonly {
    readonly name: string;
    readonly busName?: string;
    readonly eventTypes: readonly string[];
  }[];
}

export interface SystemModel {
  readonly region: string;
  readonly account: string;
  readonly functions: readonly FunctionModel[];
  readonly tables: readonly TableModel[];
  readonly buckets: readonly BucketModel[];
  readonly queues: readonly QueueModel[];
  readonly eventSources: readonly EventSourceModel[];
  readonly buses: readonly string[];
  readonly rules: readonly RuleModel[];
  readonly schedules: readonly ScheduleModel[];
  readonly apis: readonly ApiModel[];
  readonly distributions: readonly DistributionModel[];
  readonly userPools: readonly UserPoolModel[];
  readonly keys: readonly KeyModel[];
  readonly mail: MailModel;
}
