/** What all distributions share: our domain, TLS 1.2 or better, HTTP/3, IPv6, and the web ACL in front. */
import { Aws } from 'aws-cdk-lib';
import type { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';

export interface FrontProps {
  readonly domain: string;
  readonly certificateArn: string;
  readonly webAclArn: string;
}

type SharedConfig = Omit<CfnDistribution.DistributionConfigProperty, 'defaultCacheBehavior'>;

export function front({ domain, certificateArn, webAclArn }: FrontProps): SharedConfig {
  return {
    enabled: true,
    comment: domain,
    aliases: [domain],
    httpVersion: 'http2and3',
    ipv6Enabled: true,
    priceClass: 'PriceClass_200',
    webAclId: webAclArn,
    viewerCertificate: {
      acmCertificateArn: certificateArn,
      sslSupportMethod: 'sni-only',
      minimumProtocolVersion: 'TLSv1.2_2021',
    },
  };
}

/** Two years, as the preload lists ask. */
export const transportSecurity = {
  accessControlMaxAgeSec: 63_072_000,
  includeSubdomains: true,
  override: true,
} as const;

export function distributionArn(id: string): string {
  return `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/${id}`;
}
