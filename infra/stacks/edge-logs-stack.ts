/**
 * Access logs of the distributions; the service delivers them from us-east-1 alone. The application's log has no
 * address in it, since an address may hold a survey link. The portals' log has the page, for counting, but neither
 * the query nor where a visitor came from.
 */
import { Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { distributionArn } from '../constructs/distribution.ts';

export interface EdgeLogsStackProps extends StackProps {
  readonly stageName: string;
  readonly distributionIds: ReadonlyMap<string, string>;
  /** Name of the bucket for access logs. */
  readonly accessLogs: string;
}

const appFields = [
  'date',
  'time',
  'x-edge-location',
  'c-ip',
  'cs-method',
  'sc-status',
  'sc-bytes',
  'cs-bytes',
  'time-taken',
  'time-to-first-byte',
  'x-edge-request-id',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
  'x-host-header',
  'cs-protocol-version',
  'ssl-protocol',
  'sc-content-type',
];
const portalFields = [...appFields, 'cs-uri-stem', 'cs(User-Agent)'];

export class EdgeLogsStack extends Stack {
  constructor(scope: Construct, id: string, { stageName, distributionIds, accessLogs, ...props }: EdgeLogsStackProps) {
    super(scope, id, props);
    const destination = new CfnDeliveryDestination(this, 'Bucket', {
      name: `mikata-${stageName}-access-logs`,
      destinationResourceArn: `arn:${Aws.PARTITION}:s3:::${accessLogs}`,
      outputFormat: 'json',
    });
    for (const [name, distributionId] of distributionIds) {
      const source = new CfnDeliverySource(this, `Source-${name}`, {
        name: `mikata-${stageName}-${name}`,
        logType: 'ACCESS_LOGS',
        resourceArn: distributionArn(distributionId),
      });
      new CfnDelivery(this, `Delivery-${name}`, {
        deliverySourceName: source.ref,
        deliveryDestinationArn: destination.attrArn,
        recordFields: name === 'app' ? appFields : portalFields,
      });
    }
  }
}
