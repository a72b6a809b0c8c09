import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The lines of what a process prints. */
export function linesOf(output: Readable): Interface {
  return createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY });
}
