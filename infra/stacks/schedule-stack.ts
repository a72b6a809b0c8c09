/** The group in which all schedules stand, so that they can be listed and stopped as one. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';

export class ScheduleStack extends Stack {
  readonly scheduleGroupName: string;

  constructor(scope: Construct, id: string, props: StackProps & { readonly stageName: string }) {
    super(scope, id, props);
    this.scheduleGroupName = new CfnScheduleGroup(this, 'Clock', { name: `mikata-${props.stageName}` }).ref;
  }
}
