import { change, drop, type Mutation } from './mutation.ts';

const queue = 'AWS::SQS::Queue';
const mapping = 'AWS::Lambda::EventSourceMapping';

export const messagesMutations: readonly Mutation[] = [
  {
    mistake: 'a queue without dead letters',
    plant: change(queue, /SurveysOnContactsImportedQueue/, (p) => delete p['RedrivePolicy']),
  },
  {
    mistake: 'a queue not under our key',
    plant: change(queue, /CollateRoundQueue/, (p) => delete p['KmsMasterKeyId']),
  },
  {
    mistake: 'a queue that takes plain HTTP',
    plant: drop('AWS::SQS::QueuePolicy', /DirectoryOnResponseAcceptedQueue/),
  },
  { mistake: 'dead letters that nobody sees', plant: drop('AWS::CloudWatch::Alarm', /CollateRoundDeadLetters/) },
  {
    mistake: 'dead letters gone after four days',
    plant: change(queue, /DeadLetters/, (p) => delete p['MessageRetentionPeriod']),
  },
  { mistake: 'messages that wait unnoticed', plant: drop('AWS::CloudWatch::Alarm', /OldestMessage/) },
  {
    mistake: 'one bad message that repeats its batch',
    plant: change(mapping, /OnMailEvent/, (p) => delete p['FunctionResponseTypes']),
  },
  {
    mistake: 'messages handed out twice at a time',
    plant: change(queue, /OnScanResultQueue/, (p) => {
      p['VisibilityTimeout'] = 60;
    }),
  },
  {
    mistake: 'a stream that stops at a bad row',
    plant: change(mapping, /PublishEvents/, (p) => {
      p['MaximumRetryAttempts'] = -1;
    }),
  },
  {
    mistake: 'a rule that loses what it cannot deliver',
    plant: change('AWS::Events::Rule', /./, (p) => delete p['Targets'][0].DeadLetterConfig),
  },
  {
    mistake: 'a rule that takes everything',
    plant: change('AWS::Events::Rule', /OnMailEvent/, (p) => delete p['EventPattern']['detail-type']),
  },
  {
    mistake: 'a queue that takes messages of any rule',
    plant: change(
      'AWS::SQS::QueuePolicy',
      /CollateRoundQueue/,
      (p) => delete p['PolicyDocument'].Statement[1].Condition,
    ),
  },
  {
    mistake: 'a schedule in London',
    plant: change('AWS::Scheduler::Schedule', /RemindDue/, (p) => {
      p['ScheduleExpressionTimezone'] = 'Europe/London';
    }),
  },
  {
    mistake: 'a schedule that loses a run',
    plant: change('AWS::Scheduler::Schedule', /SendMail/, (p) => delete p['Target'].DeadLetterConfig),
  },
  {
    mistake: 'events not under our key',
    plant: change('AWS::Events::EventBus', /./, (p) => delete p['KmsKeyIdentifier']),
  },
  { mistake: 'alarms not under our key', plant: change('AWS::SNS::Topic', /./, (p) => delete p['KmsMasterKeyId']) },
  {
    mistake: 'mails over plain connections',
    plant: change('AWS::SES::ConfigurationSet', /./, (p) => delete p['DeliveryOptions']),
  },
  { mistake: 'bounces that nobody hears of', plant: drop('AWS::SES::ConfigurationSetEventDestination') },
  {
    mistake: 'mails without a return path of our own',
    plant: change('AWS::SES::EmailIdentity', /./, (p) => delete p['MailFromAttributes']),
  },
];
