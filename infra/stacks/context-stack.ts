/** The functions of one context, with their queues, schedules and alarms. It holds no data and can be made anew. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ObservedFunction } from '../constructs/observed-function.ts';
import { raiseFunctions, type Surroundings } from '../constructs/raise-functions.ts';
import type { FunctionEntry } from '../functions/entry.ts';

export interface ContextStackProps extends StackProps {
  readonly host: Surroundings;
  readonly entries: readonly FunctionEntry[];
}

export class ContextStack extends Stack {
  readonly functions: readonly ObservedFunction[];

  constructor(scope: Construct, id: string, { host, entries, ...props }: ContextStackProps) {
    super(scope, id, props);
    this.functions = raiseFunctions(this, host, entries);
  }
}
