/**
 * Decides whether a function's statements grant what a call needs: default deny, an explicit deny wins.
 * Conditions that are not known here never allow, and always deny.
 * @source AWS IAM User Guide, "Policy evaluation logic" and "IAM JSON policy elements: Condition operators"
 */
import type { PolicyStatement } from '../model.ts';
import type { NeededPermission } from '../ports.ts';

export type Decision =
  | {
      readonly kind: 'allowed' /** Of the statement that allows. */;
      readonly statement: number;
      readonly action: string;
    }
  | { readonly kind: 'denied'; readonly why: 'not-granted' | 'explicit-deny' };

type Context = ReadonlyMap<string, readonly string[]>;

/** `*` is any text, `?` any one character. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  let index = 0;
  while (index < text.length) {
    const expected = pattern[at];
    if (expected === '*') {
      star = at;
      resumeAt = index;
      at += 1;
    } else if (expected === '?' || (expected !== undefined && expected === text[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resumeAt += 1;
      index = resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

type Compare = (wanted: string, actual: string) => boolean;

function numeric(holds: (actual: number, wanted: number) => boolean): Compare {
  return (wanted, actual) => holds(Number(actual), Number(wanted));
}

const sameText: Compare = (wanted, actual) => wanted === actual;
const sameWord: Compare = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();

const operators: Readonly<Record<string, Compare>> = {
  ArnEquals: matchesWildcard,
  ArnLike: matchesWildcard,
  Bool: sameWord,
  NumericEquals: numeric((actual, wanted) => actual === wanted),
  NumericGreaterThan: numeric((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numeric((actual, wanted) => actual >= wanted),
  NumericLessThan: numeric((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numeric((actual, wanted) => actual <= wanted),
  StringEquals: sameText,
  StringEqualsIgnoreCase: sameWord,
  StringLike: matchesWildcard,
};

const negated: Readonly<Record<string, Compare>> = {
  ArnNotEquals: matchesWildcard,
  ArnNotLike: matchesWildcard,
  NumericNotEquals: numeric((actual, wanted) => actual === wanted),
  StringNotEquals: sameText,
  StringNotEqualsIgnoreCase: sameWord,
  StringNotLike: matchesWildcard,
};

/** Undefined where the operator is not known. */
function conditionHolds(operator: string, wanted: readonly string[], actual: readonly string[] | undefined) {
  if (operator === 'Null') return wanted.some((value) => (value === 'true') === (actual === undefined));
  const [, set, name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const positive = operators[name ?? ''];
  const negative = negated[name ?? ''];
  const compare = positive ?? negative;
  if (!compare) return undefined;
  if (actual === undefined || actual.length === 0) {
    return ifExists !== undefined || set === 'ForAllValues' || (set === undefined && negative !== undefined);
  }
  const one = (value: string) => wanted.some((pattern) => compare(pattern, value)) === (positive !== undefined);
  // Without a set operator a key has one value; more of them must all fit, so that nothing slips through.
  return set === 'ForAnyValue' ? actual.some(one) : actual.every(one);
}

function allConditionsHold(statement: PolicyStatement, context: Context): boolean {
  return Object.entries(statement.conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const holds = conditionHolds(operator, wanted, context.get(key.toLowerCase()));
      return holds ?? statement.effect === 'Deny';
    }),
  );
}

function matchedAction(statement: PolicyStatement, need: NeededPermission): string | undefined {
  return statement.actions.find((pattern) => matchesWildcard(pattern.toLowerCase(), need.action.toLowerCase()));
}

export function decide(statements: readonly PolicyStatement[], need: NeededPermission): Decision {
  const context: Context = new Map([
    ['aws:securetransport', ['true']],
    ...Object.entries(need.conditions ?? {}).map(([key, values]) => [key.toLowerCase(), values] as const),
  ]);
  let allowed: Decision | undefined;
  for (const [index, statement] of statements.entries()) {
    const action = matchedAction(statement, need);
    if (action === undefined) continue;
    if (!statement.resources.some((pattern) => matchesWildcard(pattern, need.resource))) continue;
    if (!allConditionsHold(statement, context)) continue;
    if (statement.effect === 'Deny') return { kind: 'denied', why: 'explicit-deny' };
    allowed ??= { kind: 'allowed', statement: index, action };
  }
  return allowed ?? { kind: 'denied', why: 'not-granted' };
}
