/** What answers HTTP: APIs with their routes, distributions with their behaviours, and the pool that lets staff in. */
import type { ApiModel, DistributionModel, GatewayAnswer, UserPoolModel } from '../model.ts';
import type { Found, Reading } from './reading.ts';
import { responseHeaders } from './response-headers.ts';
import { at, isTrue, list, number, present, string, strings } from './values.ts';

function pathOf(resourceId: string, api: Found, parents: ReadonlyMap<string, Found>): string {
  if (resourceId === api.attribute('RootResourceId')) return '';
  const resource = parents.get(resourceId);
  if (!resource) throw api.fail('ResourceId', `no resource ${resourceId} in this API`);
  const parent = String(resource.properties['ParentId']);
  return `${pathOf(parent, api, parents)}/${String(resource.properties['PathPart'])}`;
}

function routesOf(api: Found, reading: Reading): ApiModel['routes'] {
  const parents = new Map(reading.all('AWS::ApiGateway::Resource').map((resource) => [resource.ref, resource]));
  return reading
    .all('AWS::ApiGateway::Method')
    .filter(({ properties }) => properties['RestApiId'] === api.ref)
    .filter(({ properties }) => at(properties, 'Integration', 'Type') === 'AWS_PROXY')
    .map((method) => {
      const uri = String(at(method.properties, 'Integration', 'Uri'));
      const functionArn = /functions\/(arn:aws:lambda:[^/]+)\/invocations$/.exec(uri)?.[1];
      if (functionArn === undefined) throw method.fail('Integration.Uri', `${uri} names no function`);
      return {
        method: String(method.properties['HttpMethod']),
        path: pathOf(String(method.properties['ResourceId']), api, parents) || '/',
        functionArn,
      };
    });
}

const headerPrefix = 'gatewayresponse.header.';

/** Header values stand in single quotes, a quote within them doubled. */
function answersOf(api: Found, reading: Reading): readonly GatewayAnswer[] {
  return reading
    .all('AWS::ApiGateway::GatewayResponse')
    .filter(({ properties }) => properties['RestApiId'] === api.ref)
    .map(({ properties }) => ({
      type: String(properties['ResponseType']),
      ...present('status', number(properties['StatusCode'])),
      headers: Object.fromEntries(
        textsOf(properties['ResponseParameters']).map(([name, value]) => [
          name.slice(headerPrefix.length).toLowerCase(),
          value.replace(/^'|'$/g, '').replaceAll("''", "'"),
        ]),
      ),
      templates: Object.fromEntries(textsOf(properties['ResponseTemplates'])),
    }));
}

function textsOf(value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, text]) => [name, String(text)] as const);
}

export function readApis(reading: Reading): readonly ApiModel[] {
  return reading.all('AWS::ApiGateway::RestApi').map((api) => {
    const stages = reading
      .all('AWS::ApiGateway::Stage')
      .filter(({ properties }) => properties['RestApiId'] === api.ref);
    const [stage] = stages;
    if (!stage || stages.length > 1) throw api.fail('Stage', `one stage was expected, not ${stages.length}`);
    return { id: api.ref, stage: stage.ref, routes: routesOf(api, reading), answers: answersOf(api, reading) };
  });
}

type Behaviour = DistributionModel['behaviours'][number];

function originOf(distribution: Found, id: string, reading: Reading): Behaviour['origin'] {
  const origins = list(at(distribution.properties, 'DistributionConfig', 'Origins'));
  const origin = origins.find((candidate) => at(candidate, 'Id') === id);
  const domain = String(at(origin, 'DomainName'));
  const bucket = reading
    .all('AWS::S3::Bucket')
    .find(({ attribute }) => [attribute('RegionalDomainName'), attribute('DomainName')].includes(domain));
  if (bucket) return { kind: 'bucket', bucketName: bucket.ref, path: string(at(origin, 'OriginPath')) ?? '' };
  const api = reading.all('AWS::ApiGateway::RestApi').find(({ ref }) => domain.startsWith(`${ref}.execute-api.`));
  if (!api)
    throw distribution.fail('DistributionConfig.Origins', `${domain} is neither a bucket nor an API of this system`);
  const headers = list(at(origin, 'OriginCustomHeaders')).map(
    (header) => [String(at(header, 'HeaderName')).toLowerCase(), String(at(header, 'HeaderValue'))] as const,
  );
  return { kind: 'api', apiId: api.ref, headers: Object.fromEntries(headers) };
}

