/** What sends the requests of a benchmark: as little as possible, over connections that stay open. */
import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpClient {
  ask(question: Question): Promise<Answer>;
  close(): void;
}

export function createHttpClient(origin: string): HttpClient {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask = ({ method = 'GET', path, headers = {}, body = '' }: Question): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      sent.on('error', (error) => {
        // The server closed a connection that had rested, in the moment in which it was taken again.
        const wasResting = sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
        if (wasResting) resolve(ask({ method, path, headers, body }));
        else reject(error);
      });
      sent.end(body);
    });
  return {
    ask,
    close: () => agent.destroy(),
  };
}

/** Runs the jobs, never more than `concurrency` at a time. */
export async function inParallel(concurrency: number, jobs: readonly (() => Promise<void>)[]): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await job();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
