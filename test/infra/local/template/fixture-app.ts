import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { CfnMalwareProtectionPlan } from 'aws-cdk-lib/aws-guardduty';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import * as z from 'zod';

const CdkSettings = z.object({ context: z.record(z.string(), z.unknown()) });

/** A small system of all kinds that the host reads, over four stacks and two regions, as CDK synthesises it. */
export function synthesiseFixture(): string {
  const { context } = CdkSettings.parse(JSON.parse(readFileSync('cdk.json', 'utf8')));
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'assembly-')), context, analyticsReporting: false });
  const home = { env: { region: 'ap-northeast-1' }, crossRegionReferences: true };
  const edge = new Stack(app, 'Edge', { env: { region: 'us-east-1' }, crossRegionReferences: true });
  const certificate = new Certificate(edge, 'Certificate', { domainName: 'example.jp' });
  const data = addData(new Stack(app, 'Data', home));
  const surveys = addSurveys(new Stack(app, 'Surveys', home), data);
  addSite(new Stack(app, 'Site', home), { ...data, ...surveys, certificate });
  return app.synth().directory;
}

type Data = ReturnType<typeof addData>;
type Surveys = ReturnType<typeof addSurveys>;

const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });

function addData(stack: Stack) {
  const table = new dynamodb.Table(stack, 'SurveyTable', {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    stream: dynamodb.StreamViewType.NEW_IMAGE,
    timeToLiveAttribute: 'expiresAt',
  });
  table.addGlobalSecondaryIndex({ indexName: 'due', partitionKey: text('dueShard'), sortKey: text('dueAt') });
  const quarantine = new s3.Bucket(stack, 'Quarantine', {
    cors: [{ allowedMethods: [s3.HttpMethods.PUT], allowedOrigins: ['https://example.jp'], exposedHeaders: ['ETag'] }],
    eventBridgeEnabled: true,
    enforceSSL: true,
  });
  new CfnMalwareProtectionPlan(stack, 'Plan', {
    role: 'arn:aws:iam::000000000000:role/scan',
    protectedResource: { s3Bucket: { bucketName: quarantine.bucketName, objectPrefixes: ['incoming/'] } },
  });
  new s3.Bucket(stack, 'Seal', {
    versioned: true,
    objectLockEnabled: true,
    objectLockDefaultRetention: s3.ObjectLockRetention.compliance(Duration.days(400)),
  });
  const key = new Key(stack, 'LinkKey', {
    keySpec: KeySpec.HMAC_256,
    keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
    alias: 'mikata-links',
  });
  const pool = new cognito.UserPool(stack, 'Staff', {
    mfa: cognito.Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      tempPasswordValidity: Duration.days(3),
      requireLowercase: true,
      requireDigits: true,
    },
    signInAliases: { email: true },
  });
  pool.addClient('Server', { authFlows: { adminUserPassword: true }, accessTokenValidity: Duration.minutes(30) });
  const bus = new events.EventBus(stack, 'Bus', { eventBusName: 'mikata' });
  const mail = new ses.ConfigurationSet(stack, 'Mail', { configurationSetName: 'mikata' });
  mail.addEventDestination('ToBus', {
    destination: ses.EventDestination.eventBus(events.EventBus.fromEventBusName(stack, 'DefaultBus', 'default')),
    events: [ses.EmailSendingEvent.SEND, ses.EmailSendingEvent.BOUNCE],
  });
  const identity = new ses.EmailIdentity(stack, 'Sender', { identity: ses.Identity.domain('example.jp') });
  return { table, quarantine, key, pool, bus, identity };
}

function aFunction(stack: Stack, id: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  const folder = mkdtempSync(join(tmpdir(), 'code-'));
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = async () => ({});');
  const code = lambda.Code.fromAsset(folder);
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code,
    ...props,
  });
}

