import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bytesOf, startS3Host } from './s3-host.ts';

const program = new URL('../../../../support/s3-process.ts', import.meta.url).pathname;
let folder: string;
let child: ChildProcess;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mikata-s3-kill-'));
  child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout ?? child, 'data');
  url = String(line).trim();
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function kill(): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

test('a kill in the middle of an upload leaves no half object, and loses nothing that was acknowledged', async () => {
  const acknowledged = await fetch(`${url}/plain/acknowledged`, { method: 'PUT', body: 'kept' });
  expect(acknowledged.status).toBe(200);

  const headers = { 'content-length': 50_000_000 };
  const upload = request(`${url}/plain/half`, { method: 'PUT', headers }).on('error', () => undefined);
  upload.write(Buffer.alloc(20_000_000));
  await setTimeout(200);
  await kill();

  const host = await startS3Host({ folder });
  const read = (Key: string) => host.client.send(new GetObjectCommand({ Bucket: 'plain', Key }));
  expect((await bytesOf(await read('acknowledged'))).toString()).toBe('kept');
  await expect(read('half')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(host.files()).toEqual({ content: [expect.any(String)], incoming: [] });
  await host.stop();
});

test('what was acknowledged before a kill is there, and each object is one of the whole ones', async () => {
  const known: string[] = [];
  const writes = Array.from({ length: 40 }, async (_, n) => {
    const answer = await fetch(`${url}/plain/k${n}`, { method: 'PUT', body: `${n}`.repeat(10_000) }).catch(
      () => undefined,
    );
    if (answer?.status === 200) known.push(`k${n}`);
  });
  await Promise.race([...writes]);
  await setTimeout(20);
  await kill();
  await Promise.all(writes);

  const host = await startS3Host({ folder });
  const listed = host.endpoint.listObjects('plain', { limit: 100 });
  expect(known.length).toBeGreaterThan(0);
  expect(listed.map(({ key }) => key)).toEqual(expect.arrayContaining(known));
  for (const { key } of listed) {
    const stored = await host.endpoint.read('plain', key);
    const text = Buffer.concat((await stored?.body.toArray()) ?? []).toString();
    expect(text).toBe(key.slice(1).repeat(10_000));
  }
  expect(host.files().content).toHaveLength(listed.length);
  await host.stop();
});
