/** One S3 stand-in over a temporary folder, and the real SDK client in front of it. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { createS3Endpoint } from '../../../../../infra/local/endpoints/s3/s3-endpoint.ts';
import type { BucketModel } from '../../../../../infra/local/model.ts';
import type { Caller } from '../../../../../infra/local/ports.ts';
import { openStore } from '../../../../../infra/local/store.ts';
import { openWorkBoard } from '../../../../../infra/local/work-board.ts';
import { serveEndpoint } from '../../../../support/endpoint-server.ts';
import { fixedClock } from '../../../../support/fakes/fixed-clock.ts';
import { RecordedEvents } from '../../../../support/fakes/recorded-events.ts';

export const secret = 'secret-of-the-function';

function aBucket(name: string, given: Partial<BucketModel> = {}): BucketModel {
  return {
    name,
    arn: `arn:aws:s3:::${name}`,
    cors: [],
    versioned: false,
    notifiesEventBridge: false,
    policy: [],
    ...given,
  };
}

export const origin = 'https://app.example.jp';
const buckets = [
  aBucket('plain'),
  aBucket('versions', { versioned: true, notifiesEventBridge: true }),
  aBucket('locked', { versioned: true, objectLockDays: 30 }),
  aBucket('quarantine', {
    notifiesEventBridge: true,
    scannedPrefixes: ['uploads/'],
    cors: [{ origins: [origin], methods: ['PUT', 'POST'], headers: ['*'], exposed: ['ETag'], maxAgeSeconds: 600 }],
  }),
];

export type S3Host = Awaited<ReturnType<typeof startS3Host>>;

export async function startS3Host(
  options: { readonly folder?: string; readonly caller?: Caller; readonly client?: S3ClientConfig } = {},
) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mikata-s3-'));
  const clock = fixedClock(Date.now());
  const store = openStore(join(folder, 'state.db'));
  const board = openWorkBoard(store, clock);
  const events = new RecordedEvents();
  const endpoint = createS3Endpoint({
    buckets,
    account: '123456789012',
    folder: join(folder, 's3'),
    store,
    clock,
    events,
    board,
    secretOf: (functionId) => (functionId === 'Test-Function' ? secret : undefined),
  });
  const server = await serveEndpoint(endpoint, options.caller);
  const client = new S3Client({
    endpoint: server.url,
    forcePathStyle: true,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'Test-Function', secretAccessKey: secret },
    maxAttempts: 1,
    ...options.client,
  });
  const stop = async () => {
    client.destroy();
    await server.close();
    await board.stop();
    store.close();
  };
  return {
    folder,
    clock,
    store,
    board,
    events,
    endpoint,
    server,
    client,
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true });
    },
    /** The files that hold content, finished and unfinished. */
    files() {
      return {
        content: readdirSync(join(folder, 's3', 'content')),
        incoming: readdirSync(join(folder, 's3', 'incoming')),
      };
    },
  };
}

export async function bytesOf(output: { readonly Body?: { transformToByteArray(): Promise<Uint8Array> } | undefined }) {
  return Buffer.from((await output.Body?.transformToByteArray()) ?? []);
}
