/**
 * A function as all of them are: its own role with nothing but what it `may`, its own log kept for a year, tracing,
 * and alarms that say who is hurt. The constructs beside this file add what triggers it.
 */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Alarm, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, CfnFunction, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type Capability, statementOf } from '../capabilities.ts';

/** What every function finds around it. */
export interface FunctionHost {
  /** The folder with a function's bundle; `folder` as in the catalogue. */
  readonly bundleOf: (folder: string) => string;
  /** Plain settings, the same for all. */
  readonly environment: Readonly<Record<string, string>>;
  /** Encrypts logs and queues. */
  readonly key: IKey;
  readonly alarmTopic: ITopic;
}

export interface FunctionProps {
  readonly host: FunctionHost;
  /** Below `functions/`, e.g. `surveys/public`. */
  readonly folder: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** How many may run at once; nobody else can take these, and this function can take no more. */
  readonly concurrency: number;
  /** All that it is granted. */
  readonly may: readonly Capability[];
  /** One English sentence: who is hurt while this function fails. It is what the alarm says. */
  readonly failureImpact: string;
}

export class ObservedFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly props: FunctionProps;

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    this.props = props;
    const { host } = props;
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_YEAR,
      encryptionKey: host.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What functions/${props.folder} may do`,
    });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const grant of props.may.flatMap((capability) => capability.grants)) this.role.addToPolicy(statementOf(grant));
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `functions/${props.folder}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(host.bundleOf(props.folder)),
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      reservedConcurrentExecutions: props.concurrency,
      tracing: Tracing.ACTIVE,
      role: this.role,
      logGroup,
      environment: environmentOf(props),
    });
    this.alarm('Errors', this.lambda.metricErrors({ period: Duration.minutes(5) }), 1);
    this.alarm('Throttles', this.lambda.metricThrottles({ period: Duration.minutes(5) }), 10);
  }

  /** The function's low-level form, for what the high-level one would surround with grants of its own. */
  get resource(): CfnFunction {
    return lowLevel(this.lambda);
  }

  alarm(id: string, metric: Metric, threshold: number, evaluationPeriods = 1): Alarm {
    const alarm = new Alarm(this, `${id}Alarm`, {
      metric,
      threshold,
      evaluationPeriods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: this.props.failureImpact,
    });
    alarm.addAlarmAction(new SnsAction(this.props.host.alarmTopic));
    return alarm;
  }
}

function environmentOf({ host, may }: FunctionProps): Record<string, string> {
  return Object.assign({}, host.environment, ...may.map((capability) => capability.environment));
}

function lowLevel(lambda: LambdaFunction): CfnFunction {
  const child = lambda.node.defaultChild;
  if (!(child instanceof CfnFunction)) throw new Error('a function without its resource');
  return child;
}
