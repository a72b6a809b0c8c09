/**
 * What must be in us-east-1: the certificates of our domains and the web ACL in front of all distributions. Here the
 * address of whoever asks is true, so here it is counted.
 */
import { Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnIPSet } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { logKey } from '../constructs/encryption-key.ts';
import { limited, managed, path, type Rule, type Statement, WebAcl } from '../constructs/web-acl.ts';
import type { Settings } from '../settings.ts';

export interface EdgeStackProps extends StackProps {
  readonly settings: Settings;
}

export class EdgeStack extends Stack {
  /** Domain -> certificate. */
  readonly certificateArns: ReadonlyMap<string, string>;
  readonly webAclArn: string;

  constructor(scope: Construct, id: string, { settings, ...props }: EdgeStackProps) {
    super(scope, id, props);
    const domains = [settings.appDomain, ...Object.values(settings.portals)];
    this.certificateArns = new Map(
      domains.map((domainName) => {
        const validation = CertificateValidation.fromDns();
        return [
          domainName,
          new Certificate(this, `Certificate-${domainName}`, { domainName, validation }).certificateArn,
        ];
      }),
    );
    const acl = new WebAcl(this, 'Door', {
      scope: 'CLOUDFRONT',
      stageName: settings.stage.name,
      key: logKey(this, 'LogKey'),
      otherwise: 'allow',
      rules: [...editorsOnly(this, settings.editors), ...common, ...limits(settings)],
    });
    this.webAclArn = acl.arn;
  }
}

const common: readonly Rule[] = [
  managed('AWSManagedRulesAmazonIpReputationList'),
  managed('AWSManagedRulesKnownBadInputsRuleSet'),
  // A survey's answers are longer than the eight kilobytes that the rule allows; the functions check size themselves.
  managed('AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
];

const staffAddresses: Statement = anyOf([path('STARTS_WITH', '/console'), path('STARTS_WITH', '/api/v1')]);
/** Where a password or a typed code is tried, or a mail is asked for; saving a form and opening a link are not among them. */
const attemptAddresses: Statement = anyOf([
  path('EXACTLY', '/s'),
  path('EXACTLY', '/corrections'),
  path('STARTS_WITH', '/console/login'),
  path('EXACTLY', '/api/v1/sessions'),
]);

function limits({ stage }: Settings): readonly Rule[] {
  return [
    limited('attempts-per-address', stage.attemptsPerAddress, attemptAddresses),
    limited('requests-per-address', stage.requestsPerAddress),
  ];
}

/** Staff may be held to the addresses of their offices. @source S2 6.9.3 */
function editorsOnly(scope: Construct, editors: readonly string[]): readonly Rule[] {
  const sets = (['IPV4', 'IPV6'] as const).flatMap((ipAddressVersion) => {
    const addresses = editors.filter((range) => range.includes(':') === (ipAddressVersion === 'IPV6'));
    if (addresses.length === 0) return [];
    return [new CfnIPSet(scope, `Editors${ipAddressVersion}`, { scope: 'CLOUDFRONT', ipAddressVersion, addresses })];
  });
  if (sets.length === 0) return [];
  const known = anyOf(sets.map((set) => ({ ipSetReferenceStatement: { arn: set.attrArn } })));
  const elsewhere: Statement = {
    andStatement: { statements: [staffAddresses, { notStatement: { statement: known } }] },
  };
  return [{ name: 'editors-only', action: { block: {} }, statement: elsewhere }];
}

function anyOf(statements: readonly Statement[]): Statement {
  const [only, ...others] = statements;
  return only !== undefined && others.length === 0 ? only : { orStatement: { statements: [...statements] } };
}
