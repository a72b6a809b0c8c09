/**
 * Who runs the database of a data folder, on disk: a host that was killed leaves its database behind, and the next
 * host must end exactly that one before it opens the same file.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const RecordedProcess = z.object({ pid: z.int().min(2), command: z.array(z.string()) });
export type RecordedProcess = z.infer<typeof RecordedProcess>;

const fileName = 'dynamodb-process.json';
const waitForEndMs = 5000;

export function recordProcess(folder: string, process: RecordedProcess): void {
  writeFileSync(join(folder, fileName), JSON.stringify(process), { flush: true });
}

export function forgetProcess(folder: string): void {
  rmSync(join(folder, fileName), { force: true });
}

function commandOf(pid: number): readonly string[] | undefined {
  const file = `/proc/${pid}/cmdline`;
  if (!existsSync(file)) return undefined;
  try {
    const parts = readFileSync(file, 'utf8').split('\0').slice(0, -1);
    // A process that has ended but was not yet waited for has an empty command line.
    return parts.length === 0 ? undefined : parts;
  } catch {
    return undefined;
  }
}

function isStillThat({ pid, command }: RecordedProcess): boolean {
  return JSON.stringify(commandOf(pid)) === JSON.stringify(command);
}

/** Ends the recorded process only if both its id and its command line are the recorded ones. */
export async function endRecordedProcess(folder: string): Promise<'ended' | 'none'> {
  const file = join(folder, fileName);
  if (!existsSync(file)) return 'none';
  const parsed = RecordedProcess.safeParse(JSON.parse(readFileSync(file, 'utf8') || 'null'));
  if (!parsed.success || !isStillThat(parsed.data)) return 'none';
  process.kill(parsed.data.pid, 'SIGKILL');
  const giveUpAt = performance.now() + waitForEndMs;
  while (isStillThat(parsed.data)) {
    if (performance.now() > giveUpAt)
      throw new Error(`the database of ${folder} (process ${parsed.data.pid}) does not end`);
    await sleep(20);
  }
  return 'ended';
}
