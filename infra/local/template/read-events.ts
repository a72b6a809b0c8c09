/** Buses, rules, schedules, and what feeds functions from queues and streams. */
import type { EventSourceModel, MailModel, RuleModel, ScheduleModel } from '../model.ts';
import type { Found, Reading } from './reading.ts';
import { arn } from './resource-names.ts';
import { at, isTrue, list, number, present, record, string, strings } from './values.ts';

const defaultBus = 'default';
/** @source EventBridge Scheduler, "Configuring retry policy": 185 retries within 24 hours */
const schedulerRetries = 185;

/** A bus may be given by name or by ARN. */
function busName(value: unknown): string {
  return string(value)?.split('/').at(-1) ?? defaultBus;
}

export function readBuses(reading: Reading): readonly string[] {
  return [defaultBus, ...reading.all('AWS::Events::EventBus').map(({ ref }) => ref)];
}

function functionArn(value: unknown, found: Found): string {
  const name = String(value);
  return name.startsWith('arn:') ? name : arn('lambda', found.stack.region, `function:${name}`);
}

export function readEventSources(reading: Reading): readonly EventSourceModel[] {
  return reading.all('AWS::Lambda::EventSourceMapping').map((found) => {
    const { properties } = found;
    const sourceArn = String(properties['EventSourceArn']);
    const patterns = list(at(properties, 'FilterCriteria', 'Filters')).map((filter) => string(at(filter, 'Pattern')));
    return {
      functionArn: functionArn(properties['FunctionName'], found),
      sourceArn,
      batchSize: number(properties['BatchSize']) ?? (sourceArn.includes(':sqs:') ? 10 : 100),
      batchingWindowSeconds: number(properties['MaximumBatchingWindowInSeconds']) ?? 0,
      reportsItemFailures: strings(properties['FunctionResponseTypes']).includes('ReportBatchItemFailures'),
      filters: patterns.map((pattern) => JSON.parse(pattern ?? '{}')),
      ...present('maxConcurrency', number(at(properties, 'ScalingConfig', 'MaximumConcurrency'))),
      maxRetries: number(properties['MaximumRetryAttempts']) ?? -1,
      bisects: isTrue(properties['BisectBatchOnFunctionError']),
      ...present('onFailureArn', string(at(properties, 'DestinationConfig', 'OnFailure', 'Destination'))),
      enabled: properties['Enabled'] === undefined || isTrue(properties['Enabled']),
    };
  });
}

type RuleTarget = RuleModel['targets'][number];

function transformerOf(target: unknown): RuleTarget['inputTransformer'] {
  const constant = string(at(target, 'Input'));
  if (constant !== undefined) return { paths: {}, template: constant };
  const transformer = at(target, 'InputTransformer');
  if (transformer === undefined) return undefined;
  const paths = Object.entries(record(at(transformer, 'InputPathsMap')));
  return {
    paths: Object.fromEntries(paths.map(([name, path]) => [name, String(path)])),
    template: String(at(transformer, 'InputTemplate')),
  };
}

function readTarget(target: unknown): RuleTarget {
  return {
    arn: String(at(target, 'Arn')),
    ...present('inputPath', string(at(target, 'InputPath'))),
    ...present('inputTransformer', transformerOf(target)),
    ...present('messageGroupId', string(at(target, 'SqsParameters', 'MessageGroupId'))),
    ...present('deadLetterArn', string(at(target, 'DeadLetterConfig', 'Arn'))),
  };
}

export function readRules(reading: Reading): readonly RuleModel[] {
  return reading
    .all('AWS::Events::Rule')
    .filter(({ properties }) => properties['EventPattern'] !== undefined)
    .map(({ properties, ref }) => ({
      name: ref,
      busName: busName(properties['EventBusName']),
      pattern: properties['EventPattern'],
      targets: list(properties['Targets']).map(readTarget),
      enabled: properties['State'] !== 'DISABLED',
    }));
}

/** Schedules, and rules that fire by the clock (one schedule per target, in UTC). */
export function readSchedules(reading: Reading): readonly ScheduleModel[] {
  const schedules = reading.all('AWS::Scheduler::Schedule').map(({ properties, ref }) => {
    const target = properties['Target'];
    return {
      name: ref,
      expression: String(properties['ScheduleExpression']),
      timezone: string(properties['ScheduleExpressionTimezone']) ?? 'UTC',
      targetArn: String(at(target, 'Arn')),
      ...present('input', string(at(target, 'Input'))),
      enabled: properties['State'] !== 'DISABLED',
      maxAttempts: 1 + (number(at(target, 'RetryPolicy', 'MaximumRetryAttempts')) ?? schedulerRetries),
      ...present('deadLetterArn', string(at(target, 'DeadLetterConfig', 'Arn'))),
    };
  });
  const timed = reading.all('AWS::Events::Rule').flatMap(({ properties, ref }) => {
    const expression = string(properties['ScheduleExpression']);
    if (expression === undefined) return [];
    return list(properties['Targets']).map((target) => ({
      name: `${ref}-${String(at(target, 'Id'))}`,
      expression,
      timezone: 'UTC',
      targetArn: String(at(target, 'Arn')),
      ...present('input', string(at(target, 'Input'))),
      enabled: properties['State'] !== 'DISABLED',
      maxAttempts: 1 + (number(at(target, 'RetryPolicy', 'MaximumRetryAttempts')) ?? schedulerRetries),
      ...present('deadLetterArn', string(at(target, 'DeadLetterConfig', 'Arn'))),
    }));
  });
  return [...schedules, ...timed];
}

export function readMail(reading: Reading): MailModel {
  const destinations = reading
    .all('AWS::SES::ConfigurationSetEventDestination')
    .filter(({ properties }) => at(properties, 'EventDestination', 'Enabled') !== false);
  return {
    identities: reading.all('AWS::SES::EmailIdentity').map(({ ref }) => ref),
    configurationSets: reading.all('AWS::SES::ConfigurationSet').map(({ ref }) => {
      const own = destinations.filter(({ properties }) => properties['ConfigurationSetName'] === ref);
      const toBus = own.find(
        ({ properties }) => at(properties, 'EventDestination', 'EventBridgeDestination') !== undefined,
      );
      const busArn = at(toBus?.properties, 'EventDestination', 'EventBridgeDestination', 'EventBusArn');
      return {
        name: ref,
        ...present('busName', busArn === undefined ? undefined : busName(busArn)),
        eventTypes: strings(at(toBus?.properties, 'EventDestination', 'MatchingEventTypes')),
      };
    }),
  };
}
