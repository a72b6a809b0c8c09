/** Lambda functions with their code, environment, policies and the rules of asynchronous invocation. */
import type { FunctionModel } from '../model.ts';
import { roleStatements } from './read-policies.ts';
import type { Found, Reading } from './reading.ts';
import { at, number, present, record, string } from './values.ts';

/** @source AWS Lambda, "How Lambda handles errors and retries with asynchronous invocation": two retries, six hours */
const defaultRetries = 2;
const defaultMaxAgeSeconds = 6 * 60 * 60;

/** CDK's own providers of custom resources work at deployment only. */
function deploymentProviders(reading: Reading): ReadonlySet<string> {
  const tokens = reading.assembly.stacks.flatMap(({ template }) =>
    Object.values(template.Resources).flatMap(({ Properties }) => {
      const token = at(Properties['ServiceToken'], 'Fn::GetAtt');
      return Array.isArray(token) ? [String(token[0])] : [];
    }),
  );
  return new Set(tokens);
}

function codeFolder(found: Found, reading: Reading): string {
  const key = string(at(found.properties, 'Code', 'S3Key'));
  const folder = key === undefined ? undefined : reading.assembly.assetFolders.get(key);
  if (folder === undefined) throw found.fail('Code', `no asset of the assembly holds this code (${key ?? 'inline'})`);
  return folder;
}

function asynchronousOf(found: Found, reading: Reading): FunctionModel['asynchronous'] {
  const arn = found.attribute('Arn');
  const config = reading
    .all('AWS::Lambda::EventInvokeConfig')
    .find(({ properties }) => properties['FunctionName'] === found.ref || properties['FunctionName'] === arn);
  const properties = config?.properties ?? {};
  const failure = string(at(properties, 'DestinationConfig', 'OnFailure', 'Destination'));
  const deadLetter = string(at(found.properties, 'DeadLetterConfig', 'TargetArn'));
  return {
    maxAttempts: 1 + (number(properties['MaximumRetryAttempts']) ?? defaultRetries),
    maxAgeSeconds: number(properties['MaximumEventAgeInSeconds']) ?? defaultMaxAgeSeconds,
    ...present('deadLetterArn', failure ?? deadLetter),
  };
}

function environmentOf(found: Found): Readonly<Record<string, string>> {
  const variables = record(at(found.properties, 'Environment', 'Variables'));
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

export function readFunctions(reading: Reading): readonly FunctionModel[] {
  const providers = deploymentProviders(reading);
  const roles = roleStatements(reading);
  return reading
    .all('AWS::Lambda::Function')
    .filter(({ logicalId }) => !providers.has(logicalId))
    .map((found) => {
      const { properties } = found;
      if (!String(properties['Runtime']).startsWith('nodejs')) throw found.fail('Runtime', 'only Node.js runs here');
      return {
        id: found.id,
        name: found.ref,
        arn: found.attribute('Arn'),
        codeFolder: codeFolder(found, reading),
        handler: String(properties['Handler']),
        timeoutSeconds: number(properties['Timeout']) ?? 3,
        memoryMb: number(properties['MemorySize']) ?? 128,
        ...present('reservedConcurrency', number(properties['ReservedConcurrentExecutions'])),
        environment: environmentOf(found),
        statements: roles.get(String(properties['Role'])) ?? [],
        asynchronous: asynchronousOf(found, reading),
      };
    });
}
