/**
 * Event patterns of EventBridge, which Lambda's event filters share: every key of the pattern must match, an array
 * is a choice, an object goes one level deeper. `cidr` is refused: nothing here matches addresses.
 * @source Amazon EventBridge User Guide, "Comparison operators for use in event patterns"
 */

type Leaf = string | number | boolean | null;
type Matches = (event: unknown) => boolean;
type LeafMatches = (leaf: Leaf) => boolean;

/** Reads a pattern once. Throws on an operator that it does not know, so that no rule is silently never true. */
export function compilePattern(pattern: unknown): Matches {
  if (!isObject(pattern)) throw new Error(`An event pattern is an object, not ${JSON.stringify(pattern)}`);
  const fields = Object.entries(pattern).map(([key, part]) => {
    if (key === '$or') return anyOf(part);
    const matches = compilePart(part);
    return (event: unknown) => matches(isObject(event) ? event[key] : undefined);
  });
  return (event) => fields.every((matches) => matches(event));
}

function anyOf(part: unknown): Matches {
  if (!Array.isArray(part)) throw new Error('$or takes a list of patterns');
  const choices = part.map(compilePattern);
  return (event) => choices.some((matches) => matches(event));
}

function compilePart(part: unknown): Matches {
  if (Array.isArray(part)) return compileChoices(part);
  const deeper = compilePattern(part);
  // One and the same element of a list has to match the whole of the nested pattern.
  return (value) => (Array.isArray(value) ? value.some((element) => deeper(element)) : deeper(value));
}

function compileChoices(choices: readonly unknown[]): Matches {
  const missingIsFine = choices.some((choice) => isObject(choice) && choice['exists'] === false);
  const leafTests = choices.filter((choice) => !(isObject(choice) && choice['exists'] === false)).map(compileChoice);
  return (value) => {
    const leaves = leavesOf(value);
    if (leaves.length === 0) return missingIsFine;
    return leaves.some((leaf) => leafTests.some((matches) => matches(leaf)));
  };
}

function compileChoice(choice: unknown): LeafMatches {
  if (isLeaf(choice)) return (leaf) => leaf === choice;
  if (!isObject(choice)) throw new Error(`A pattern cannot hold ${JSON.stringify(choice)} as a choice`);
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(choice);
  if (more.length > 0) throw new Error(`One operator at a time: ${JSON.stringify(choice)}`);
  if (operator === 'exists' && operand === true) return () => true;
  if (operator === 'anything-but') return compileAnythingBut(operand);
  if (operator === 'numeric') return compileNumeric(operand);
  return compileText(operator, operand);
}

function compileText(operator: string, operand: unknown): LeafMatches {
  const ignoresCase = isObject(operand) && typeof operand['equals-ignore-case'] === 'string';
  const wanted = ignoresCase ? operand['equals-ignore-case'] : operand;
  if (typeof wanted !== 'string') throw new Error(`${operator} takes text: ${JSON.stringify(operand)}`);
  const fold = (text: string) => (ignoresCase ? text.toLowerCase() : text);
  switch (operator) {
    case 'prefix':
      return onText((text) => fold(text).startsWith(fold(wanted)));
    case 'suffix':
      return onText((text) => fold(text).endsWith(fold(wanted)));
    case 'equals-ignore-case':
      return onText((text) => text.toLowerCase() === wanted.toLowerCase());
    case 'wildcard':
      return onText(wildcard(wanted));
    default:
      throw new Error(`Unknown operator in an event pattern: ${operator}`);
  }
}

function compileAnythingBut(operand: unknown): LeafMatches {
  if (isLeaf(operand)) return (leaf) => leaf !== operand;
  if (Array.isArray(operand)) return (leaf) => !operand.includes(leaf);
  if (!isObject(operand)) throw new Error(`anything-but cannot take ${JSON.stringify(operand)}`);
  const [[operator, values] = ['', undefined]] = Object.entries(operand);
  const refused = (Array.isArray(values) ? values : [values]).map((value) => compileText(operator, value));
  return (leaf) => !refused.some((matches) => matches(leaf));
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function compileNumeric(operand: unknown): LeafMatches {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0) {
    throw new Error(`numeric takes pairs of comparison and number: ${JSON.stringify(operand)}`);
  }
  const tests = Array.from({ length: operand.length / 2 }, (_, pair) => {
    const compare = comparisons[String(operand[2 * pair])];
    const bound: unknown = operand[2 * pair + 1];
    if (!compare || typeof bound !== 'number') throw new Error(`Not a comparison: ${JSON.stringify(operand)}`);
    return (value: number) => compare(value, bound);
  });
  return (leaf) => typeof leaf === 'number' && tests.every((test) => test(leaf));
}

function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.split(/(\\.|\*+)/).map((part) => {
    if (/^\*+$/.test(part)) return '.*';
    return (/^\\.$/s.test(part) ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const shape = new RegExp(`^${parts.join('')}$`, 's');
  return (text) => shape.test(text);
}

function onText(test: (text: string) => boolean): LeafMatches {
  return (leaf) => typeof leaf === 'string' && test(leaf);
}

/** An object is not a leaf: `exists` and every other operator see nothing there. */
function leavesOf(value: unknown): readonly Leaf[] {
  return (Array.isArray(value) ? value : [value]).filter(isLeaf);
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
