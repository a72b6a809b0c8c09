/**
 * A process that answers every AWS call at once from memory: what a cold start adds is then the function's own doing.
 * It is a process of its own so that its work is not counted with the one that is measured.
 */
import { createServer, type IncomingMessage } from 'node:http';

/** Enough for each service's client to read its answer: empty lists, no rows, a MAC of 32 bytes, an id. */
const jsonAnswer = JSON.stringify({
  Items: [],
  Responses: {},
  Count: 0,
  FailedEntryCount: 0,
  Entries: [{ EventId: '1' }],
  Mac: Buffer.alloc(32, 7).toString('base64'),
  MacAlgorithm: 'HMAC_SHA_256',
  KeyId: 'key',
});

function contentOf({ headers }: IncomingMessage): { readonly type: string; readonly body: string } {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const type = headers['content-type'] ?? 'application/x-amz-json-1.0';
    // A read of several rows is answered by a list, and not by a table of lists.
    const body = target.endsWith('TransactGetItems') ? '{"Responses":[]}' : jsonAnswer;
    return { type, body };
  }
  return { type: 'application/xml', body: '<?xml version="1.0"?><Answer/>' };
}

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const { type, body } = contentOf(request);
    response.writeHead(200, { 'content-type': type, 'x-amzn-requestid': '1', date: new Date().toUTCString() });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`listening ${address.port}`);
});
