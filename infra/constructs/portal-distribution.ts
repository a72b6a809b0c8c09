/** The public portal of one programme: its folder of the site bucket, read by nobody but its distribution. */
import {
  CachePolicy,
  CfnDistribution,
  CfnOriginAccessControl,
  CfnResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { distributionArn, type FrontProps, front, transportSecurity } from './distribution.ts';

export interface PortalDistributionProps extends FrontProps {
  readonly programme: string;
  readonly bucket: Bucket;
  readonly shared: PortalShared;
}

/** What all portals have in common. */
export interface PortalShared {
  readonly headersPolicyId: string;
  readonly originAccessControlId: string;
}

/** Short, so that a visitor sees the page on a missing page as soon as the page is there again. */
const errorSeconds = 60;

export class PortalDistribution extends Construct {
  readonly distributionId: string;
  readonly domainName: string;

  constructor(scope: Construct, id: string, props: PortalDistributionProps) {
    super(scope, id);
    const { bucket, programme, shared } = props;
    const distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        ...front(props),
        defaultRootObject: 'index.html',
        origins: [
          {
            id: 'site',
            domainName: bucket.bucketRegionalDomainName,
            originPath: `/${programme}`,
            originAccessControlId: shared.originAccessControlId,
            s3OriginConfig: { originAccessIdentity: '' },
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: 'site',
          viewerProtocolPolicy: 'redirect-to-https',
          allowedMethods: ['GET', 'HEAD'],
          cachePolicyId: CachePolicy.CACHING_OPTIMIZED.cachePolicyId,
          responseHeadersPolicyId: shared.headersPolicyId,
          compress: true,
        },
        // A bucket that may not be listed says 403 of what it does not hold.
        customErrorResponses: [403, 404].map((errorCode) => ({
          errorCode,
          responseCode: 404,
          responsePagePath: '/404.html',
          errorCachingMinTtl: errorSeconds,
        })),
      },
    });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects(`${programme}/*`)],
        conditions: { StringEquals: { 'aws:SourceArn': distributionArn(distribution.ref) } },
      }),
    );
    this.distributionId = distribution.ref;
    this.domainName = distribution.attrDomainName;
  }
}

export function portalShared(
  scope: Construct,
  names: { readonly stageName: string; readonly appDomain: string },
): PortalShared {
  const control = new CfnOriginAccessControl(scope, 'SiteAccess', {
    originAccessControlConfig: {
      name: `mikata-${names.stageName}-site`,
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    },
  });
  const headers = new CfnResponseHeadersPolicy(scope, 'PortalHeaders', {
    responseHeadersPolicyConfig: {
      name: `mikata-${names.stageName}-portal`,
      securityHeadersConfig: {
        contentSecurityPolicy: { contentSecurityPolicy: portalPolicy(names.appDomain), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        // A visitor's next site must not learn that help was looked for here.
        referrerPolicy: { referrerPolicy: 'no-referrer', override: true },
        strictTransportSecurity: transportSecurity,
      },
      customHeadersConfig: {
        items: [
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
          { header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()', override: true },
        ],
      },
      removeHeadersConfig: { items: [{ header: 'Set-Cookie' }] },
    },
  });
  return { headersPolicyId: headers.ref, originAccessControlId: control.attrId };
}

/** Only what the portal itself holds is loaded; its forms go to the application. */
function portalPolicy(appDomain: string): string {
  return [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' https://${appDomain}`,
  ].join('; ');
}
