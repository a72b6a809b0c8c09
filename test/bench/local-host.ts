/** A host on this machine with the demo data, for as long as a part of the benchmark needs it. */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type HostProcess, startHostProcess } from '../../infra/local/scenario/host-process.ts';
import { demoRoundId } from '../../infra/local/seed/seed-survey.ts';
import { localGovernments } from '../../shared/programmes/local-governments.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';

/** A copy of a data folder that was filled once; the second and later starts of a run begin from it. */
export async function demoFolder(benchFolder: string, name: string): Promise<string> {
  const filled = join(benchFolder, 'demo-data');
  if (!existsSync(join(filled, 'host.sqlite'))) {
    rmSync(filled, { recursive: true, force: true });
    mkdirSync(benchFolder, { recursive: true });
    const host = await startHostProcess({ dataFolder: filled });
    await whenIdle(host.origin);
    await host.end();
  }
  const copy = join(benchFolder, name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(filled, copy, { recursive: true });
  return copy;
}

/** `use` gets a running host on a fresh copy of the demo data. */
export async function withHost<Result>(
  benchFolder: string,
  name: string,
  use: (host: HostProcess, client: HttpClient) => Promise<Result>,
): Promise<Result> {
  const dataFolder = await demoFolder(benchFolder, name);
  const host = await startHostProcess({ dataFolder });
  const client = createHttpClient(host.origin);
  try {
    return await use(host, client);
  } finally {
    client.close();
    await host.end();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Codes of the municipalities that the demo round was sent to, in order. */
export function recipients(): readonly string[] {
  return localGovernments.map(({ code }) => code);
}

const Minted = z.object({ url: z.string() });

export async function linkOf(client: HttpClient, organisation: string): Promise<string> {
  const body = JSON.stringify({ organisation, round: demoRoundId });
  const headers = { 'content-type': 'application/json' };
  const answer = await client.ask({ method: 'POST', path: '/_local/links', headers, body });
  if (answer.status !== 201) throw new Error(`no link for ${organisation}: ${answer.status} ${answer.text}`);
  return Minted.parse(JSON.parse(answer.text)).url;
}

export async function whenIdle(origin: string): Promise<void> {
  const client = createHttpClient(origin);
  const headers = { 'content-type': 'application/json' };
  const answer = await client.ask({ method: 'POST', path: '/_local/idle', headers, body: '{}' });
  client.close();
  if (answer.status !== 200) throw new Error(`the host did not become idle: ${answer.text}`);
}
