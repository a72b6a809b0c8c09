/** One page on which to see how the system is, and alarms on what no single function shows: sending, cost, limits. */
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Alarm, Dashboard, GraphWidget, type IWidget, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { ObservedFunction } from '../constructs/observed-function.ts';
import { QueueFunction } from '../constructs/queue-function.ts';
import type { Stage } from '../stages.ts';

export interface ObservabilityStackProps extends StackProps {
  readonly stage: Stage;
  readonly alarmTopic: ITopic;
  readonly contexts: Readonly<Record<string, readonly ObservedFunction[]>>;
}

interface Watch {
  readonly id: string;
  readonly metric: Metric;
  readonly threshold: number;
  readonly impact: string;
}

const hourly = { period: Duration.hours(1), statistic: 'Maximum' };

/** @source Amazon SES Developer Guide, "Reputation metrics": reviews begin at 5 % bounces and 0.1 % complaints. */
const watches: readonly Watch[] = [
  {
    id: 'BounceRate',
    metric: new Metric({ namespace: 'AWS/SES', metricName: 'Reputation.BounceRate', ...hourly }),
    threshold: 0.04,
    impact: 'Many addresses on the contact list are dead; at 5 % the provider may stop all our mails.',
  },
  {
    id: 'ComplaintRate',
    metric: new Metric({ namespace: 'AWS/SES', metricName: 'Reputation.ComplaintRate', ...hourly }),
    threshold: 0.0008,
    impact: 'Recipients report our mails as spam; at 0.1 % the provider may stop all our mails.',
  },
  {
    id: 'Concurrency',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'ConcurrentExecutions',
      period: Duration.minutes(1),
      statistic: 'Maximum',
    }),
    threshold: 800,
    impact: 'The account nears its limit of concurrent functions; soon officers and staff are turned away.',
  },
];

export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, { stage, alarmTopic, contexts, ...props }: ObservabilityStackProps) {
    super(scope, id, props);
    for (const watch of watches) alarmOn(this, watch, alarmTopic);
    budget(this, stage, alarmTopic);
    new Dashboard(this, 'Overview', {
      dashboardName: `mikata-${stage.name}`,
      widgets: Object.entries(contexts).map(([context, functions]) => row(context, functions)),
    });
  }
}

function alarmOn(scope: Construct, { id, metric, threshold, impact }: Watch, alarmTopic: ITopic): void {
  new Alarm(scope, `${id}Alarm`, {
    metric,
    threshold,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: impact,
  }).addAlarmAction(new SnsAction(alarmTopic));
}

function row(context: string, functions: readonly ObservedFunction[]): IWidget[] {
  const queues = functions.flatMap((each) => (each instanceof QueueFunction ? [each.queue] : []));
  return [
    new GraphWidget({ title: `${context}: errors`, left: functions.map(({ lambda }) => lambda.metricErrors()) }),
    new GraphWidget({
      title: `${context}: time taken, 99 of 100`,
      left: functions.map(({ lambda }) => lambda.metricDuration({ statistic: 'p99' })),
    }),
    new GraphWidget({
      title: `${context}: oldest message`,
      left: queues.map((queue) => queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' })),
    }),
  ];
}

function budget(scope: Construct, stage: Stage, { topicArn }: ITopic): void {
  const told = [{ subscriptionType: 'SNS', address: topicArn }];
  const over = { comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' };
  new CfnBudget(scope, 'Budget', {
    budget: {
      budgetName: `mikata-${stage.name}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: stage.monthlyBudgetUsd, unit: 'USD' },
    },
    notificationsWithSubscribers: [
      { notification: { ...over, notificationType: 'ACTUAL', threshold: 80 }, subscribers: told },
      { notification: { ...over, notificationType: 'FORECASTED', threshold: 100 }, subscribers: told },
    ],
  });
}
