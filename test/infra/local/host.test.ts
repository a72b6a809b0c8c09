import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Host, startHost } from '../../../infra/local/host.ts';
import { lockFolder } from '../../../infra/local/lock.ts';
import { ask } from '../../support/fixtures/front-door.ts';
import { hostModel } from '../../support/fixtures/host-model.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'mikata-host-'));
const json = { 'content-type': 'application/json' };
const post = (port: number, path: string, value: unknown) =>
  ask(port, path, { method: 'POST', headers: json, body: JSON.stringify(value) });
const idle = (port: number) => post(port, '/_local/idle', {});
const effects = async (port: number): Promise<readonly string[]> =>
  JSON.parse((await ask(port, '/console/effects')).body);
const names = async (port: number) => (await effects(port)).filter((name) => !name.startsWith('tick-'));

describe('the host', () => {
  const dataFolder = newFolder();
  let host: Host;
  beforeAll(async () => {
    const initialNow = Date.parse('2026-04-01T00:00:30Z');
    host = await startHost({ dataFolder, port: 0, model: hostModel(), initialNow });
  });
  afterAll(() => host.stop());

  it('carries a write through stream, bus and queue to its effect, and idle waits for it', async () => {
    expect((await post(host.port, '/console/x', ['a', 'b'])).status).toBe(202);
    expect((await idle(host.port)).status).toBe(200);
    expect(await names(host.port)).toEqual(['a', 'b']);
  });

  it('gives functions local addresses and the system’s time', async () => {
    const seen = JSON.parse((await ask(host.port, '/console/env')).body);
    expect(seen.app).toBe(`http://127.0.0.1:${host.port}`);
    expect(Math.abs(seen.now - host.clock.now())).toBeLessThan(2000);
  });

  it('refuses what the policy of a function does not grant', async () => {
    expect((await ask(host.port, '/console/forbidden')).body).toBe('"AccessDeniedException"');
  });

  it('leaves a poisoned message among the dead letters once the clock has moved on', async () => {
    await post(host.port, '/console/x', ['poison']);
    expect(JSON.parse((await idle(host.port)).body)).toMatchObject({ delayed: 1 });
    await post(host.port, '/_local/clock', { advance: 'PT1H' });
    const letters = JSON.parse((await ask(host.port, '/_local/dead-letters')).body);
    expect(letters).toMatchObject([{ queue: 'dead', receives: 2 }]);
    expect(JSON.parse(letters[0].body).detail).toEqual({ name: 'poison' });
  });

  it('passes a year with nothing due in a few real seconds', async () => {
    const began = performance.now();
    const before = Date.parse(JSON.parse((await ask(host.port, '/_local/clock')).body).now);
    const moved = await post(host.port, '/_local/clock', { advance: 'P365D' });
    expect(Date.parse(JSON.parse(moved.body).now) - before).toBeGreaterThanOrEqual(365 * 86_400_000);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('lets nobody else use its folder, and says who has it', () => {
    expect(() => lockFolder(dataFolder)).toThrow(`${process.pid}`);
  });
});

it('answers whom it has let in before it ends', async () => {
  const ending = await startHost({ dataFolder: newFolder(), port: 0, model: hostModel() });
  const written = post(ending.port, '/console/x', ['last']);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await ending.stop();
  expect((await written).status).toBe(202);
  await expect(ask(ending.port, '/healthz')).rejects.toThrow('ECONNREFUSED');
});

describe('a host that is killed', () => {
  function spawnHost(folder: string): ChildProcess {
    const script = join(import.meta.dirname, '../../support/fixtures/host-process.ts');
    return spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  }
  async function ready(child: ChildProcess): Promise<number> {
    if (!child.stdout) throw new Error('no output');
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    return Number(String(line).split(' ')[1]);
  }
  async function kill(child: ChildProcess, what: 'the host alone' | 'its whole group'): Promise<void> {
    const ended = once(child, 'exit');
    const pid = child.pid ?? 0;
    process.kill(what === 'the host alone' ? pid : -pid, 'SIGKILL');
    await ended;
  }

  it.each(['the host alone', 'its whole group'] as const)(
    'by SIGKILL to %s loses nothing that it accepted',
    { timeout: 30_000 },
    async (what) => {
      const folder = newFolder();
      const wanted = Array.from({ length: 12 }, (_, n) => `w${String(n).padStart(2, '0')}`);
      const first = spawnHost(folder);
      const port = await ready(first);
      // The last write is acknowledged while most of the effects are still to come.
      for (const name of wanted) expect((await post(port, '/console/x', [name])).status).toBe(202);
      await kill(first, what);
      const second = spawnHost(folder);
      const again = await ready(second);
      await idle(again);
      expect(await names(again)).toEqual(wanted);
      await kill(second, 'its whole group');
    },
  );
});
