/** A function that follows the new rows of a table. What it cannot handle is noted; the rows themselves stay. */
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { type FunctionProps, ObservedFunction } from './observed-function.ts';

export interface StreamFunctionProps extends FunctionProps {
  readonly streamArn: string;
  readonly batchSize: number;
}

/** A stream forgets after a day; long before that somebody must know. */
const oldestRowMs = 3_600_000;

export class StreamFunction extends ObservedFunction {
  constructor(scope: Construct, id: string, props: StreamFunctionProps) {
    super(scope, id, props);
    const deadLetters = deadLetterQueue(this);
    this.role.addToPolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [props.streamArn],
      }),
    );
    this.role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));
    const mapping = new CfnEventSourceMapping(this, 'Feed', {
      functionName: this.lambda.functionName,
      eventSourceArn: props.streamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: props.batchSize,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 5,
      functionResponseTypes: ['ReportBatchItemFailures'],
      filterCriteria: { filters: [{ pattern: JSON.stringify({ eventName: ['INSERT'] }) }] },
      destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
    });
    mapping.node.addDependency(this.role);
    this.alarm(
      'OldestRow',
      this.lambda.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }),
      oldestRowMs,
    );
  }
}
