/**
 * A subscriber: rule on a bus -> encrypted queue with dead letters -> function, which reports the messages that it
 * could not handle one by one. Ordered (FIFO) where groups are given: one rule per group, since a rule's target can
 * only name a fixed group.
 */
import { Aws, Duration } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { encryptedQueue } from './encrypted-queue.ts';
import { type FunctionProps, ObservedFunction } from './observed-function.ts';

export interface EventPattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface QueueFunctionProps extends FunctionProps {
  /** The account's default bus when absent: events of AWS services arrive only there. */
  readonly busName?: string;
  readonly pattern: EventPattern;
  /** Programmes, each an ordered lane of its own. */
  readonly groups?: readonly string[];
  readonly batchSize: number;
}

/** A message is tried so often before it is a dead letter. */
const attempts = 5;
/** Nobody waits so long unnoticed. */
const oldestMessageSeconds = 900;

export class QueueFunction extends ObservedFunction {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: QueueFunctionProps) {
    super(scope, id, props);
    const ordered = props.groups === undefined ? {} : { fifo: true };
    const deadLetters = deadLetterQueue(this, ordered);
    this.queue = encryptedQueue(this, 'Queue', props.host.key, {
      ...ordered,
      ...(props.groups === undefined ? {} : { contentBasedDeduplication: true }),
      // Six times the function's time, so that a message is not handed out again while its batch is worked on.
      visibilityTimeout: Duration.seconds(props.timeoutSeconds * 6),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: attempts },
    });
    // What a rule could not deliver cannot wait in an ordered queue: EventBridge takes only a plain one.
    const undelivered = props.groups === undefined ? deadLetters : deadLetterQueue(this, { id: 'Undelivered' });
    const rules = addRules(this, props, this.queue, undelivered);
    for (const queue of [this.queue, undelivered]) allowRules(queue, rules);
    this.feed(props);
    this.alarm(
      'OldestMessage',
      this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
      oldestMessageSeconds,
    );
  }

  private feed({ batchSize, concurrency, groups }: QueueFunctionProps): void {
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
        resources: [this.queue.queueArn],
      }),
    );
    const mapping = new CfnEventSourceMapping(this, 'Feed', {
      functionName: this.lambda.functionName,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      functionResponseTypes: ['ReportBatchItemFailures'],
      // Pollers beyond the reserved concurrency would only be throttled and use up a message's attempts.
      scalingConfig: { maximumConcurrency: Math.max(2, groups === undefined ? concurrency : groups.length) },
    });
    mapping.node.addDependency(this.role);
  }
}

function addRules(scope: Construct, props: QueueFunctionProps, queue: Queue, undelivered: Queue): readonly CfnRule[] {
  const { busName, pattern, groups } = props;
  const lanes = groups?.map((group) => ({
    id: `Rule-${group}`,
    eventPattern: { ...pattern, detail: { ...pattern.detail, programmeId: [group] } },
    lane: { sqsParameters: { messageGroupId: group } },
  })) ?? [{ id: 'Rule', eventPattern: pattern, lane: {} }];
  const target = { id: 'Queue', arn: queue.queueArn, deadLetterConfig: { arn: undelivered.queueArn } };
  return lanes.map(
    ({ id, eventPattern, lane }) =>
      new CfnRule(scope, id, {
        ...(busName === undefined ? {} : { eventBusName: busName }),
        eventPattern,
        targets: [{ ...target, ...lane }],
      }),
  );
}

function allowRules(queue: Queue, rules: readonly CfnRule[]): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        ArnEquals: { 'aws:SourceArn': rules.map((rule) => rule.attrArn) },
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      },
    }),
  );
}
