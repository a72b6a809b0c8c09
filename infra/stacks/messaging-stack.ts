/** What carries news: the event bus, the mail domain, and the topic on which alarms are told. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { EncryptedBus } from '../constructs/event-bus.ts';
import { MailIdentity } from '../constructs/mail-identity.ts';

export interface MessagingStackProps extends StackProps {
  readonly stageName: string;
  readonly key: IKey;
  readonly sender: string;
  readonly replyTo: string;
  readonly mailPerSecond: number;
  readonly alarmMails: readonly string[];
}

export class MessagingStack extends Stack {
  readonly bus: EncryptedBus;
  readonly mail: MailIdentity;
  readonly alarmTopic: Topic;

  constructor(scope: Construct, id: string, props: MessagingStackProps) {
    super(scope, id, props);
    this.bus = new EncryptedBus(this, 'Events', { name: `mikata-${props.stageName}`, key: props.key });
    this.mail = new MailIdentity(this, 'Mail', props);
    this.alarmTopic = new Topic(this, 'Alarms', { masterKey: props.key, enforceSSL: true });
    this.alarmTopic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsAndBudgetOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('budgets.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.alarmTopic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    for (const mail of props.alarmMails) this.alarmTopic.addSubscription(new EmailSubscription(mail));
  }
}
