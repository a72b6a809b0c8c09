import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../infra/local/dispatch/pattern.ts';

const event = {
  source: 'mikata.surveys',
  'detail-type': 'ResponseSubmitted',
  resources: ['arn:aws:s3:::quarantine', 'x'],
  detail: {
    programme: 'womens-support-2026',
    round: 3,
    size: 12.5,
    late: false,
    note: null,
    path: 'quarantine/2026/a.PDF',
    tags: ['red', 'blue'],
    empty: [],
    files: [
      { kind: 'pdf', size: 10 },
      { kind: 'xlsx', size: 900 },
    ],
    scan: { status: 'NO_THREATS_FOUND' },
  },
};

const inDetail = (choices: unknown) => ({ detail: choices });
const all: readonly (readonly [string, unknown, boolean])[] = [
  ['exact text', { source: ['mikata.surveys'] }, true],
  ['exact text of another', { source: ['aws.ses'] }, false],
  ['one of several', { source: ['aws.ses', 'mikata.surveys'] }, true],
  ['every key has to match', { source: ['mikata.surveys'], 'detail-type': ['Other'] }, false],
  ['a list holds it', { resources: ['x'] }, true],
  ['a list does not hold it', { resources: ['y'] }, false],
  ['a number', inDetail({ round: [3] }), true],
  ['a number is not its text', inDetail({ round: ['3'] }), false],
  ['a boolean', inDetail({ late: [false] }), true],
  ['null', inDetail({ note: [null] }), true],
  ['null is not absence', inDetail({ missing: [null] }), false],
  ['nested', inDetail({ scan: { status: ['NO_THREATS_FOUND'] } }), true],
  ['nested under something absent', inDetail({ scanned: { status: ['x'] } }), false],
  ['prefix', inDetail({ path: [{ prefix: 'quarantine/' }] }), true],
  ['prefix of another', inDetail({ path: [{ prefix: 'public/' }] }), false],
  ['prefix without regard to case', inDetail({ path: [{ prefix: { 'equals-ignore-case': 'QUARANTINE' } }] }), true],
  ['suffix', inDetail({ path: [{ suffix: '.PDF' }] }), true],
  ['suffix with regard to case', inDetail({ path: [{ suffix: '.pdf' }] }), false],
  ['suffix without regard to case', inDetail({ path: [{ suffix: { 'equals-ignore-case': '.pdf' } }] }), true],
  ['equals-ignore-case', inDetail({ path: [{ 'equals-ignore-case': 'QUARANTINE/2026/A.pdf' }] }), true],
  ['wildcard', inDetail({ path: [{ wildcard: 'quarantine/*/a.*' }] }), true],
  ['wildcard is anchored', inDetail({ path: [{ wildcard: 'quarantine/*/b' }] }), false],
  ['a dot in a wildcard is a dot', inDetail({ path: [{ wildcard: 'quarantine/*a?PDF' }] }), false],
  ['anything but a value', inDetail({ round: [{ 'anything-but': 4 }] }), true],
  ['anything but that value', inDetail({ round: [{ 'anything-but': 3 }] }), false],
  ['anything but several', inDetail({ round: [{ 'anything-but': [1, 3] }] }), false],
  ['anything but a prefix', inDetail({ path: [{ 'anything-but': { prefix: 'public/' } }] }), true],
  ['anything but one of two prefixes', inDetail({ path: [{ 'anything-but': { prefix: ['p', 'q'] } }] }), false],
  ['anything but a suffix', inDetail({ path: [{ 'anything-but': { suffix: '.PDF' } }] }), false],
  ['anything but a wildcard', inDetail({ path: [{ 'anything-but': { wildcard: '*/b.PDF' } }] }), true],
  ['anything-but wants the field to be there', inDetail({ missing: [{ 'anything-but': 3 }] }), false],
  ['numeric equality', inDetail({ size: [{ numeric: ['=', 12.5] }] }), true],
  ['numeric range', inDetail({ size: [{ numeric: ['>', 12, '<=', 12.5] }] }), true],
  ['outside the numeric range', inDetail({ size: [{ numeric: ['>=', 0, '<', 12.5] }] }), false],
  ['numeric is not for text', inDetail({ path: [{ numeric: ['>', 0] }] }), false],
  ['exists', inDetail({ programme: [{ exists: true }] }), true],
  ['exists for something absent', inDetail({ missing: [{ exists: true }] }), false],
  ['exists for a branch', inDetail({ scan: [{ exists: true }] }), false],
  ['absent', inDetail({ missing: [{ exists: false }] }), true],
  ['absent where it is there', inDetail({ programme: [{ exists: false }] }), false],
  ['absent or a value', inDetail({ programme: [{ exists: false }, 'womens-support-2026'] }), true],
  ['an empty list counts as absent', inDetail({ empty: [{ exists: false }] }), true],
  ['a list of objects', inDetail({ files: { kind: ['pdf'] } }), true],
  ['one object of the list has to match whole', inDetail({ files: { kind: ['pdf'], size: [900] } }), false],
  ['$or', { $or: [{ source: ['x'] }, { 'detail-type': ['ResponseSubmitted'] }] }, true],
  ['$or without a match', { $or: [{ source: ['x'] }, { 'detail-type': ['y'] }] }, false],
  ['$or beside another key', inDetail({ round: [4], $or: [{ late: [false] }, { late: [true] }] }), false],
  ['an empty pattern', {}, true],
];

describe('an event pattern', () => {
  it.each(all)('%s', (_name, pattern, expected) => {
    expect(compilePattern(pattern)(event)).toBe(expected);
  });

  it.each([
    ['an operator it does not know', { source: [{ cidr: '10.0.0.0/8' }] }],
    ['a comparison it does not know', { source: [{ numeric: ['!=', 3] }] }],
    ['text in place of a list', { source: 'mikata' }],
    ['two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['text as pattern', 'mikata'],
    ['$or without a list', { $or: {} }],
  ])('refuses %s', (_name, pattern) => {
    expect(() => compilePattern(pattern)).toThrow();
  });

  const json = fc.dictionary(
    fc.string(),
    fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true })),
  );
  test.prop([json])('made of the values of an event matches that event, and never one with a value less', (flat) => {
    const pattern = Object.fromEntries(
      Object.entries(flat)
        .filter(([key]) => key !== '$or')
        .map(([key, v]) => [key, [v]]),
    );
    expect(compilePattern(pattern)(flat)).toBe(true);
    for (const key of Object.keys(pattern)) {
      const less = Object.fromEntries(Object.entries(flat).filter(([other]) => other !== key));
      expect(compilePattern(pattern)(less)).toBe(false);
    }
  });
});
