/** The headers that a distribution's response-headers policy adds. */
import type { DistributionModel } from '../model.ts';
import type { Found, Reading } from './reading.ts';
import { at, isTrue, list, number, string } from './values.ts';

type ResponseHeader = DistributionModel['behaviours'][number]['responseHeaders'][number];

/** @source CloudFront, "Use managed response headers policies": SecurityHeadersPolicy */
const managedSecurityHeaders = '67f7725c-6f97-4210-82d7-5512b31e9d03';
const managed: Readonly<Record<string, readonly ResponseHeader[]>> = {
  [managedSecurityHeaders]: [
    { name: 'referrer-policy', value: 'strict-origin-when-cross-origin', override: false },
    { name: 'strict-transport-security', value: 'max-age=31536000', override: false },
    { name: 'x-content-type-options', value: 'nosniff', override: true },
    { name: 'x-frame-options', value: 'SAMEORIGIN', override: false },
    { name: 'x-xss-protection', value: '1; mode=block', override: false },
  ],
};

function transportSecurity(config: unknown): string {
  const parts = [`max-age=${number(at(config, 'AccessControlMaxAgeSec')) ?? 0}`];
  if (isTrue(at(config, 'IncludeSubdomains'))) parts.push('includeSubDomains');
  if (isTrue(at(config, 'Preload'))) parts.push('preload');
  return parts.join('; ');
}

const securityHeaders: Readonly<Record<string, (config: unknown) => readonly [string, string]>> = {
  ContentSecurityPolicy: (config) => ['content-security-policy', String(at(config, 'ContentSecurityPolicy'))],
  ContentTypeOptions: () => ['x-content-type-options', 'nosniff'],
  FrameOptions: (config) => ['x-frame-options', String(at(config, 'FrameOption'))],
  ReferrerPolicy: (config) => ['referrer-policy', String(at(config, 'ReferrerPolicy'))],
  StrictTransportSecurity: (config) => ['strict-transport-security', transportSecurity(config)],
  XSSProtection: (config) => {
    const isOn = isTrue(at(config, 'Protection'));
    return ['x-xss-protection', isOn ? (isTrue(at(config, 'ModeBlock')) ? '1; mode=block' : '1') : '0'];
  },
};

/** A policy that is neither in the templates nor known is an error: a page without its headers is another page. */
export function responseHeaders(
  policyId: string | undefined,
  distribution: Found,
  reading: Reading,
): readonly ResponseHeader[] {
  if (policyId === undefined) return [];
  const known = managed[policyId];
  if (known) return known;
  const policy = reading.all('AWS::CloudFront::ResponseHeadersPolicy').find(({ ref }) => ref === policyId);
  if (!policy) throw distribution.fail('ResponseHeadersPolicyId', `policy ${policyId} is not known here`);
  const config = policy.properties['ResponseHeadersPolicyConfig'];
  const security = Object.entries(securityHeaders).flatMap(([member, describe]) => {
    const part = at(config, 'SecurityHeadersConfig', member);
    if (part === undefined) return [];
    const [name, value] = describe(part);
    return [{ name, value, override: isTrue(at(part, 'Override')) }];
  });
  const custom = list(at(config, 'CustomHeadersConfig', 'Items')).map((item) => ({
    name: String(at(item, 'Header')).toLowerCase(),
    value: string(at(item, 'Value')) ?? '',
    override: isTrue(at(item, 'Override')),
  }));
  return [...security, ...custom];
}
