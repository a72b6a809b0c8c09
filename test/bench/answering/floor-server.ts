/**
 * The floor: a process that takes a request, hands it as JSON to a thread as Lambda's runtime would, where a bare
 * handler makes as many SDK calls as ours, against answers from memory. No route, no check, no page, nothing stored.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const item = Object.fromEntries(
  Array.from({ length: 30 }, (_, place) => [`field${place}`, { S: '女性相談窓口 見本' }]),
);
const row = { pk: { S: '1' }, sk: { S: 'draft' }, answers: { M: item } };
const answerOf = (rows: number) => JSON.stringify({ Items: Array.from({ length: rows }, () => row), Count: rows });
const readAnswer = answerOf(1);
/** As many as Tokyo has local governments, itself included. */
const manyAnswer = answerOf(63);

const memory = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    const isRead = String(request.headers['x-amz-target']).endsWith('Query');
    response.end(!isRead ? '{}' : body.includes('"many"') ? manyAnswer : readAnswer);
  });
});

const waiting = new Map<number, (body: string) => void>();
let last = 0;

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

memory.listen(0, '127.0.0.1', () => {
  const worker = new Worker(join(import.meta.dirname, 'floor-handler.ts'), {
    name: 'bare-handler',
    workerData: `http://127.0.0.1:${portOf(memory)}`,
    execArgv: [],
  });
  worker.on('message', ({ id, result }: { id: number; result: string }) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const front = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      last += 1;
      waiting.set(last, (result) => {
        const { body }: { body: string } = JSON.parse(result);
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      });
      const event = { path: request.url, httpMethod: request.method, headers: request.headers };
      const text = JSON.stringify({ ...event, body: Buffer.concat(chunks).toString() });
      worker.postMessage({ id: last, event: text });
    });
  });
  front.listen(0, '127.0.0.1', () => console.log(`listening ${portOf(front)}`));
});
