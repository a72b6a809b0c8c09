/** P12: how many AWS calls each request makes, as the gate of a running host has recorded them. */
import { rmSync } from 'node:fs';
import { startHost } from '../../infra/local/host.ts';
import type { SystemModel } from '../../infra/local/model.ts';
import * as seed from '../../infra/local/seed/seed.ts';
import { standBeforeForm } from './answering/officers.ts';
import { createHttpClient } from './http-client.ts';
import { demoFolder, linkOf, recipients, whenIdle } from './local-host.ts';
import type { PartResult } from './report.ts';

export async function measureCalls(benchFolder: string, model: SystemModel): Promise<PartResult> {
  const dataFolder = await demoFolder(benchFolder, 'calls');
  const host = await startHost({ dataFolder, port: 0, model, seed });
  const origin = `http://127.0.0.1:${host.port}`;
  const client = createHttpClient(origin);
  // What a request sets in motion runs in other functions; only those that answer requests are counted.
  const answering = new Set(model.apis.flatMap(({ routes }) => routes).map(({ functionArn }) => functionArn));
  const ids = new Set(model.functions.filter(({ arn }) => answering.has(arn)).map(({ id }) => id));
  const callsOf = async (request: () => Promise<unknown>): Promise<readonly string[]> => {
    await whenIdle(origin);
    host.gate.record.clear();
    await request();
    const calls = host.gate.record.calls().filter(({ functionId }) => functionId !== undefined && ids.has(functionId));
    return calls.map(({ service, operation }) => `${service}:${operation}`);
  };
  try {
    const officer = await standBeforeForm(client, origin, await linkOf(client, recipients()[0] ?? ''));
    const measured = {
      'form open': { calls: await callsOf(officer.openForm), atMost: 1 },
      'draft saved': { calls: await callsOf(officer.saveDraft), atMost: 1 },
      submit: { calls: await callsOf(officer.submit), atMost: 2 },
      'portal page': { calls: await callsOf(() => portalPage(origin)), atMost: 0 },
    };
    return {
      part: 'P12',
      title: 'SDK calls per request, counted by the gate of a running host',
      rows: Object.entries(measured).map(([what, { calls }]) => ({
        what,
        cells: { calls: String(calls.length), which: calls.join(', ') || 'none' },
      })),
      reaches: Object.entries(measured).map(([what, { calls, atMost }]) => ({
        ...{ what: `${what}, calls`, measured: calls.length, atMost, binding: true },
      })),
    };
  } finally {
    client.close();
    await host.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function portalPage(origin: string): Promise<void> {
  const { port } = new URL(origin);
  const client = createHttpClient(origin);
  const headers = { host: `womens-support-2026.localhost:${port}` };
  const page = await client.ask({ path: '/', headers });
  client.close();
  if (page.status !== 200) throw new Error(`the portal answered ${page.status}`);
}
