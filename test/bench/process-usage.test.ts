import { describe, expect, it } from 'vitest';
import { cpuOf, familyOf, nameIn, parseKilobytes, parseStat, residentOf, threadCpuOf } from './process-usage.ts';

/** As Linux writes it: pid, name in brackets, state, parent, …, utime 14th, stime 15th, cutime 16th, cstime 17th. */
const line = (pid: number, name: string, parent: number, times: string) =>
  `${pid} (${name}) S ${parent} 1 1 0 -1 4194304 100 0 0 0 ${times} 20 0 1 0 100 1000000 500`;

describe('what /proc says of a process', () => {
  it('is read with any name, also one that holds brackets and spaces', () => {
    expect(parseStat(line(42, 'a) (b', 7, '150 50 30 20'))).toEqual({
      ...{ pid: 42, parent: 7 },
      ...{ cpuMs: 2000, endedChildrenCpuMs: 500 },
    });
    expect(nameIn(line(42, 'a) (b', 7, '0 0 0 0'))).toBe('a) (b');
  });

  it('is refused where a time is no number', () => {
    expect(() => parseStat(line(42, 'a', 7, 'x 50 30 20'))).toThrow('field 14');
  });

  it('gives memory in bytes, and nothing for a line that is not there', () => {
    expect(parseKilobytes('Name:\tnode\nVmRSS:\t    1024 kB\n', 'VmRSS')).toBe(1_048_576);
    expect(parseKilobytes('Name:\tnode\n', 'VmRSS')).toBeUndefined();
  });
});

describe('the family of a process', () => {
  const stat = (pid: number, parent: number) => parseStat(line(pid, 'p', parent, '1 1 0 0'));

  it('is itself, its children and theirs, whatever the order, and nobody else', () => {
    const all = [stat(30, 20), stat(10, 1), stat(20, 10), stat(40, 1)];
    expect(familyOf(10, all).map(({ pid }) => pid)).toEqual([30, 10, 20]);
  });

  it('of this process uses time and memory', () => {
    const before = cpuOf(process.pid);
    for (let sum = 0, until = performance.now() + 60; performance.now() < until; ) sum += Math.sqrt(sum);
    expect(cpuOf(process.pid)).toBeGreaterThan(before);
    expect(threadCpuOf(process.pid, 'no thread is called so')).toBe(0);
    expect(residentOf(process.pid)).toBeGreaterThan(10 * 1024 * 1024);
  });
});
