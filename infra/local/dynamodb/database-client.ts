/** Speaks DynamoDB's protocol to the database itself, past the gate, over kept connections. */
import { Agent, request } from 'node:http';

export interface DatabaseAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The database answered with an error of the service. */
export class DatabaseError extends Error {
  readonly code: string;
  readonly answer: DatabaseAnswer;

  constructor(target: string, code: string, message: string, answer: DatabaseAnswer) {
    super(`${target}: ${code}: ${message}`);
    this.code = code;
    this.answer = answer;
  }
}

export interface DatabaseClient {
  /** Any answer, also an error of the service. Rejects where the database cannot be reached. */
  send(target: string, body: Buffer | string): Promise<DatabaseAnswer>;
  /** The parsed answer; throws `DatabaseError`. */
  call(target: string, input: unknown): Promise<unknown>;
  close(): void;
}

/** The database checks no signature, but wants to see one. */
const anySignature =
  'AWS4-HMAC-SHA256 Credential=local/20260401/ap-northeast-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local';

function errorOf(body: Buffer): { readonly code: string; readonly message: string } {
  const text = body.toString();
  const code = /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(text)?.[1] ?? 'Unknown';
  return { code, message: text.slice(0, 500) };
}

export function createDatabaseClient(endpoint: () => string): DatabaseClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  function send(target: string, body: Buffer | string): Promise<DatabaseAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<DatabaseAnswer>();
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(body),
      'x-amz-target': target,
      'x-amz-date': '20260401T000000Z',
      authorization: anySignature,
    };
    const outgoing = request(endpoint(), { method: 'POST', agent, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const checksum = incoming.headers['x-amz-crc32'];
        resolve({
          status: incoming.statusCode ?? 500,
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            ...(typeof checksum === 'string' ? { 'x-amz-crc32': checksum } : {}),
          },
          body: Buffer.concat(chunks),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
    return promise;
  }

  return {
    send,
    async call(target, input) {
      const answer = await send(target, JSON.stringify(input));
      if (answer.status === 200) return JSON.parse(answer.body.toString());
      const { code, message } = errorOf(answer.body);
      throw new DatabaseError(target, code, message, answer);
    },
    close: () => agent.destroy(),
  };
}
