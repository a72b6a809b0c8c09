import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readModel } from '../../../../infra/local/template/read-model.ts';

interface StackParts {
  readonly region?: string;
  readonly Resources?: object;
  readonly Outputs?: object;
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Mappings?: object;
}

function anAssembly(stacks: Readonly<Record<string, StackParts>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const artifacts = Object.entries(stacks).map(([name, { region = 'ap-northeast-1', ...template }]) => {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
    const environment = `aws://unknown-account/${region}`;
    return [
      name,
      { type: 'aws:cloudformation:stack', environment, properties: { templateFile: `${name}.template.json` } },
    ];
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: Object.fromEntries(artifacts) }));
  return folder;
}

const busNamed = (Name: unknown) => ({ Type: 'AWS::Events::EventBus', Properties: { Name } });

/** What a value of a stack resolves to: it becomes the name of a bus. */
function resolved(value: unknown, parts: StackParts = {}, others: Readonly<Record<string, StackParts>> = {}): unknown {
  const Resources = { ...parts.Resources, Bus: busNamed(value) };
  return readModel(anAssembly({ Here: { ...parts, Resources }, ...others })).buses.at(-1);
}

/** Keeps the linter from taking CloudFormation's placeholders for JavaScript's. */
const dollar = '$';

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } };
const queueArn = 'arn:aws:sqs:ap-northeast-1:000000000000:q';

describe('a reference', () => {
  test.each([
    ['Ref to a resource', { Ref: 'Q' }, 'https://sqs.ap-northeast-1.amazonaws.com/000000000000/q'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Q', 'Arn'] }, queueArn],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Q.Arn' }, queueArn],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { 'Fn::GetAtt': ['Q', 'QueueName'] }, 'b']] }, 'a-q-b'],
    [
      'Fn::Sub',
      { 'Fn::Sub': `${dollar}{AWS::Region}/${dollar}{Q.Arn}/${dollar}{!Literal}` },
      `ap-northeast-1/${queueArn}/\${Literal}`,
    ],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': [`${dollar}{a}-${dollar}{AWS::AccountId}`, { a: { Ref: 'AWS::Partition' } }] },
      'aws-000000000000',
    ],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Q', 'Arn'] }] }] }, 'q'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, '1'],
    ['Fn::If, when true', { 'Fn::If': ['IsHome', 'home', 'away'] }, 'home'],
    ['Fn::If, when false', { 'Fn::If': ['IsAway', 'home', 'away'] }, 'away'],
    ['a parameter by its default', { Ref: 'Stage' }, 'production'],
    ['Fn::Base64', { 'Fn::Base64': 'abc' }, 'YWJj'],
    ['Fn::ToJsonString', { 'Fn::ToJsonString': { q: { 'Fn::GetAtt': ['Q', 'QueueName'] } } }, '{"q":"q"}'],
    ['an unknown type by a name', { Ref: 'Thing' }, 'Here-Thing'],
    [
      'an unknown type by an ARN',
      { 'Fn::GetAtt': ['Thing', 'Arn'] },
      'arn:aws:iot:ap-northeast-1:000000000000:thing/Here-Thing',
    ],
  ])('%s', (_, value, expected) => {
    const isHome = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-northeast-1'] };
    const parts = {
      Resources: { Q: queue, Thing: { Type: 'AWS::IoT::Thing' } },
      Parameters: { Stage: { Type: 'String', Default: 'production' } },
      Mappings: { Sizes: { 'ap-northeast-1': { small: '1' } } },
      Conditions: {
        IsHome: { 'Fn::And': [isHome, { 'Fn::Or': [isHome, { Condition: 'IsAway' }] }] },
        IsAway: { 'Fn::Not': [isHome] },
      },
    };
    expect(resolved(value, parts)).toBe(expected);
  });

  const Outputs = { Arn: { Value: { 'Fn::GetAtt': ['Q', 'Arn'] }, Export: { Name: 'q-arn' } } };
  const there = { Resources: { Q: queue }, Outputs, region: 'us-east-1' };
  const arnThere = 'arn:aws:sqs:us-east-1:000000000000:q';

  test.each([
    ['by its output (weak)', { 'Fn::GetStackOutput': { StackName: 'There', Region: 'us-east-1', OutputName: 'Arn' } }],
    ['by its export', { 'Fn::ImportValue': 'q-arn' }],
    ['by the custom resources of a cross-region reference', { 'Fn::GetAtt': ['Reader', '/cdk/exports/Here/q-arn'] }],
  ])('to another stack in another region %s', (_, value) => {
    const exports = { '/cdk/exports/Here/q-arn': { 'Fn::GetAtt': ['Q', 'Arn'] } };
    const Writer = { Type: 'Custom::CrossRegionExportWriter', Properties: { WriterProps: { exports } } };
    const Reader = { Type: 'Custom::CrossRegionExportReader', Properties: {} };
    const other = { ...there, Resources: { ...there.Resources, Writer } };
    expect(resolved(value, { Resources: { Reader } }, { There: other })).toBe(arnThere);
  });

  test('to no value leaves its member out', () => {
    const Properties = { QueueName: { Ref: 'AWS::NoValue' }, FifoQueue: { Ref: 'AWS::NoValue' } };
    const model = readModel(anAssembly({ Here: { Resources: { Q: { Type: 'AWS::SQS::Queue', Properties } } } }));
    expect(model.queues).toMatchObject([{ name: 'Here-Q', fifo: false }]);
  });

  test.each([
    ['a missing resource', { Ref: 'Nothing' }, 'there is no resource Nothing'],
    ['a missing attribute', { 'Fn::GetAtt': ['Q', 'Colour'] }, 'AWS::SQS::Queue Q has no attribute Colour'],
    [
      'a missing output',
      { 'Fn::GetStackOutput': { StackName: 'Gone', OutputName: 'X' } },
      'stack Gone (any region) has no output X',
    ],
    ['a missing export', { 'Fn::ImportValue': 'x' }, 'no stack exports x'],
    ['an unknown function', { 'Fn::Cidr': ['10.0.0.0/8', 1, 1] }, 'Fn::Cidr is not known here'],
    ['a secret of another service', '{{resolve:ssm:/a}}', '{{resolve:ssm:/a}} cannot be read here'],
    ['itself', { 'Fn::GetAtt': ['Bus', 'Name'] }, 'the references go round in a circle'],
  ])('to %s is an error that names stack, resource and path', (_, value, reason) => {
    expect(() => resolved(value, { Resources: { Q: queue } })).toThrow(
      new RegExp(`^Here / Bus / Name\\b.*: ${literally(reason)}$`),
    );
  });

  test('that nothing here needs is left alone', () => {
    const Alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: { Ref: 'Nothing' } } };
    expect(resolved('bus', { Resources: { Alarm } })).toBe('bus');
  });
});

