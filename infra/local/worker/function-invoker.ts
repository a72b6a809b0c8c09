/** All functions of the system by their ARN, each with its own thread once it is first invoked. */
import type { SystemModel } from '../model.ts';
import type { FunctionInvoker } from '../ports.ts';
import { createFunctionWorker, type FunctionWorker, type FunctionWorkerOptions } from './function-worker.ts';

export type FunctionInvokerOptions = Omit<FunctionWorkerOptions, 'model' | 'region'> & {
  readonly model: Pick<SystemModel, 'functions' | 'region'>;
};

export interface LocalFunctions extends FunctionInvoker {
  /** Throws for an ARN of no function. */
  worker(functionArn: string): FunctionWorker;
  isIdle(): boolean;
  stop(): Promise<void>;
}

export function createFunctionInvoker({ model, ...shared }: FunctionInvokerOptions): LocalFunctions {
  const workers = new Map(
    model.functions.map((one) => [one.arn, createFunctionWorker({ ...shared, model: one, region: model.region })]),
  );

  function worker(functionArn: string): FunctionWorker {
    const found = workers.get(functionArn);
    if (!found) throw new Error(`there is no function ${functionArn}`);
    return found;
  }

  return {
    worker,
    invoke: (functionArn, event, about) => worker(functionArn).invoke(event, about),
    isIdle: () => [...workers.values()].every((one) => one.isIdle()),
    async stop() {
      await Promise.all([...workers.values()].map((one) => one.stop()));
    },
  };
}
