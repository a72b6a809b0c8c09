import { change, drop, type Mutation } from './mutation.ts';

const webAcl = 'AWS::WAFv2::WebACL';
const distribution = 'AWS::CloudFront::Distribution';

export const frontDoorMutations: readonly Mutation[] = [
  {
    mistake: 'paths in the gateway’s log',
    plant: change('AWS::ApiGateway::Stage', /./, (p) => {
      p['AccessLogSetting'].Format = p['AccessLogSetting'].Format.replace('$context.resourcePath', '$context.path');
    }),
  },
  {
    mistake: 'bodies in the gateway’s log',
    plant: change('AWS::ApiGateway::Stage', /./, (p) => {
      p['MethodSettings'][0].DataTraceEnabled = true;
    }),
  },
  {
    mistake: 'an execution log of the gateway',
    plant: change('AWS::ApiGateway::Stage', /./, (p) => {
      p['MethodSettings'][0].LoggingLevel = 'INFO';
    }),
  },
  {
    mistake: 'traces of addresses',
    plant: change('AWS::ApiGateway::Stage', /./, (p) => {
      p['TracingEnabled'] = true;
    }),
  },
  {
    mistake: 'a gateway without throttling',
    plant: change('AWS::ApiGateway::Stage', /./, (p) => delete p['MethodSettings'][0].ThrottlingRateLimit),
  },
  {
    mistake: 'a gateway that lets everybody in',
    plant: change(webAcl, /Gateway/, (p) => {
      p['DefaultAction'] = { Allow: {} };
    }),
  },
  {
    mistake: 'a door secret that stands in the template',
    plant: change(webAcl, /Gateway/, (p) => {
      p['Rules'][0].Statement.ByteMatchStatement.SearchString = 'open sesame';
    }),
  },
  { mistake: 'a gateway without its web ACL', plant: drop('AWS::WAFv2::WebACLAssociation') },
  {
    mistake: 'addresses in the web ACL’s log',
    plant: change('AWS::WAFv2::LoggingConfiguration', /./, (p) => p['RedactedFields'].shift()),
  },
  {
    mistake: 'the secret header in the web ACL’s log',
    plant: change('AWS::WAFv2::LoggingConfiguration', /Gateway/, (p) => p['RedactedFields'].pop()),
  },
  {
    mistake: 'samples of requests',
    plant: change(webAcl, /Door/, (p) => {
      p['VisibilityConfig'].SampledRequestsEnabled = true;
    }),
  },
  {
    mistake: 'no limit on attempts',
    plant: change(webAcl, /^Door/, (p) => {
      p['Rules'] = p['Rules'].filter((rule: { Name: string }) => rule.Name !== 'attempts-per-address');
    }),
  },
  {
    mistake: 'old TLS',
    plant: change(distribution, /Portal/, (p) => {
      p['DistributionConfig'].ViewerCertificate.MinimumProtocolVersion = 'TLSv1';
    }),
  },
  {
    mistake: 'plain HTTP',
    plant: change(distribution, /App/, (p) => {
      p['DistributionConfig'].DefaultCacheBehavior.ViewerProtocolPolicy = 'allow-all';
    }),
  },
  {
    mistake: 'a distribution without the web ACL',
    plant: change(distribution, /App/, (p) => delete p['DistributionConfig'].WebACLId),
  },
  {
    mistake: 'addresses in the application’s log',
    plant: change('AWS::Logs::Delivery', /app/, (p) => p['RecordFields'].push('cs-uri-stem')),
  },
  {
    mistake: 'queries in a portal’s log',
    plant: change('AWS::Logs::Delivery', /women/, (p) => p['RecordFields'].push('cs-uri-query')),
  },
  { mistake: 'a distribution without a log', plant: drop('AWS::Logs::Delivery', /app/) },
  {
    mistake: 'pages of one person kept for the next',
    plant: change(distribution, /App/, (p) => {
      p['DistributionConfig'].DefaultCacheBehavior.CachePolicyId = '658327ea-f89d-4fab-a63d-7e88639e58f6';
    }),
  },
  {
    mistake: 'inline scripts on a portal',
    plant: change('AWS::CloudFront::ResponseHeadersPolicy', /Portal/, (p) => {
      p['ResponseHeadersPolicyConfig'].SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy =
        "default-src 'self'; script-src 'unsafe-inline'";
    }),
  },
  {
    mistake: 'a portal that tells where a visitor was',
    plant: change(
      'AWS::CloudFront::ResponseHeadersPolicy',
      /Portal/,
      (p) => delete p['ResponseHeadersPolicyConfig'].SecurityHeadersConfig.ReferrerPolicy,
    ),
  },
  {
    mistake: 'a portal that reads all of the bucket',
    plant: change(distribution, /Portal/, (p) => {
      p['DistributionConfig'].Origins[0].OriginPath = '';
    }),
  },
  {
    mistake: 'code that runs while deploying',
    plant: (cloud) => {
      const stack = cloud['Data'];
      if (stack) stack.Resources['Cleaner'] = { Type: 'Custom::S3AutoDeleteObjects' };
    },
  },
];
