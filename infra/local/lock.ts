/**
 * One host per data folder. The lock names a process by its id and its command line, so that a lock left by kill -9
 * does not hold, even where the id has been given to another program since.
 */
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const Holder = z.object({ pid: z.int().min(1), command: z.string() });
type Holder = z.infer<typeof Holder>;

export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `${folder} は起動中の別のプロセス（${pid}）が使用しています。先に終了するか、MIKATA_DATA で別のフォルダを指定してください。\n` +
        `${folder} is in use by process ${pid}. Stop it first, or name another folder with MIKATA_DATA.`,
    );
    this.name = 'FolderInUse';
  }
}

export interface FolderLock {
  release(): void;
}

/** Throws `FolderInUse`. The folder must exist. */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, 'host.lock');
  const own: Holder = { pid: process.pid, command: commandOf(process.pid) ?? process.argv.join('\0') };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    claim(folder, file, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release() {
      if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** A hard link is made whole or not at all, and never over another file. */
function claim(folder: string, file: string, draft: string): void {
  for (;;) {
    try {
      linkSync(draft, file);
      return;
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
    const holder = readHolder(file);
    if (holder && commandOf(holder.pid) === holder.command) throw new FolderInUse(folder, holder.pid);
    rmSync(file, { force: true });
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Undefined where no such process runs. Without /proc, the id alone has to do. */
function commandOf(pid: number): string | undefined {
  if (existsSync('/proc/self/cmdline')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8') || undefined;
    } catch {
      return undefined;
    }
  }
  try {
    process.kill(pid, 0);
    return 'unknown';
  } catch {
    return undefined;
  }
}
