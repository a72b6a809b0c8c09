import { type Cloud, list, type Properties, type Resource, resources, target } from '../cloud.ts';
import type { Invariant } from './invariant.ts';

const names = (found: readonly Resource[]) => found.map(({ name }) => name);

/** What an access log of the gateway may show; everything else could hold an address, and with it a survey link. */
const harmless = [
  'requestId',
  'requestTime',
  'httpMethod',
  'resourcePath',
  'status',
  'responseLength',
  'responseLatency',
  'integration.status',
  'integration.requestId',
  'integration.error',
  'wafResponseCode',
  'error.responseType',
];
const addressFields = ['cs-uri-stem', 'cs-uri-query', 'cs(Referer)', 'cs(Cookie)'];

function distributions(cloud: Cloud): readonly Resource[] {
  return resources(cloud, 'AWS::CloudFront::Distribution');
}

function behaviours({ properties }: Resource) {
  const { DefaultCacheBehavior, CacheBehaviors } = properties['DistributionConfig'];
  return [DefaultCacheBehavior, ...(CacheBehaviors ?? [])];
}

function deliveredFields(cloud: Cloud, distribution: string): readonly string[] | undefined {
  const source = resources(cloud, 'AWS::Logs::DeliverySource').find(({ stack, properties }) =>
    list(properties['ResourceArn']?.['Fn::Join']?.[1]).some((part) => target(cloud, stack, part) === distribution),
  );
  const delivery = resources(cloud, 'AWS::Logs::Delivery').find(
    ({ stack, properties }) =>
      source !== undefined && target(cloud, stack, properties['DeliverySourceName']) === source.name,
  );
  return delivery?.properties['RecordFields'];
}

function redacts(cloud: Cloud, acl: Resource): boolean {
  const logging = resources(cloud, 'AWS::WAFv2::LoggingConfiguration').find(
    ({ stack, properties }) => target(cloud, stack, properties['ResourceArn']) === acl.name,
  );
  const fields = JSON.stringify(logging?.properties['RedactedFields'] ?? []);
  const demanded = ['"UriPath"', '"QueryString"', '"cookie"', '"authorization"', '"referer"'];
  if (acl.properties['Scope'] === 'REGIONAL') demanded.push('"x-mikata-door"');
  return demanded.every((each) => fields.includes(each));
}

function showsDoorHeader(statement: Properties): boolean {
  const match = statement['ByteMatchStatement'];
  return (
    match?.FieldToMatch?.SingleHeader?.Name === 'x-mikata-door' &&
    match.PositionalConstraint === 'EXACTLY' &&
    JSON.stringify(match.SearchString).includes('{{resolve:secretsmanager:')
  );
}