function addSurveys(stack: Stack, { table, quarantine, key, pool, bus, identity }: Data) {
  const lost = new Queue(stack, 'Lost');
  const door = aFunction(stack, 'Public', {
    timeout: Duration.seconds(20),
    memorySize: 512,
    reservedConcurrentExecutions: 20,
    retryAttempts: 1,
    maxEventAge: Duration.hours(1),
    deadLetterQueue: lost,
    environment: { SURVEYS_TABLE: table.tableName, LINK_KEY: key.keyId, POOL: pool.userPoolId, BUS: bus.eventBusName },
  });
  table.grantReadData(door);
  quarantine.grantPut(door, 'incoming/*');
  identity.grantSendEmail(door);
  door.addToRolePolicy(
    new iam.PolicyStatement({
      actions: ['dynamodb:PutItem'],
      resources: [table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['womens#*'] } },
    }),
  );
  const fifoLost = new Queue(stack, 'FifoLost', { fifo: true });
  const queue = new Queue(stack, 'Queue', {
    fifo: true,
    contentBasedDeduplication: true,
    visibilityTimeout: Duration.seconds(180),
    deadLetterQueue: { queue: fifoLost, maxReceiveCount: 5 },
  });
  const subscriber = aFunction(stack, 'OnSubmitted');
  subscriber.addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true, maxConcurrency: 5 }));
  const publisher = aFunction(stack, 'PublishEvents');
  publisher.addEventSource(
    new sources.DynamoEventSource(table as dynamodb.ITable, {
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      retryAttempts: 10,
      bisectBatchOnError: true,
      onFailure: new sources.SqsDlq(lost),
      filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual('INSERT') })],
    }),
  );
  new events.Rule(stack, 'Submitted', {
    eventBus: bus,
    eventPattern: { detailType: ['survey-submitted.v1'] },
    targets: [new targets.SqsQueue(queue, { messageGroupId: 'portal', deadLetterQueue: lost })],
  });
  new events.Rule(stack, 'Scanned', {
    eventPattern: { source: ['aws.guardduty'], detail: { bucketName: [quarantine.bucketName] } },
    targets: [
      new targets.LambdaFunction(subscriber, {
        event: events.RuleTargetInput.fromObject({ key: events.EventField.fromPath('$.detail.key') }),
      }),
    ],
  });
  new events.Rule(stack, 'Heartbeat', {
    schedule: events.Schedule.rate(Duration.hours(1)),
    targets: [new targets.LambdaFunction(subscriber)],
  });
  new scheduler.Schedule(stack, 'Morning', {
    schedule: scheduler.ScheduleExpression.cron({ minute: '0', hour: '9', timeZone: TimeZone.ASIA_TOKYO }),
    target: new LambdaInvoke(subscriber, { deadLetterQueue: lost, retryAttempts: 2 }),
  });
  return { door };
}

function addSite(stack: Stack, { door, certificate, quarantine }: Surveys & Data & { certificate: Certificate }): void {
  const secret = new Secret(stack, 'OriginSecret');
  const api = new apigateway.RestApi(stack, 'Api', { deployOptions: { stageName: 'live' } });
  const integration = new apigateway.LambdaIntegration(door);
  api.addGatewayResponse('TooLarge', {
    type: apigateway.ResponseType.REQUEST_TOO_LARGE,
    statusCode: '413',
    responseHeaders: { 'Content-Security-Policy': "'default-src ''none'''" },
    templates: { 'text/html': '<h1>大きすぎます</h1>' },
  });
  const links = api.root.addResource('s');
  links.addResource('{token}').addMethod('ANY', integration);
  api.root.addResource('console').addProxy({ defaultIntegration: integration });
  api.root.addMethod('GET', integration);
  api.root.addResource('mock').addMethod('GET', new apigateway.MockIntegration());
  const site = new s3.Bucket(stack, 'Pages');
  const headers = new cloudfront.ResponseHeadersPolicy(stack, 'Headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: `connect-src https://${quarantine.bucketRegionalDomainName}`,
        override: true,
      },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(1), includeSubdomains: true, override: false },
    },
    customHeadersBehavior: { customHeaders: [{ header: 'Permissions-Policy', value: 'camera=()', override: true }] },
  });
  const distribution = new cloudfront.Distribution(stack, 'Portal', {
    defaultBehavior: {
      origin: origins.S3BucketOrigin.withOriginAccessControl(site as s3.IBucket, { originPath: '/womens' }),
      responseHeadersPolicy: headers,
    },
    additionalBehaviors: {
      '/console/*': {
        origin: new origins.RestApiOrigin(api, {
          customHeaders: { 'X-Origin-Secret': secret.secretValue.unsafeUnwrap() },
        }),
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      },
    },
    certificate,
    domainNames: ['example.jp'],
    defaultRootObject: 'index.html',
    errorResponses: [{ httpStatus: 403, responseHttpStatus: 404, responsePagePath: '/404.html' }],
  });
  const publish = aFunction(stack, 'PublishSite', {
    environment: { DISTRIBUTIONS: stack.toJsonString({ womens: distribution.distributionId }) },
  });
  distribution.grantCreateInvalidation(publish);
}
