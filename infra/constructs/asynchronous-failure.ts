/** For functions that are invoked without anybody waiting: few tries, none late, and the event kept if all fail. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { deadLetterQueue } from './dead-letter-queue.ts';
import type { ObservedFunction } from './observed-function.ts';

export function keepFailedInvocations(target: ObservedFunction, maximumEventAgeInSeconds: number): Queue {
  const queue = deadLetterQueue(target);
  target.role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
  target.resource.deadLetterConfig = { targetArn: queue.queueArn };
  new CfnEventInvokeConfig(target, 'Tries', {
    functionName: target.lambda.functionName,
    qualifier: '$LATEST',
    maximumRetryAttempts: 2,
    maximumEventAgeInSeconds,
  });
  return queue;
}
