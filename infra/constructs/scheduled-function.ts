/** A function that the clock starts, in Japanese time. A run that fails for good leaves its event as a dead letter. */

import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { keepFailedInvocations } from './asynchronous-failure.ts';
import { type FunctionProps, ObservedFunction } from './observed-function.ts';

export interface ScheduledFunctionProps extends FunctionProps {
  /** EventBridge Scheduler's own form, e.g. `cron(0 9 * * ? *)`, read in Asia/Tokyo. */
  readonly schedule: string;
  readonly scheduleGroupName: string;
  /** A run that could not start within this time is given up; the next one catches up. */
  readonly startWithinSeconds: number;
}

export class ScheduledFunction extends ObservedFunction {
  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id, props);
    const deadLetters = keepFailedInvocations(this, props.startWithinSeconds);
    const caller = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: `Starts functions/${props.folder} by the clock`,
    });
    caller.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.lambda.functionArn] }),
    );
    caller.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: `functions/${props.folder}`,
      groupName: props.scheduleGroupName,
      scheduleExpression: props.schedule,
      scheduleExpressionTimezone: 'Asia/Tokyo',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.lambda.functionArn,
        roleArn: caller.roleArn,
        deadLetterConfig: { arn: deadLetters.queueArn },
        retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: props.startWithinSeconds },
      },
    });
    schedule.node.addDependency(caller);
  }
}
