/** What functions print, line by line with their names, in one file of the data folder; never on the terminal. */
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const largestFile = 64 * 1024 * 1024;

export interface FunctionLog {
  /** Adds one line. */
  add(functionName: string, line: string): void;
  /** Adds each line of the stream, and tells it to `hear`. */
  follow(functionName: string, output: Readable, hear: (line: string) => void): void;
  close(): Promise<void>;
}

/** The file before a start that found it large is kept as `<file>.1`. */
export function openFunctionLog(file: string): FunctionLog {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > largestFile) renameSync(file, `${file}.1`);
  const stream: WriteStream = createWriteStream(file, { flags: 'a' });
  const add = (functionName: string, line: string) => {
    if (!stream.writableEnded) stream.write(`${functionName} ${line}\n`);
  };
  return {
    add,
    follow(functionName, output, hear) {
      createInterface({ input: output }).on('line', (line) => {
        hear(line);
        add(functionName, line);
      });
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}
