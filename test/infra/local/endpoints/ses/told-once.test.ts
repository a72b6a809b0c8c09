import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { expect, test } from 'vitest';
import { createSesEndpoint } from '../../../../../infra/local/endpoints/ses/ses-endpoint.ts';
import type { Work, WorkBoard } from '../../../../../infra/local/ports.ts';
import { openStore } from '../../../../../infra/local/store.ts';
import { serveEndpoint } from '../../../../support/endpoint-server.ts';
import { fixedClock } from '../../../../support/fakes/fixed-clock.ts';
import { RecordedEvents } from '../../../../support/fakes/recorded-events.ts';
import { rawMail } from '../../../../support/raw-mail.ts';

test('a work that the board does twice tells its event once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mikata-ses-'));
  const store = openStore(':memory:');
  const works: Work[] = [];
  const runs: Parameters<WorkBoard['on']>[1][] = [];
  const events = new RecordedEvents();
  const endpoint = createSesEndpoint({
    mail: {
      identities: ['mail.example.jp'],
      configurationSets: [{ name: 'notices', busName: 'default', eventTypes: ['delivery'] }],
    },
    region: 'ap-northeast-1',
    account: '123456789012',
    folder,
    store,
    clock: fixedClock(),
    events,
    board: { add: (work) => works.push(work), on: (_, run) => runs.push(run) },
  });
  const server = await serveEndpoint(endpoint);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SESClient({ endpoint: server.url, region: 'ap-northeast-1', credentials });
  await client.send(
    new SendRawEmailCommand({ RawMessage: { Data: rawMail() }, ConfigurationSetName: 'notices', Tags: [] }),
  );
  expect(works).toHaveLength(1);
  for (const attempt of [1, 2]) expect(await runs[0]?.(works[0]?.payload, { attempt })).toBe('done');
  expect(events.events.map((event) => event.detailType)).toEqual(['Email Delivered']);
  client.destroy();
  await server.close();
  store.close();
  rmSync(folder, { recursive: true });
});