function readDistribution(distribution: Found, reading: Reading): DistributionModel {
  const config = distribution.properties['DistributionConfig'];
  const behaviours = [...list(at(config, 'CacheBehaviors')), at(config, 'DefaultCacheBehavior')];
  const methods = (behaviour: unknown) => strings(at(behaviour, 'AllowedMethods'));
  return {
    id: distribution.ref,
    aliases: strings(at(config, 'Aliases')),
    ...present('defaultRootObject', string(at(config, 'DefaultRootObject'))),
    behaviours: behaviours.map((behaviour) => ({
      pattern: string(at(behaviour, 'PathPattern')) ?? '*',
      methods: methods(behaviour).length > 0 ? methods(behaviour) : ['GET', 'HEAD'],
      origin: originOf(distribution, String(at(behaviour, 'TargetOriginId')), reading),
      responseHeaders: responseHeaders(string(at(behaviour, 'ResponseHeadersPolicyId')), distribution, reading),
    })),
    errorPages: list(at(config, 'CustomErrorResponses')).flatMap((page) => {
      const status = number(at(page, 'ErrorCode'));
      const path = string(at(page, 'ResponsePagePath'));
      if (status === undefined || path === undefined) return [];
      return [{ status, path, answerStatus: number(at(page, 'ResponseCode')) ?? status }];
    }),
  };
}

export function readDistributions(reading: Reading): readonly DistributionModel[] {
  return reading.all('AWS::CloudFront::Distribution').map((distribution) => readDistribution(distribution, reading));
}

const minutesPer: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 24 * 60 };

function accessTokenMinutes(client: Found): number {
  const unit = string(at(client.properties, 'TokenValidityUnits', 'AccessToken')) ?? 'hours';
  const validity = number(client.properties['AccessTokenValidity']);
  return validity === undefined ? 60 : validity * (minutesPer[unit] ?? 60);
}

function mfaOf(pool: Found): UserPoolModel['mfa'] {
  const mfa = pool.properties['MfaConfiguration'];
  return mfa === 'ON' || mfa === 'OPTIONAL' ? mfa : 'OFF';
}

const requirements = [
  ['RequireLowercase', 'lowercase'],
  ['RequireUppercase', 'uppercase'],
  ['RequireNumbers', 'numbers'],
  ['RequireSymbols', 'symbols'],
] as const;

/** Without a policy Cognito asks for all classes of characters; a policy asks for those it names. */
function passwordRequires(policy: unknown): UserPoolModel['passwordRequires'] {
  if (policy === undefined) return undefined;
  return requirements.flatMap(([property, characters]) => (isTrue(at(policy, property)) ? [characters] : []));
}

export function readUserPools(reading: Reading): readonly UserPoolModel[] {
  const clients = reading.all('AWS::Cognito::UserPoolClient');
  return reading.all('AWS::Cognito::UserPool').map((pool) => {
    const passwords = at(pool.properties, 'Policies', 'PasswordPolicy');
    return {
      id: pool.ref,
      arn: pool.attribute('Arn'),
      clients: clients
        .filter(({ properties }) => properties['UserPoolId'] === pool.ref)
        .map((client) => ({
          id: client.ref,
          flows: strings(client.properties['ExplicitAuthFlows']),
          accessTokenMinutes: accessTokenMinutes(client),
        })),
      minimumPasswordLength: number(at(passwords, 'MinimumLength')) ?? 8,
      temporaryPasswordDays: number(at(passwords, 'TemporaryPasswordValidityDays')) ?? 7,
      ...present('passwordRequires', passwordRequires(passwords)),
      usernameAttributes: strings(pool.properties['UsernameAttributes']),
      mfa: mfaOf(pool),
    };
  });
}
