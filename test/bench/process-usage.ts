/** What processes have used, from /proc: processor time and memory of a process with all its descendants. */
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ of Linux: what /proc counts in, whatever the kernel's own tick is. */
const ticksPerSecond = 100;
const keptLetters = 15;

export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** User and system time of all its threads, milliseconds. */
  readonly cpuMs: number;
  /** The same of children that ended and were waited for, milliseconds. */
  readonly endedChildrenCpuMs: number;
}

/** `/proc/<pid>/stat`. The name stands in brackets and may hold brackets and spaces itself. */
export function parseStat(text: string): ProcessStat {
  const close = text.lastIndexOf(')');
  const fields = text.slice(close + 2).split(' ');
  const field = (number: number): number => {
    const value = Number(fields[number - 3]);
    if (!Number.isFinite(value)) throw new Error(`field ${number} of /proc/<pid>/stat is no number`);
    return value;
  };
  const toMs = (ticks: number) => (ticks * 1000) / ticksPerSecond;
  return {
    pid: Number(text.slice(0, text.indexOf(' '))),
    parent: field(4),
    cpuMs: toMs(field(14) + field(15)),
    endedChildrenCpuMs: toMs(field(16) + field(17)),
  };
}

/** A line of `/proc/<pid>/status` or of a `smaps_rollup` in bytes; undefined where it is not there. */
export function parseKilobytes(text: string, name: string): number | undefined {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
  return found === undefined ? undefined : Number(found) * 1024;
}

/** The process and all that descend from it, in no order. */
export function familyOf(root: number, all: readonly ProcessStat[]): readonly ProcessStat[] {
  const members = new Set([root]);
  for (let before = 0; before !== members.size; ) {
    before = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid));
}

/** Milliseconds of processor time that the process and its descendants have used so far, ended children included. */
export function cpuOf(root: number): number {
  return familyOf(root, readAll()).reduce((sum, { cpuMs, endedChildrenCpuMs }) => sum + cpuMs + endedChildrenCpuMs, 0);
}

/** Milliseconds that the process's threads of this name have used so far. Linux keeps 15 letters of a name. */
export function threadCpuOf(pid: number, name: string): number {
  const threads = readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    const text = readIfThere(`/proc/${pid}/task/${thread}/stat`);
    return text === undefined || nameIn(text) !== name.slice(0, keptLetters) ? [] : [parseStat(text).cpuMs];
  });
  return threads.reduce((sum, cpuMs) => sum + cpuMs, 0);
}

/** The name in `/proc/<pid>/stat`. */
export function nameIn(text: string): string {
  return text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
}

/** Resident memory of the process and its descendants, bytes; what they share counts for each. */
export function residentOf(root: number): number {
  return familyOf(root, readAll()).reduce((sum, { pid }) => sum + (residentAlone(pid) ?? 0), 0);
}

function residentAlone(pid: number): number | undefined {
  const status = readIfThere(`/proc/${pid}/status`);
  return status === undefined ? undefined : parseKilobytes(status, 'VmRSS');
}

function readAll(): readonly ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const text = readIfThere(`/proc/${pid}/stat`);
      return text === undefined ? [] : [parseStat(text)];
    });
}

/** Processes end while they are read. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
