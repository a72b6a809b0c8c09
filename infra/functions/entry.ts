/** An entry of the catalogue: what a function is started by, what it may do, how large it is, and who it hurts. */
import type { BucketHandle, Capability, KeyHandle, MailHandle, TableHandle, UserPoolHandle } from '../capabilities.ts';
import type { EventPattern } from '../constructs/queue-function.ts';
import type { TableName } from '../stacks/data-stack.ts';

interface Sized {
  /** Below `functions/`; it has a `main.ts`. */
  readonly folder: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Of the account's 1,000 (see docs/capacity.md), kept for this function and the most that it can take. */
  readonly concurrency: number;
  readonly may: readonly Capability[];
  /** Who is hurt while it fails, in one English sentence. */
  readonly failureImpact: string;
}

export interface HttpEntry extends Sized {
  readonly trigger: 'http';
  readonly paths: readonly string[];
}

export interface EventEntry extends Sized {
  readonly trigger: 'event';
  /** `ours` is the bus of this system; AWS services speak on the account's `default` bus alone. */
  readonly bus: 'ours' | 'default';
  readonly pattern: EventPattern;
  readonly batchSize: number;
  /** Ordered lanes, one per programme named. */
  readonly groups?: readonly string[];
}

export interface ScheduleEntry extends Sized {
  readonly trigger: 'schedule';
  /** Read in Asia/Tokyo. */
  readonly schedule: string;
  readonly startWithinSeconds: number;
}

export interface StreamEntry extends Sized {
  readonly trigger: 'stream';
  readonly streamArn: string;
  readonly batchSize: number;
}

/** Invoked by an administrator of the cloud account alone. */
export interface ManualEntry extends Sized {
  readonly trigger: 'hand';
}

export type FunctionEntry = HttpEntry | EventEntry | ScheduleEntry | StreamEntry | ManualEntry;

/** What functions can be given access to. */
export interface Holdings {
  readonly tables: Readonly<Record<TableName, TableHandle>>;
  readonly outboxStreamArn: string;
  readonly quarantine: BucketHandle;
  readonly privateFiles: BucketHandle;
  readonly linkKey: KeyHandle;
  readonly bus: { readonly eventBusArn: string; readonly eventBusName: string };
  readonly userPool: UserPoolHandle;
  readonly mail: MailHandle;
}
