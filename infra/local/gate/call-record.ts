/** What passed the gate: the last calls, counts of all, and which grants of the template nobody has used. */
import type { FunctionModel } from '../model.ts';
import type { FaultKind } from './faults.ts';

export interface RecordedCall {
  /** Epoch milliseconds on the system's clock. */
  readonly time: number;
  readonly requestId: string;
  readonly functionId: string | undefined;
  readonly service: string;
  readonly operation: string;
  readonly outcome: CallOutcome;
  readonly status: number;
  readonly fault?: FaultKind;
  readonly durationMs: number;
}

/** `refused`: signature or policy; `failed`: the endpoint threw; `faulted`: an injected fault hid or changed the answer. */
export type CallOutcome = 'answered' | 'refused' | 'failed' | 'faulted';

export interface CallFilter {
  readonly functionId?: string;
  readonly service?: string;
  readonly operation?: string;
  /** Epoch milliseconds on the system's clock, inclusive. */
  readonly since?: number;
}

export interface UnusedGrant {
  readonly functionId: string;
  readonly action: string;
  readonly resources: readonly string[];
}

export interface CallRecord {
  add(call: RecordedCall): void;
  /** An action of a statement granted something. */
  used(functionId: string, statement: number, action: string): void;
  /** Oldest first; reaches back as far as the ring does. */
  calls(filter?: CallFilter): readonly RecordedCall[];
  /** `<functionId> <service>:<operation> <outcome>` -> number, since the start or the last `clear`. */
  counts(): Readonly<Record<string, number>>;
  unusedGrants(functions: readonly FunctionModel[]): readonly UnusedGrant[];
  clear(): void;
}

const ringSize = 20_000;

/** Granted for the platform's own doing; no call of a function passes the gate for these. */
const platformActions = /^(logs|xray):/;

export function createCallRecord(size = ringSize): CallRecord {
  let ring: RecordedCall[] = [];
  let next = 0;
  const counts = new Map<string, number>();
  const usedGrants = new Set<string>();

  const grantKey = (functionId: string, statement: number, action: string) => `${functionId} ${statement} ${action}`;

  return {
    add(call) {
      ring[next] = call;
      next = (next + 1) % size;
      const key = `${call.functionId ?? '-'} ${call.service}:${call.operation} ${call.outcome}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    used: (functionId, statement, action) => {
      usedGrants.add(grantKey(functionId, statement, action));
    },
    calls(filter = {}) {
      const inOrder = ring.length < size ? ring : [...ring.slice(next), ...ring.slice(0, next)];
      return inOrder.filter(
        (call) =>
          (filter.functionId === undefined || filter.functionId === call.functionId) &&
          (filter.service === undefined || filter.service === call.service) &&
          (filter.operation === undefined || filter.operation === call.operation) &&
          (filter.since === undefined || call.time >= filter.since),
      );
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    unusedGrants: (functions) =>
      functions.flatMap(({ id, statements }) =>
        statements.flatMap(({ effect, actions, resources }, statement) =>
          actions
            .filter((action) => effect === 'Allow' && !platformActions.test(action))
            .filter((action) => !usedGrants.has(grantKey(id, statement, action)))
            .map((action) => ({ functionId: id, action, resources })),
        ),
      ),
    clear() {
      ring = [];
      next = 0;
      counts.clear();
    },
  };
}