export const frontDoorInvariants: readonly Invariant[] = [
  {
    rule: 'the gateway’s access log shows the pattern of a path, never the path, the query or a header',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::ApiGateway::Stage').filter(({ properties }) => {
          const shown = [...(properties['AccessLogSetting']?.Format ?? '$context.nothing').matchAll(/\$([\w.]+)/g)];
          return shown.some(([, variable]) => !harmless.includes(variable.replace(/^context\./, '')));
        }),
      ),
  },
  {
    rule: 'the gateway keeps no execution log, no body and no trace, and throttles',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::ApiGateway::Stage').filter(
          ({ properties }) =>
            properties['TracingEnabled'] === true ||
            list(properties['MethodSettings']).length === 0 ||
            list(properties['MethodSettings']).some(
              (each) =>
                each.LoggingLevel !== 'OFF' || each.DataTraceEnabled === true || !(each.ThrottlingRateLimit > 0),
            ),
        ),
      ),
  },
  {
    rule: 'every path of the gateway leads to a function',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::ApiGateway::Method').filter(
          ({ properties }) => properties['Integration']?.Type !== 'AWS_PROXY' || properties['HttpMethod'] !== 'ANY',
        ),
      ),
  },
  {
    rule: 'the gateway stands behind a web ACL that lets in our distributions alone',
    broken: (cloud) => {
      const guarded = resources(cloud, 'AWS::WAFv2::WebACLAssociation').map(({ stack, properties }) =>
        target(cloud, stack, properties['WebACLArn']),
      );
      const regional = resources(cloud, 'AWS::WAFv2::WebACL').filter(
        ({ properties }) => properties['Scope'] === 'REGIONAL',
      );
      const open = regional.filter(({ name, properties: p }) => {
        const rules = list(p['Rules']);
        return (
          p['DefaultAction']?.Block === undefined ||
          rules.length === 0 ||
          !rules.every((rule) => showsDoorHeader(rule.Statement)) ||
          !guarded.includes(name)
        );
      });
      return regional.length === 1 ? names(open) : ['no regional web ACL'];
    },
  },
  {
    rule: 'web ACLs log with addresses and secrets left out, and keep no samples of requests',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::WAFv2::WebACL').filter(
          (acl) => !redacts(cloud, acl) || JSON.stringify(acl.properties).includes('"SampledRequestsEnabled":true'),
        ),
      ),
  },
  {
    rule: 'the front door’s web ACL has the managed rules and limits requests and attempts of one address',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::WAFv2::WebACL').filter(({ properties: p }) => {
          if (p['Scope'] !== 'CLOUDFRONT') return false;
          const rules = list(p['Rules']).map(({ Name }) => Name);
          const demanded = [
            'editors-only',
            'AWSManagedRulesAmazonIpReputationList',
            'AWSManagedRulesKnownBadInputsRuleSet',
            'AWSManagedRulesCommonRuleSet',
            'attempts-per-address',
            'requests-per-address',
          ];
          return !demanded.every((each) => rules.includes(each));
        }),
      ),
  },
  {
    rule: 'every distribution speaks TLS 1.2 or better, by its own name, behind the web ACL',
    broken: (cloud) =>
      names(
        distributions(cloud).filter((each) => {
          const config = each.properties['DistributionConfig'];
          return (
            config.ViewerCertificate?.MinimumProtocolVersion !== 'TLSv1.2_2021' ||
            list(config.Aliases).length !== 1 ||
            !/Door/.test(target(cloud, each.stack, config.WebACLId) ?? '') ||
            behaviours(each).some(({ ViewerProtocolPolicy: policy }) => policy !== 'redirect-to-https')
          );
        }),
      ),
  },
  {
    rule: 'every distribution is logged; the application’s log has no address, a portal’s neither query, cookie nor origin',
    broken: (cloud) =>
      names(
        distributions(cloud).filter(({ id, name, properties }) => {
          const fields = deliveredFields(cloud, name);
          const kept = /^App/.test(id) ? addressFields : addressFields.slice(1);
          return (
            fields === undefined ||
            fields.some((field) => kept.includes(field)) ||
            properties['DistributionConfig'].Logging !== undefined
          );
        }),
      ),
  },
  {
    rule: 'the application is never cached, but for what stands under /static with its digest',
    broken: (cloud) =>
      names(
        distributions(cloud).filter((each) => {
          if (!/^App/.test(each.id)) return false;
          const [everything, ...others] = behaviours(each);
          return (
            everything.CachePolicyId !== '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' ||
            others.map(({ PathPattern }) => PathPattern).join() !== '/static/*'
          );
        }),
      ),
  },
  {
    rule: 'a portal loads nothing from elsewhere, tells nobody where a visitor was, and sets no cookie',
    broken: (cloud) =>
      names(
        resources(cloud, 'AWS::CloudFront::ResponseHeadersPolicy').filter(({ id, properties }) => {
          const config = properties['ResponseHeadersPolicyConfig'];
          const headers = config.SecurityHeadersConfig;
          if (!(headers.StrictTransportSecurity?.AccessControlMaxAgeSec >= 31_536_000)) return true;
          if (!/^Portal/.test(id)) return false;
          const policy = headers.ContentSecurityPolicy?.ContentSecurityPolicy ?? '';
          return (
            !policy.startsWith("default-src 'self';") ||
            /unsafe|\*/.test(policy) ||
            headers.ReferrerPolicy?.ReferrerPolicy !== 'no-referrer' ||
            !JSON.stringify(config.RemoveHeadersConfig ?? {}).includes('Set-Cookie')
          );
        }),
      ),
  },
  {
    rule: 'a portal’s distribution reads its own folder of the site bucket, signed',
    broken: (cloud) =>
      names(
        distributions(cloud).filter(({ id, properties }) => {
          const [origin] = properties['DistributionConfig'].Origins;
          return (
            /^Portal/.test(id) && (!origin.OriginAccessControlId || !/^\/[a-z0-9-]+$/.test(origin.OriginPath ?? ''))
          );
        }),
      ),
  },
  {
    rule: 'nothing is made by code of its own while deploying',
    broken: (cloud) => names(resources(cloud).filter(({ type }) => /^Custom::|CustomResource/.test(type))),
  },
  {
    rule: 'no stack has more than 400 resources',
    broken: (cloud) =>
      Object.keys(cloud).filter((stack) => resources({ [stack]: cloud[stack] ?? { Resources: {} } }).length > 400),
  },
];
