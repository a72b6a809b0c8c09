/**
 * Faults between functions and services, from a plan and a seed: the same seed and the same calls give the same
 * faults. Each rule draws from its own sequence, so that one rule does not shift another.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';

/**
 * - `before`: refused with 500, nothing done
 * - `after`: done, then the connection breaks
 * - `twice`: done twice at the same time, the first answer counts
 * - `throttle`: refused as the service refuses who is too fast, nothing done
 * - `kill-…-before`, `kill-…-after`: the host, its whole process group or the database ends with -9 before the call is
 *   done, or when it is done and not yet answered
 */
export const FaultKind = z.enum([
  'before',
  'after',
  'twice',
  'throttle',
  'kill-host-before',
  'kill-host-after',
  'kill-group-before',
  'kill-group-after',
  'kill-database-before',
  'kill-database-after',
]);
export type FaultKind = z.infer<typeof FaultKind>;

const FaultRule = z.strictObject({
  service: z.string().optional(),
  operation: z.string().optional(),
  functionId: z.string().optional(),
  /** Only the nth call that the rule's names fit, counted from 1. */
  nth: z.int().min(1).optional(),
  /** Share of the calls, from 0 to 1. Without `nth` and `rate`, every call. */
  rate: z.number().min(0).max(1).optional(),
  how: FaultKind,
});

export const FaultPlan = z.strictObject({ seed: z.int(), rules: z.array(FaultRule) });
export type FaultPlan = z.infer<typeof FaultPlan>;

export interface FaultableCall {
  readonly service: string;
  readonly operation: string;
  readonly functionId: string | undefined;
}

export interface FaultCount {
  readonly rule: z.infer<typeof FaultRule>;
  /** Calls that the rule's names fitted. */
  readonly matched: number;
  readonly injected: number;
}

export interface Faults {
  /** Replaces the plan and starts counting anew; undefined ends all faults. */
  setPlan(plan: FaultPlan | undefined): void;
  /** What happens to this call. The first rule that strikes wins; all rules count. */
  strike(call: FaultableCall): FaultKind | undefined;
  /** Whether a call of this service may have to be run twice, so that its body must be kept. */
  mayRepeat(service: string): boolean;
  counts(): readonly FaultCount[];
}

/** From 0 up to 1. */
function draw(seed: number, rule: number, count: number): number {
  const digest = createHash('sha256').update(`${seed}/${rule}/${count}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

interface RuleState {
  readonly rule: z.infer<typeof FaultRule>;
  matched: number;
  injected: number;
}

export function createFaults(): Faults {
  let seed = 0;
  let states: RuleState[] = [];

  function strikes(state: RuleState, index: number): boolean {
    const { nth, rate } = state.rule;
    if (nth !== undefined) return state.matched === nth;
    return rate === undefined || draw(seed, index, state.matched) < rate;
  }

  return {
    setPlan(plan) {
      seed = plan?.seed ?? 0;
      states = (plan?.rules ?? []).map((rule) => ({ rule, matched: 0, injected: 0 }));
    },
    strike(call) {
      let found: RuleState | undefined;
      for (const [index, state] of states.entries()) {
        if (!fits(state.rule, call)) continue;
        state.matched += 1;
        if (!found && strikes(state, index)) found = state;
      }
      if (found) found.injected += 1;
      return found?.rule.how;
    },
    mayRepeat: (service) =>
      states.some(({ rule }) => rule.how === 'twice' && (rule.service === undefined || rule.service === service)),
    counts: () => states.map((state) => ({ ...state })),
  };
}

function fits(rule: z.infer<typeof FaultRule>, call: FaultableCall): boolean {
  return (
    (rule.service === undefined || rule.service === call.service) &&
    (rule.operation === undefined || rule.operation === call.operation) &&
    (rule.functionId === undefined || rule.functionId === call.functionId)
  );
}
