/** One SES stand-in with its store, board and clock, and the real SDK client in front of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SESClient } from '@aws-sdk/client-ses';
import { createSesEndpoint } from '../../../../../infra/local/endpoints/ses/ses-endpoint.ts';
import type { MailModel } from '../../../../../infra/local/model.ts';
import { openStore } from '../../../../../infra/local/store.ts';
import { openWorkBoard } from '../../../../../infra/local/work-board.ts';
import { serveEndpoint } from '../../../../support/endpoint-server.ts';
import { fixedClock } from '../../../../support/fakes/fixed-clock.ts';
import { RecordedEvents } from '../../../../support/fakes/recorded-events.ts';

const mailModel: MailModel = {
  identities: ['mail.example.jp', 'person@other.example'],
  configurationSets: [
    {
      name: 'notices',
      busName: 'default',
      eventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'],
    },
    { name: 'bounces-only', busName: 'default', eventTypes: ['bounce'] },
    { name: 'silent', eventTypes: ['send'] },
  ],
};

export type SesHost = Awaited<ReturnType<typeof startSesHost>>;

export async function startSesHost(options: { readonly folder?: string; readonly maxPerSecond?: number } = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mikata-ses-'));
  const clock = fixedClock('2026-06-01T00:00:00Z');
  const store = openStore(join(folder, 'state.db'));
  const board = openWorkBoard(store, clock);
  const events = new RecordedEvents();
  const endpoint = createSesEndpoint({
    mail: mailModel,
    region: 'ap-northeast-1',
    account: '123456789012',
    folder: join(folder, 'mail'),
    store,
    clock,
    events,
    board,
    ...(options.maxPerSecond === undefined ? {} : { maxPerSecond: options.maxPerSecond }),
  });
  board.start();
  const server = await serveEndpoint(endpoint);
  const client = new SESClient({
    endpoint: server.url,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
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
    events,
    endpoint,
    server,
    client,
    stop,
    /** Moves the clock and waits until everything that fell due has run. */
    async pass(ms: number) {
      clock.moveTo(clock.now() + ms);
      board.wake();
      while (!board.isIdle(clock.now())) await setImmediate();
    },
    async remove() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}
