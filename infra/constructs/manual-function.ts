/** A function that an administrator of the account invokes by hand (docs/runbooks); nothing else can start it. */
import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { keepFailedInvocations } from './asynchronous-failure.ts';
import { type FunctionProps, ObservedFunction } from './observed-function.ts';

const startWithinSeconds = 300;

export class ManualFunction extends ObservedFunction {
  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id, props);
    keepFailedInvocations(this, startWithinSeconds);
    new CfnOutput(this, 'Name', { value: this.lambda.functionName });
  }
}