describe('names', () => {
  const namesOf = (...logicalIds: readonly string[]) => {
    const Resources = Object.fromEntries(logicalIds.map((id) => [id, { Type: 'AWS::SQS::Queue' }]));
    return readModel(anAssembly({ Here: { Resources } })).queues.map(({ name }) => name);
  };

  test('are the stack and the logical id without its hash', () => {
    expect(namesOf('Lost1A2B3C4D')).toEqual(['Here-Lost']);
  });

  test('keep the hash where two would be the same', () => {
    expect(namesOf('Lost1A2B3C4D', 'Lost5E6F7A8B')).toEqual(['Here-Lost1A2B3C4D', 'Here-Lost5E6F7A8B']);
  });
});

describe('an assembly', () => {
  test('leaves out resources whose condition is false', () => {
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    const Resources = { Q: { ...queue, Condition: 'Never' }, P: { Type: 'AWS::SQS::Queue' } };
    expect(readModel(anAssembly({ Here: { Conditions, Resources } })).queues).toMatchObject([{ name: 'Here-P' }]);
  });

  test('that is not there is an error that says what to do', () => {
    expect(() => readModel('/nowhere')).toThrow('/nowhere/manifest.json is missing; synthesise the stacks first');
  });

  test('with a function without code here is refused', () => {
    const Properties = { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { S3Key: 'gone.zip' }, Role: 'r' };
    const Resources = { Fn: { Type: 'AWS::Lambda::Function', Properties } };
    expect(() => readModel(anAssembly({ Here: { Resources } }))).toThrow(
      'Here / Fn / Code: no asset of the assembly holds this code (gone.zip)',
    );
  });

  test('with a policy that says what it does not mean (NotAction) is refused', () => {
    const Statement = [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }];
    const Policies = [{ PolicyName: 'p', PolicyDocument: { Statement } }];
    const Resources = { Role: { Type: 'AWS::IAM::Role', Properties: { Policies } } };
    expect(() => readModel(anAssembly({ Here: { Resources } }))).toThrow('Here / Role / PolicyDocument: NotAction');
  });
});
