/**
 * The gateway behind the application's front door. It only takes what comes through our distributions, which carry a
 * secret header. Its access log writes the pattern of a path, never the path: a survey link is a secret.
 */
import { Aws, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  Integration,
  IntegrationType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Door } from '../constructs/app-distribution.ts';
import type { HttpFunction } from '../constructs/http-function.ts';
import type { FunctionHost } from '../constructs/observed-function.ts';
import { header, WebAcl } from '../constructs/web-acl.ts';
import { doorSecrets, type Stage } from '../stages.ts';
import { gatewayAnswers } from './gateway-answers.ts';

/** By this header our distributions show the gateway who they are. */
const doorHeader = 'x-mikata-door';
const stageName = 'live';

export interface ApiStackProps extends StackProps {
  readonly host: FunctionHost;
  readonly stage: Stage;
  readonly functions: readonly HttpFunction[];
}

export class ApiStack extends Stack {
  readonly door: Door;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const api = gateway(this, props);
    for (const target of props.functions) addRoutes(api, target);
    for (const answer of gatewayAnswers) api.addGatewayResponse(answer.type.responseType, answer);
    const accepted = doorSecrets.map((name) => doorSecret(this, name, props.host));
    const acl = new WebAcl(this, 'GatewayDoor', {
      scope: 'REGIONAL',
      stageName: props.stage.name,
      key: props.host.key,
      otherwise: 'block',
      rules: accepted.map(({ name, value }) => ({
        name: `through-our-distributions-${name}`,
        action: { allow: {} },
        statement: header(doorHeader, value),
      })),
      secretHeaders: [doorHeader],
    });
    new CfnWebACLAssociation(this, 'Guard', { webAclArn: acl.arn, resourceArn: api.deploymentStage.stageArn });
    alarmOnFaults(this, api, props.host);
    this.door = {
      domainName: `${api.restApiId}.execute-api.${Aws.REGION}.amazonaws.com`,
      originPath: `/${stageName}`,
      header: doorHeader,
      secret: accepted.at(-1)?.value ?? '',
    };
  }
}

function doorSecret(scope: Construct, name: string, { key }: FunctionHost): { name: string; value: string } {
  const secret = new Secret(scope, `DoorSecret${name}`, {
    description: 'Shown by our distributions to the gateway',
    encryptionKey: key,
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  // A reference that CloudFormation resolves; the secret itself is in no template.
  return { name, value: secret.secretValue.unsafeUnwrap() };
}

/** Requests of a method that the plan of the stage lets through; the functions' own concurrency is the finer limit. */
function gateway(scope: Construct, { host, stage }: ApiStackProps): RestApi {
  const accessLog = new LogGroup(scope, 'AccessLog', {
    retention: RetentionDays.ONE_YEAR,
    encryptionKey: host.key,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  return new RestApi(scope, 'Gateway', {
    restApiName: `mikata-${stage.name}`,
    endpointConfiguration: { types: [EndpointType.REGIONAL] },
    cloudWatchRole: true,
    cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
    // A plain upload form is the only binary body that comes this way; larger files go straight to the bucket.
    binaryMediaTypes: ['multipart/form-data'],
    deployOptions: {
      stageName,
      accessLogDestination: new LogGroupLogDestination(accessLog),
      accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      // Execution logs and traces of the gateway show the full address, and with it survey links.
      loggingLevel: MethodLoggingLevel.OFF,
      dataTraceEnabled: false,
      tracingEnabled: false,
      metricsEnabled: true,
      throttlingRateLimit: stage.requestsPerSecond,
      throttlingBurstLimit: stage.requestBurst,
    },
  });
}

const accessLogFields = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  method: '$context.httpMethod',
  path: '$context.resourcePath',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  functionStatus: '$context.integration.status',
  functionRequestId: '$context.integration.requestId',
  functionError: '$context.integration.error',
  guard: '$context.wafResponseCode',
  errorType: '$context.error.responseType',
} as const;

function addRoutes(api: RestApi, target: HttpFunction): void {
  const { functionArn } = target.lambda;
  const integration = new Integration({
    type: IntegrationType.AWS_PROXY,
    integrationHttpMethod: 'POST',
    uri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  });
  for (const path of target.paths) api.root.resourceForPath(path).addMethod('ANY', integration);
  new CfnPermission(Stack.of(api), `Let${target.node.id}`, {
    action: 'lambda:InvokeFunction',
    functionName: functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: api.arnForExecuteApi('*', '/*', stageName),
  });
}

function alarmOnFaults(scope: Construct, api: RestApi, { alarmTopic }: FunctionHost): void {
  new Alarm(scope, 'FaultsAlarm', {
    metric: api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
    threshold: 5,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: 'Officers and staff get an error page instead of what they asked for.',
  }).addAlarmAction(new SnsAction(alarmTopic));
}
