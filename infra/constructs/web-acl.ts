/** Web access control lists. Neither their logs nor their samples may show where a request went: links are secrets. */
import { ArnFormat, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

export interface WebAclProps {
  readonly scope: 'REGIONAL' | 'CLOUDFRONT';
  readonly stageName: string;
  readonly key: IKey;
  /** What becomes of a request that no rule decided. */
  readonly otherwise: 'allow' | 'block';
  /** In the order in which they are asked. */
  readonly rules: readonly Rule[];
  /** Left out of the logs, beside the usual ones. */
  readonly secretHeaders?: readonly string[];
}

export type Rule = Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>;
export type Statement = CfnWebACL.StatementProperty;

const alwaysSecretHeaders = ['authorization', 'cookie', 'referer'];

export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: props.scope,
      defaultAction: props.otherwise === 'allow' ? { allow: {} } : { block: {} },
      visibilityConfig: seen(id),
      rules: props.rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: seen(rule.name) })),
    });
    // The service only takes log groups whose name begins so.
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `aws-waf-logs-mikata-${props.stageName}-${id.toLowerCase()}`,
      retention: RetentionDays.ONE_YEAR,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const headers = [...alwaysSecretHeaders, ...(props.secretHeaders ?? [])];
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // The service wants the group's name in the ARN without the `:*` that the log group's own ARN ends in.
      logDestinationConfigs: [logArn(logGroup)],
      redactedFields: [
        { uriPath: {} },
        { queryString: {} },
        ...headers.map((header) => ({ singleHeader: { Name: header } })),
      ],
    });
    this.arn = acl.attrArn;
  }
}

function logArn(logGroup: LogGroup): string {
  return logGroup.stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    resourceName: logGroup.logGroupName,
  });
}

/** Counted, but without samples: a sample shows the address asked for. */
function seen(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}

export function managed(name: string, countedOnly: readonly string[] = []): Rule {
  return {
    name,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: countedOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
  };
}

/** At most so many requests of one address within five minutes. */
export function limited(name: string, requests: number, where?: Statement): Rule {
  return {
    name,
    action: {
      block: { customResponse: { responseCode: 429, responseHeaders: [{ name: 'Retry-After', value: '300' }] } },
    },
    statement: {
      rateBasedStatement: {
        limit: requests,
        aggregateKeyType: 'IP',
        evaluationWindowSec: 300,
        ...(where === undefined ? {} : { scopeDownStatement: where }),
      },
    },
  };
}

export function path(how: 'EXACTLY' | 'STARTS_WITH', text: string): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: how,
      searchString: text,
      textTransformations: [
        { priority: 0, type: 'NORMALIZE_PATH' },
        { priority: 1, type: 'LOWERCASE' },
      ],
    },
  };
}

export function header(name: string, value: string): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch: { singleHeader: { Name: name } },
      positionalConstraint: 'EXACTLY',
      searchString: value,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}
