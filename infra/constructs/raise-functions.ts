/** Makes of each entry of the catalogue the construct of its trigger. */
import type { Construct } from 'constructs';
import type { FunctionEntry } from '../functions/entry.ts';
import { HttpFunction } from './http-function.ts';
import { ManualFunction } from './manual-function.ts';
import type { FunctionHost, ObservedFunction } from './observed-function.ts';
import { QueueFunction } from './queue-function.ts';
import { ScheduledFunction } from './scheduled-function.ts';
import { StreamFunction } from './stream-function.ts';

export interface Surroundings extends FunctionHost {
  readonly busName: string;
  readonly scheduleGroupName: string;
}

export function raiseFunctions(
  scope: Construct,
  host: Surroundings,
  entries: readonly FunctionEntry[],
): readonly ObservedFunction[] {
  return entries.map((entry) => raise(scope, host, entry));
}

function raise(scope: Construct, host: Surroundings, entry: FunctionEntry): ObservedFunction {
  const id = constructId(entry.folder);
  switch (entry.trigger) {
    case 'http':
      return new HttpFunction(scope, id, { host, ...entry });
    case 'event':
      return new QueueFunction(scope, id, {
        host,
        ...entry,
        ...(entry.bus === 'ours' ? { busName: host.busName } : {}),
      });
    case 'schedule':
      return new ScheduledFunction(scope, id, { host, ...entry, scheduleGroupName: host.scheduleGroupName });
    case 'stream':
      return new StreamFunction(scope, id, { host, ...entry });
    case 'hand':
      return new ManualFunction(scope, id, { host, ...entry });
  }
}

/** `surveys/on-contacts-imported` -> `SurveysOnContactsImported` */
function constructId(folder: string): string {
  return folder
    .split(/[/-]/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}
