import { type Cloud, list, type Resource, resources, statements, target } from '../cloud.ts';
import { alarmsOn, saysWhoIsHurt } from './functions.ts';
import type { Invariant } from './invariant.ts';

const queueType = 'AWS::SQS::Queue';
const names = (found: readonly Resource[]) => found.map(({ name }) => name);

export function deniesPlainHttp(cloud: Cloud, policyType: string, key: string, name: string): boolean {
  return statements(cloud).some(
    ({ of, statement }) =>
      of.type === policyType &&
      list(of.properties[key]).some((each) => target(cloud, of.stack, each) === name) &&
      statement.Effect === 'Deny' &&
      statement.Condition?.['Bool']?.['aws:SecureTransport'] === 'false',
  );
}

function isDeadLetters({ id }: Resource): boolean {
  return /(DeadLetters|Undelivered)/.test(id);
}

const mappings = (cloud: Cloud) => resources(cloud, 'AWS::Lambda::EventSourceMapping');
const sourceOf = (cloud: Cloud, { stack, properties }: Resource) => target(cloud, stack, properties['EventSourceArn']);

export const messageInvariants: readonly Invariant[] = [
  {
    rule: 'every queue is under our key and takes TLS alone',
    broken: (cloud) =>
      names(
        resources(cloud, queueType).filter(
          ({ stack, name, properties }) =>
            !/DataKey/.test(target(cloud, stack, properties['KmsMasterKeyId']) ?? '') ||
            !deniesPlainHttp(cloud, 'AWS::SQS::QueuePolicy', 'Queues', name),
        ),
      ),
  },
  {
    rule: 'a message that fails five times becomes a dead letter; dead letters are kept two weeks and alarm',
    broken: (cloud) =>
      names(
        resources(cloud, queueType).filter((queue) => {
          const alarms = alarmsOn(cloud, queue.name, 'ApproximateNumberOfMessagesVisible');
          if (isDeadLetters(queue)) {
            return (
              queue.properties['MessageRetentionPeriod'] !== 1_209_600 ||
              !alarms.some((alarm) => alarm.properties['Threshold'] === 1 && saysWhoIsHurt(alarm))
            );
          }
          const redrive = queue.properties['RedrivePolicy'];
          return redrive?.maxReceiveCount !== 5 || !/DeadLetters/.test(JSON.stringify(redrive.deadLetterTargetArn));
        }),
      ),
  },
  {
    rule: 'nobody waits in a queue unnoticed',
    broken: (cloud) =>
      names(
        resources(cloud, queueType).filter(
          (queue) =>
            !isDeadLetters(queue) && !alarmsOn(cloud, queue.name, 'ApproximateAgeOfOldestMessage').some(saysWhoIsHurt),
        ),
      ),
  },
  {
    rule: 'a function fed from a queue reports single failures, and its messages stay hidden six times as long as it runs',
    broken: (cloud) =>
      names(
        mappings(cloud).filter((mapping) => {
          const queue = resources(cloud, queueType).find(({ name }) => name === sourceOf(cloud, mapping));
          if (queue === undefined) return false;
          const fed = target(cloud, mapping.stack, mapping.properties['FunctionName']);
          const timeout = resources(cloud, 'AWS::Lambda::Function').find(({ name }) => name === fed)?.properties[
            'Timeout'
          ];
          return (
            mapping.properties['FunctionResponseTypes']?.[0] !== 'ReportBatchItemFailures' ||
            !(queue.properties['VisibilityTimeout'] >= 6 * timeout)
          );
        }),
      ),
  },
  {
    rule: 'a function that follows a table goes on after a bad row, notes it, and alarms before the stream forgets',
    broken: (cloud) =>
      names(
        mappings(cloud).filter((mapping) => {
          const { stack, properties: p } = mapping;
          if (!/Table/.test(sourceOf(cloud, mapping) ?? '')) return false;
          const fed = target(cloud, stack, p['FunctionName']) ?? '';
          return (
            p['BisectBatchOnFunctionError'] !== true ||
            !(p['MaximumRetryAttempts'] >= 0 && p['MaximumRetryAttempts'] <= 10) ||
            p['DestinationConfig']?.OnFailure?.Destination === undefined ||
            !alarmsOn(cloud, fed, 'IteratorAge').some(saysWhoIsHurt)
          );
        }),
      ),
  },
  {
    rule: 'every rule of a bus names a source and a type, and keeps what it could not deliver',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::Events::Rule').filter(
          ({ properties: p }) =>
            list(p['EventPattern']?.source).length === 0 ||
            list(p['EventPattern']?.['detail-type']).length === 0 ||
            list(p['Targets']).length === 0 ||
            list(p['Targets']).some((each) => each.DeadLetterConfig?.Arn === undefined),
        ),
      ),
  },
  {
    rule: 'a queue takes messages from its own rules alone',
    broken: (cloud) =>
      statements(cloud)
        .filter(
          ({ of, statement }) =>
            of.type === 'AWS::SQS::QueuePolicy' &&
            statement.Effect === 'Allow' &&
            statement.Condition?.['ArnEquals']?.['aws:SourceArn'] === undefined,
        )
        .map(({ of }) => of.name),
  },
  {
    rule: 'every schedule is in Japanese time, in the group, exact, and keeps what it could not start',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::Scheduler::Schedule').filter(
          ({ properties: p }) =>
            p['ScheduleExpressionTimezone'] !== 'Asia/Tokyo' ||
            p['GroupName'] === undefined ||
            p['FlexibleTimeWindow']?.Mode !== 'OFF' ||
            p['Target']?.DeadLetterConfig?.Arn === undefined,
        ),
      ),
  },
  {
    rule: 'the bus and the alarm topic are under our key; the topic takes TLS alone',
    broken: (cloud) => [
      ...names(resources(cloud, 'AWS::Events::EventBus').filter(({ properties }) => !properties['KmsKeyIdentifier'])),
      ...names(
        resources(cloud, 'AWS::SNS::Topic').filter(
          ({ name, properties }) =>
            !properties['KmsMasterKeyId'] || !deniesPlainHttp(cloud, 'AWS::SNS::TopicPolicy', 'Topics', name),
        ),
      ),
    ],
  },
  {
    rule: 'mails leave over TLS alone, signed, and what became of them is told to the default bus',
    broken: (cloud) => [
      ...names(
        resources(cloud, 'AWS::SES::ConfigurationSet').filter(
          ({ properties }) => properties['DeliveryOptions']?.TlsPolicy !== 'REQUIRE',
        ),
      ),
      ...names(
        resources(cloud, 'AWS::SES::EmailIdentity').filter(
          ({ properties: p }) =>
            !p['MailFromAttributes']?.MailFromDomain || p['DkimAttributes']?.SigningEnabled === false,
        ),
      ),
      ...names(
        resources(cloud, 'AWS::SES::ConfigurationSetEventDestination').filter(({ properties: p }) => {
          const { MatchingEventTypes: types, Enabled } = p['EventDestination'];
          return !Enabled || !['send', 'delivery', 'bounce', 'complaint'].every((type) => types.includes(type));
        }),
      ),
      ...(resources(cloud, 'AWS::SES::ConfigurationSetEventDestination').length === 0 ? ['no destination'] : []),
    ],
  },
];
