import { describe, expect, it } from 'vitest';
import { isMet, rounded, tableText } from './report.ts';
import { readSelection } from './selection.ts';

describe('a table', () => {
  it('lines up its columns and marks what was not measured', () => {
    const rows = [
      { what: 'ours', cells: { ms: '1.00', MB: '120' } },
      { what: 'theirs, longer', cells: { ms: '10.0' } },
    ];
    expect(tableText(rows).split('\n')).toEqual([
      '                  ms   MB',
      'ours            1.00  120',
      'theirs, longer  10.0    –',
    ]);
  });

  it('shows three figures of a value', () => {
    expect([0.1234, 12.34, 1234.5].map(rounded)).toEqual(['0.12', '12.3', '1235']);
  });
});

it('a reach is met at its bound and missed beyond it', () => {
  expect(isMet({ what: 'calls', measured: 2, atMost: 2 })).toBe(true);
  expect(isMet({ what: 'calls', measured: 3, atMost: 2 })).toBe(false);
  expect(isMet({ what: 'times less', measured: 5, atLeast: 5 })).toBe(true);
  expect(isMet({ what: 'times less', measured: 4.9, atLeast: 5 })).toBe(false);
});

describe('what is asked for', () => {
  it('is everything without the peers where nothing is named', () => {
    expect(readSelection([])).toEqual({
      parts: ['P1', 'P2', 'P3', 'P4', 'P6', 'P9', 'P10', 'P11', 'P12'],
      quick: false,
      peers: false,
    });
  });

  it('is what is named, in the order of the list', () => {
    const wanted = { parts: ['P2', 'P11'], quick: true, peers: true };
    expect(readSelection(['P11', '--peers', 'P2', '--quick'])).toEqual(wanted);
  });

  it('is refused where it does not exist', () => {
    expect(() => readSelection(['P99'])).toThrow('no P99');
  });
});
