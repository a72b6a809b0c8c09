/** A helper process of a benchmark that says on which port it listens. */
import { spawn } from 'node:child_process';
import { linesOf } from './child-lines.ts';

export interface ListeningProcess {
  readonly origin: string;
  readonly pid: number;
  end(): void;
}

/** `script` prints `listening <port>` when it is ready. */
export async function startListening(script: string): Promise<ListeningProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of linesOf(child.stdout)) {
    const port = /^listening (\d+)$/.exec(line)?.[1];
    if (port === undefined) continue;
    return { origin: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, end: () => child.kill('SIGKILL') };
  }
  throw new Error(`${script} ended before it listened`);
}
