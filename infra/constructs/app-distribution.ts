/** The application's front door: everything goes to the gateway, nothing is kept but style sheets and scripts. */
import {
  CachePolicy,
  CfnDistribution,
  CfnResponseHeadersPolicy,
  OriginRequestPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { type FrontProps, front, transportSecurity } from './distribution.ts';

/** Where the gateway is, and the header by which it knows its distributions. */
export interface Door {
  readonly domainName: string;
  readonly originPath: string;
  readonly header: string;
  readonly secret: string;
}

export interface AppDistributionProps extends FrontProps {
  readonly stageName: string;
  readonly door: Door;
}

/** Somewhat longer than the gateway's own 29 seconds, so that its answer is the one that is seen. */
const readTimeoutSeconds = 30;

export class AppDistribution extends Construct {
  readonly distributionId: string;
  readonly domainName: string;

  constructor(scope: Construct, id: string, props: AppDistributionProps) {
    super(scope, id);
    // The functions write the headers of their own pages; only what no page may lack is added here.
    const headers = new CfnResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyConfig: {
        name: `mikata-${props.stageName}-app`,
        securityHeadersConfig: {
          strictTransportSecurity: { ...transportSecurity, override: false },
          contentTypeOptions: { override: false },
        },
      },
    });
    const shared = {
      targetOriginId: 'gateway',
      viewerProtocolPolicy: 'redirect-to-https',
      responseHeadersPolicyId: headers.ref,
      compress: true,
    };
    const distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        ...front(props),
        origins: [gatewayOrigin(props.door)],
        defaultCacheBehavior: {
          ...shared,
          allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
          cachePolicyId: CachePolicy.CACHING_DISABLED.cachePolicyId,
          originRequestPolicyId: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER.originRequestPolicyId,
        },
        cacheBehaviors: [
          {
            ...shared,
            pathPattern: '/static/*',
            allowedMethods: ['GET', 'HEAD'],
            cachePolicyId: CachePolicy.CACHING_OPTIMIZED.cachePolicyId,
          },
        ],
      },
    });
    this.distributionId = distribution.ref;
    this.domainName = distribution.attrDomainName;
  }
}

function gatewayOrigin({ domainName, originPath, header, secret }: Door): CfnDistribution.OriginProperty {
  return {
    id: 'gateway',
    domainName,
    originPath,
    originCustomHeaders: [{ headerName: header, headerValue: secret }],
    customOriginConfig: {
      originProtocolPolicy: 'https-only',
      originSslProtocols: ['TLSv1.2'],
      originReadTimeout: readTimeoutSeconds,
    },
  };
}
