/** A function that answers requests. The `api` stack gives it its paths; it is never invoked asynchronously. */
import type { Construct } from 'constructs';
import { type FunctionProps, ObservedFunction } from './observed-function.ts';

export interface HttpFunctionProps extends FunctionProps {
  /** As in API Gateway, e.g. `/s/{token}`; every method goes to the function. */
  readonly paths: readonly string[];
}

export class HttpFunction extends ObservedFunction {
  readonly paths: readonly string[];

  constructor(scope: Construct, id: string, props: HttpFunctionProps) {
    super(scope, id, props);
    this.paths = props.paths;
  }
}

/** The prefix itself and everything below it. */
export function below(prefix: string): readonly string[] {
  return [prefix, `${prefix}/{proxy+}`];
}
