/**
 * What the public meets: one distribution per portal over the site bucket, and one for the application in front of
 * the gateway. A portal is static; it is read without a function and without a database.
 */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { BucketHandle } from '../capabilities.ts';
import { AppDistribution, type Door } from '../constructs/app-distribution.ts';
import { distributionArn, type FrontProps } from '../constructs/distribution.ts';
import type { ObservedFunction } from '../constructs/observed-function.ts';
import { PortalDistribution, portalShared } from '../constructs/portal-distribution.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import { raiseFunctions, type Surroundings } from '../constructs/raise-functions.ts';
import type { FunctionEntry } from '../functions/entry.ts';
import type { Settings } from '../settings.ts';
import type { EdgeStack } from './edge-stack.ts';

export interface SiteStackProps extends StackProps {
  readonly host: Surroundings;
  readonly settings: Settings;
  readonly door: Door;
  readonly edge: EdgeStack;
  /** Name of the bucket for access logs. */
  readonly accessLogs: string;
  readonly entries: (site: Site) => readonly FunctionEntry[];
}

export interface Site {
  readonly site: BucketHandle;
  readonly distributions: { readonly arns: readonly string[]; readonly ids: string };
  readonly programmes: readonly string[];
}

export class SiteStack extends Stack {
  readonly functions: readonly ObservedFunction[];
  /** Distribution ids by what they serve: a programme, or `app`. */
  readonly distributionIds: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);
    const { host, settings } = props;
    const site = new PrivateBucket(this, 'Site', { variable: 'SITE_BUCKET', accessLogs: props.accessLogs });
    const portals = addPortals(this, site, props);
    const stageName = settings.stage.name;
    const app = new AppDistribution(this, 'App', {
      stageName,
      door: props.door,
      ...domainProps(props, settings.appDomain),
    });
    const all = [...portals, ['app', app] as const];
    for (const [name, { domainName }] of all) new CfnOutput(this, `Address-${name}`, { value: domainName });
    this.distributionIds = new Map(all.map(([name, { distributionId }]) => [name, distributionId]));
    const ids = portals.map(([programme, { distributionId }]) => [programme, distributionId] as const);
    const distributions = {
      arns: ids.map(([, distributionId]) => distributionArn(distributionId)),
      ids: this.toJsonString(Object.fromEntries(ids)),
    };
    const programmes = ids.map(([programme]) => programme);
    this.functions = raiseFunctions(this, host, props.entries({ site, distributions, programmes }));
  }
}

function addPortals(stack: SiteStack, { bucket }: PrivateBucket, props: SiteStackProps) {
  const { stage, portals, appDomain } = props.settings;
  const shared = portalShared(stack, { stageName: stage.name, appDomain });
  return Object.entries(portals).map(([programme, domain]) => {
    const portal = { programme, bucket, shared, ...domainProps(props, domain) };
    return [programme, new PortalDistribution(stack, `Portal-${programme}`, portal)] as const;
  });
}

function domainProps({ edge }: SiteStackProps, domain: string): FrontProps {
  const certificateArn = edge.certificateArns.get(domain);
  if (certificateArn === undefined) throw new Error(`no certificate for ${domain}`);
  return { domain, certificateArn, webAclArn: edge.webAclArn };
}
