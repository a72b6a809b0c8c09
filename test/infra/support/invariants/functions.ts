import { type Cloud, functionsBehind, list, type Resource, resources, target } from '../cloud.ts';
import type { Invariant } from './invariant.ts';

const functionType = 'AWS::Lambda::Function';

function functionsWhere(bad: (each: Resource, cloud: Cloud) => boolean) {
  return (cloud: Cloud) =>
    resources(cloud, functionType)
      .filter((each) => bad(each, cloud))
      .map(({ name }) => name);
}

export function alarmsOn(cloud: Cloud, name: string, metric: string): readonly Resource[] {
  return resources(cloud, 'AWS::CloudWatch::Alarm').filter(
    ({ stack, properties }) =>
      properties['MetricName'] === metric &&
      list(properties['Dimensions']).some(({ Value }) => target(cloud, stack, Value) === name),
  );
}

export function saysWhoIsHurt({ properties }: Resource): boolean {
  const sentence = properties['AlarmDescription'];
  return /^[A-Z].{29,}\.$/.test(sentence ?? '') && list(properties['AlarmActions']).length > 0;
}

function logOf(cloud: Cloud, { stack, properties }: Resource): Resource | undefined {
  const log = target(cloud, stack, properties['LoggingConfig']?.LogGroup);
  return resources(cloud, 'AWS::Logs::LogGroup').find(({ name }) => name === log);
}

export const functionInvariants: readonly Invariant[] = [
  {
    rule: 'every function runs Node 24 on arm64, traced, with memory, time and concurrency of its own',
    broken: functionsWhere(
      ({ properties: p }) =>
        p['Runtime'] !== 'nodejs24.x' ||
        p['Architectures']?.[0] !== 'arm64' ||
        p['TracingConfig']?.Mode !== 'Active' ||
        !(p['MemorySize'] >= 256) ||
        !(p['Timeout'] >= 5) ||
        !(p['ReservedConcurrentExecutions'] >= 1),
    ),
  },
  {
    rule: 'every function has a log group of its own',
    broken: (cloud) => {
      const logs = resources(cloud, functionType).map((each) => logOf(cloud, each)?.name);
      return functionsWhere((each) => {
        const log = logOf(cloud, each)?.name;
        return log === undefined || logs.filter((other) => other === log).length > 1;
      })(cloud);
    },
  },
  {
    rule: 'every function has a role of its own that only the function service can take',
    broken: (cloud) => {
      const roleOf = ({ stack, properties }: Resource) => target(cloud, stack, properties['Role']);
      const roles = resources(cloud, functionType).map(roleOf);
      return functionsWhere((each) => {
        const role = resources(cloud, 'AWS::IAM::Role').find(({ name }) => name === roleOf(each));
        const takers = list(role?.properties['AssumeRolePolicyDocument'].Statement).map(({ Principal }) => Principal);
        return (
          roles.filter((other) => other === role?.name).length !== 1 ||
          JSON.stringify(takers) !== JSON.stringify([{ Service: 'lambda.amazonaws.com' }])
        );
      })(cloud);
    },
  },
  {
    rule: 'every function alarms on errors and on throttling, with a sentence on who is hurt',
    broken: functionsWhere(({ name }, cloud) =>
      ['Errors', 'Throttles'].some((metric) => {
        const alarms = alarmsOn(cloud, name, metric);
        return alarms.length === 0 || !alarms.every(saysWhoIsHurt);
      }),
    ),
  },
  {
    rule: 'what nobody waits for keeps its failed events, tries twice again, and not for ever',
    broken: (cloud) => {
      const { routed, fed } = functionsBehind(cloud);
      const configs = resources(cloud, 'AWS::Lambda::EventInvokeConfig');
      return functionsWhere(({ stack, name, properties }) => {
        if (routed.has(name) || fed.has(name)) return false;
        const queue = target(cloud, stack, properties['DeadLetterConfig']?.TargetArn);
        const config = configs.find((each) => target(cloud, each.stack, each.properties['FunctionName']) === name);
        return (
          queue === undefined ||
          !(config?.properties['MaximumRetryAttempts'] <= 2) ||
          !(config?.properties['MaximumEventAgeInSeconds'] <= 3600)
        );
      })(cloud);
    },
  },
  {
    rule: 'a function that somebody waits for ends before the gateway gives up after 29 seconds',
    broken: (cloud) => {
      const { routed } = functionsBehind(cloud);
      return functionsWhere(({ name, properties }) => routed.has(name) && properties['Timeout'] >= 29)(cloud);
    },
  },
  {
    rule: 'reserved concurrency leaves 100 of the account’s 1,000 to what is not reserved, and staff 20 beside the public',
    broken: (cloud) => {
      const all = resources(cloud, functionType);
      const sum = all.reduce((total, { properties }) => total + (properties['ReservedConcurrentExecutions'] ?? 0), 0);
      const starved = all.filter(
        ({ id, properties }) =>
          /(StaffFunction|AccountsPublicFunction)/.test(id) && !(properties['ReservedConcurrentExecutions'] >= 20),
      );
      return [...(sum > 900 ? [`sum ${sum}`] : []), ...starved.map(({ name }) => name)];
    },
  },
  {
    rule: 'no variable of a function holds a secret',
    broken: functionsWhere(({ properties }) =>
      /resolve:|SecretString|PASSWORD|SECRET/.test(JSON.stringify(properties['Environment'] ?? {})),
    ),
  },
  {
    rule: 'only the gateway may invoke a function from outside, and only through its own stage',
    broken: (cloud) =>
      resources(cloud, 'AWS::Lambda::Permission')
        .filter(
          ({ properties: p }) =>
            p['Principal'] !== 'apigateway.amazonaws.com' ||
            p['Action'] !== 'lambda:InvokeFunction' ||
            p['SourceArn'] === undefined,
        )
        .map(({ name }) => name),
  },
];
