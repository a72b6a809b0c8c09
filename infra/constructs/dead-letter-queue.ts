/** Where work goes that failed for good: kept two weeks, encrypted, and an alarm from the first message on. */
import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { encryptedQueue } from './encrypted-queue.ts';
import type { ObservedFunction } from './observed-function.ts';

export function deadLetterQueue(
  scope: ObservedFunction,
  options: { readonly id?: string; readonly fifo?: boolean } = {},
): Queue {
  const id = options.id ?? 'DeadLetters';
  const queue = encryptedQueue(scope, id, scope.props.host.key, {
    retentionPeriod: Duration.days(14),
    ...(options.fifo ? { fifo: true } : {}),
  });
  scope.alarm(
    id,
    queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
    1,
  );
  return queue;
}
