import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { decide, matchesWildcard } from '../../../../infra/local/gate/policy.ts';
import type { PolicyStatement } from '../../../../infra/local/model.ts';

const table = 'arn:aws:dynamodb:ap-northeast-1:000000000000:table/surveys';

function allow(overrides: Partial<PolicyStatement> = {}): PolicyStatement {
  return { effect: 'Allow', actions: ['dynamodb:GetItem'], resources: [table], conditions: {}, ...overrides };
}

const deny = (overrides: Partial<PolicyStatement> = {}): PolicyStatement => ({ ...allow(overrides), effect: 'Deny' });

function may(statements: readonly PolicyStatement[], conditions: Record<string, string[]> = {}): string {
  const decision = decide(statements, { action: 'dynamodb:GetItem', resource: table, conditions });
  return decision.kind === 'denied' ? decision.why : decision.kind;
}

/** The meaning of a pattern, written in the slowest and plainest way. */
function naiveMatch(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === '*') return naiveMatch(rest, text) || (text !== '' && naiveMatch(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && naiveMatch(rest, text.slice(1));
}

describe('wildcards', () => {
  const pattern = fc
    .array(fc.constantFrom('a', 'b', '*', '?', '.', ':'), { maxLength: 8 })
    .map((parts) => parts.join(''));
  const text = fc.array(fc.constantFrom('a', 'b', '.', ':', '*'), { maxLength: 10 }).map((parts) => parts.join(''));

  property.prop([pattern, text])('match as their definition says', (one, other) => {
    expect(matchesWildcard(one, other)).toBe(naiveMatch(one, other));
  });

  test('do not take ages over many stars', () => {
    expect(matchesWildcard('*a'.repeat(40), 'b'.repeat(5000))).toBe(false);
  });
});

describe('a policy', () => {
  test('without statements grants nothing', () => expect(may([])).toBe('not-granted'));
  test('grants what it names', () => expect(may([allow()])).toBe('allowed'));
  test('does not grant another action', () =>
    expect(may([allow({ actions: ['dynamodb:PutItem'] })])).toBe('not-granted'));
  test('does not grant another resource', () => expect(may([allow({ resources: [`${table}2`] })])).toBe('not-granted'));
  test('takes actions in any case', () => expect(may([allow({ actions: ['DYNAMODB:get*'] })])).toBe('allowed'));
  test('takes resources in their case only', () => {
    expect(may([allow({ resources: [table.toUpperCase()] })])).toBe('not-granted');
  });
  test('with a deny grants nothing, whatever else it allows', () => {
    expect(may([allow(), deny({ actions: ['*'], resources: ['*'] })])).toBe('explicit-deny');
  });
  test('tells which statement granted', () => {
    const decision = decide([allow({ actions: ['s3:*'] }), allow()], { action: 'dynamodb:GetItem', resource: table });
    expect(decision).toEqual({ kind: 'allowed', statement: 1, action: 'dynamodb:GetItem' });
  });
});

describe('a condition', () => {
  const leading = (operator: string, ...values: string[]) => [
    allow({ conditions: { [operator]: { 'dynamodb:LeadingKeys': values } } }),
  ];
  const key = 'dynamodb:LeadingKeys';

  test.each([
    ['StringEquals', ['a'], ['a'], 'allowed'],
    ['StringEquals', ['a', 'b'], ['b'], 'allowed'],
    ['StringEquals', ['a'], ['b'], 'not-granted'],
    ['StringEquals', ['a*'], ['ab'], 'not-granted'],
    ['StringEquals', ['a'], undefined, 'not-granted'],
    ['StringEqualsIfExists', ['a'], undefined, 'allowed'],
    ['StringEqualsIfExists', ['a'], ['b'], 'not-granted'],
    ['StringNotEquals', ['a'], ['b'], 'allowed'],
    ['StringNotEquals', ['a', 'b'], ['b'], 'not-granted'],
    ['StringNotEquals', ['a'], undefined, 'allowed'],
    ['StringLike', ['a*'], ['ab'], 'allowed'],
    ['StringNotLike', ['a*'], ['ab'], 'not-granted'],
    ['ArnLike', ['arn:*:x'], ['arn:y:x'], 'allowed'],
    ['Bool', ['true'], ['True'], 'allowed'],
    ['Null', ['true'], undefined, 'allowed'],
    ['Null', ['true'], ['a'], 'not-granted'],
    ['Null', ['false'], ['a'], 'allowed'],
    ['NumericLessThan', ['5'], ['4'], 'allowed'],
    ['NumericLessThan', ['5'], ['5'], 'not-granted'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], 'allowed'],
    ['ForAllValues:StringEquals', ['a'], ['a', 'b'], 'not-granted'],
    ['ForAllValues:StringLike', ['a#*'], ['a#1', 'a#2'], 'allowed'],
    ['ForAllValues:StringEquals', ['a'], undefined, 'allowed'],
    ['ForAnyValue:StringEquals', ['a'], ['a', 'b'], 'allowed'],
    ['ForAnyValue:StringEquals', ['a'], ['b'], 'not-granted'],
    ['ForAnyValue:StringEquals', ['a'], undefined, 'not-granted'],
    ['StringEquals', ['a'], ['a', 'b'], 'not-granted'],
    ['DateGreaterThan', ['2026-01-01'], ['2027-01-01'], 'not-granted'],
  ])('%s %j on %j is %s', (operator, wanted, actual, expected) => {
    expect(may(leading(operator, ...wanted), actual ? { [key]: actual } : {})).toBe(expected);
  });

  test('of a kind that is not known makes a deny hold', () => {
    expect(may([allow(), deny({ conditions: { DateGreaterThan: { 'aws:CurrentTime': ['2026-01-01'] } } })])).toBe(
      'explicit-deny',
    );
  });

  test('names its key in any case', () => {
    expect(may(leading('StringEquals', 'a'), { 'DYNAMODB:leadingkeys': ['a'] })).toBe('allowed');
  });

  test('must hold together with all others', () => {
    const statement = allow({ conditions: { StringEquals: { a: ['1'] }, StringLike: { b: ['2*'] } } });
    expect(may([statement], { a: ['1'], b: ['20'] })).toBe('allowed');
    expect(may([statement], { a: ['1'], b: ['3'] })).toBe('not-granted');
  });

  test('on the transport sees a secure one, as in the cloud', () => {
    expect(may([allow(), deny({ conditions: { Bool: { 'aws:SecureTransport': ['false'] } } })])).toBe('allowed');
  });
});
