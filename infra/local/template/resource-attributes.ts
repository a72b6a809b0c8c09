/** What `Ref` and `Fn::GetAtt` give for each type of resource. */
import { arn, generatedName, localAccount, type Named, nameOf, opaqueId, uuidOf } from './resource-names.ts';

export interface Attributes {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Describe = (named: Named) => Attributes;

const queue: Describe = (named) => {
  const isFifo = named.property('FifoQueue') === true;
  const given = nameOf(named, 'QueueName');
  const name = isFifo && !given.endsWith('.fifo') ? `${given}.fifo` : given;
  const { region } = named.stack;
  const url = `https://sqs.${region}.amazonaws.com/${localAccount}/${name}`;
  return { ref: url, attributes: { Arn: arn('sqs', region, name), QueueName: name, QueueUrl: url } };
};

const bucket: Describe = (named) => {
  const name = nameOf(named, 'BucketName').toLowerCase().slice(0, 63);
  const { region } = named.stack;
  return {
    ref: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
    },
  };
};

const table: Describe = (named) => {
  const name = nameOf(named, 'TableName');
  const tableArn = arn('dynamodb', named.stack.region, `table/${name}`);
  const streamArn = `${tableArn}/stream/2026-01-01T00:00:00.000`;
  return { ref: name, attributes: { Arn: tableArn, StreamArn: streamArn, TableId: uuidOf(named) } };
};

const lambda: Describe = (named) => {
  const name = nameOf(named, 'FunctionName');
  return { ref: name, attributes: { Arn: arn('lambda', named.stack.region, `function:${name}`) } };
};

const userPool: Describe = (named) => {
  const { region } = named.stack;
  const id = `${region}_${opaqueId(named, 9)}`;
  const provider = `cognito-idp.${region}.amazonaws.com/${id}`;
  const attributes = {
    UserPoolId: id,
    Arn: arn('cognito-idp', region, `userpool/${id}`),
    ProviderName: provider,
    ProviderURL: `https://${provider}`,
  };
  return { ref: id, attributes };
};

const secret: Describe = (named) => {
  const secretArn = arn('secretsmanager', named.stack.region, `secret:${nameOf(named, 'Name')}-000000`);
  return { ref: secretArn, attributes: { Id: secretArn } };
};

const distribution: Describe = (named) => {
  const id = opaqueId(named, 13).toUpperCase();
  return { ref: id, attributes: { Id: id, DomainName: `d${id.toLowerCase()}.cloudfront.net` } };
};

const rule: Describe = (named) => {
  const name = nameOf(named, 'Name');
  return { ref: name, attributes: { Arn: arn('events', named.stack.region, `rule/${name}`) } };
};

const bus: Describe = (named) => {
  const name = nameOf(named, 'Name');
  return { ref: name, attributes: { Arn: arn('events', named.stack.region, `event-bus/${name}`), Name: name } };
};

const key: Describe = (named) => {
  const id = uuidOf(named);
  return { ref: id, attributes: { Arn: arn('kms', named.stack.region, `key/${id}`), KeyId: id } };
};

const role: Describe = (named) => {
  const name = nameOf(named, 'RoleName');
  return { ref: name, attributes: { Arn: `arn:aws:iam::${localAccount}:role/${name}`, RoleId: name } };
};

const api: Describe = (named) => {
  const id = opaqueId(named, 10);
  return { ref: id, attributes: { RestApiId: id, RootResourceId: `${id}-root` } };
};

const schedule: Describe = (named) => {
  const name = nameOf(named, 'Name');
  return { ref: name, attributes: { Arn: arn('scheduler', named.stack.region, `schedule/default/${name}`) } };
};

const topic: Describe = (named) => {
  const name = nameOf(named, 'TopicName');
  const topicArn = arn('sns', named.stack.region, name);
  return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
};

const logGroup: Describe = (named) => {
  const name = nameOf(named, 'LogGroupName');
  return { ref: name, attributes: { Arn: `${arn('logs', named.stack.region, `log-group:${name}`)}:*` } };
};

const managedPolicy: Describe = (named) => {
  const policyArn = `arn:aws:iam::${localAccount}:policy/${nameOf(named, 'ManagedPolicyName')}`;
  return { ref: policyArn, attributes: { PolicyArn: policyArn } };
};

const parameter: Describe = (named) => {
  const value = named.property('Value');
  return { ref: nameOf(named, 'Name'), attributes: typeof value === 'string' ? { Value: value } : {} };
};

const named =
  (property: string): Describe =>
  (resource) => ({ ref: nameOf(resource, property), attributes: {} });

const identified: Describe = (resource) => {
  const id = uuidOf(resource);
  return { ref: id, attributes: { Id: id } };
};

/** Types of which the host knows all attributes; any other attribute of these is an error. */
const known: Readonly<Record<string, Describe>> = {
  'AWS::ApiGateway::RestApi': api,
  'AWS::ApiGateway::Stage': named('StageName'),
  'AWS::CertificateManager::Certificate': (resource) => {
    return { ref: arn('acm', resource.stack.region, `certificate/${uuidOf(resource)}`), attributes: {} };
  },
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::OriginAccessControl': identified,
  'AWS::CloudFront::ResponseHeadersPolicy': identified,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': (resource) => {
    const id = opaqueId(resource, 26);
    return { ref: id, attributes: { ClientId: id } };
  },
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': bus,
  'AWS::Events::Rule': rule,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Role': role,
  'AWS::KMS::Alias': named('AliasName'),
  'AWS::KMS::Key': key,
  'AWS::Lambda::Function': lambda,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::S3::Bucket': bucket,
  'AWS::SNS::Topic': topic,
  'AWS::SQS::Queue': queue,
  'AWS::SSM::Parameter': parameter,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::SecretsManager::Secret': secret,
};

/** Types named by one of their properties, whose other attributes (DKIM records and the like) nothing here reads. */
const namedBy: Readonly<Record<string, string>> = {
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
};

export function refOf(resource: Named): string {
  const describe = known[resource.resource.Type];
  if (describe) return describe(resource).ref;
  return nameOf(resource, namedBy[resource.resource.Type] ?? 'Name');
}

/** Undefined where a type whose attributes are known has no such attribute. */
export function attributeOf(resource: Named, attribute: string): string | undefined {
  const describe = known[resource.resource.Type];
  if (describe) return describe(resource).attributes[attribute];
  const name = generatedName(resource.stack, resource.logicalId);
  if (!attribute.endsWith('Arn')) return `${name}.${attribute}`;
  const [, service = 'unknown', type = 'resource'] = resource.resource.Type.toLowerCase().split('::');
  return arn(service, resource.stack.region, `${type}/${name}`);
}
