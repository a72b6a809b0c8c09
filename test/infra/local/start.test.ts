import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockFolder } from '../../../infra/local/lock.ts';
import { readHostSettings } from '../../../infra/local/settings.ts';
import { synthesise } from '../../../infra/local/synthesise.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'mikata-host-'));

describe('the variables', () => {
  it('have defaults, and an empty one counts as absent', () => {
    expect(readHostSettings({ PORT: '', MIKATA_DATA: '/data' })).toEqual({
      port: 4000,
      dataFolder: '/data',
      initialNow: undefined,
      seed: 'demo',
      dynamodbEndpoint: undefined,
    });
  });

  it('are read', () => {
    const given = {
      PORT: '0',
      MIKATA_NOW: '2026-04-01T09:00:00+09:00',
      MIKATA_SEED: 'none',
      DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000',
    };
    expect(readHostSettings(given)).toMatchObject({
      port: 0,
      initialNow: Date.parse('2026-04-01T00:00:00Z'),
      seed: 'none',
      dynamodbEndpoint: given.DYNAMODB_ENDPOINT,
    });
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['MIKATA_NOW', '2026-04-01'],
    ['MIKATA_SEED', 'some'],
    ['DYNAMODB_ENDPOINT', 'file:///etc/passwd'],
  ])('%s=%s is refused by its name, in two languages', (name, value) => {
    expect(() => readHostSettings({ [name]: value })).toThrow(
      new RegExp(`環境変数 ${name} [\\s\\S]*${name} has to be`),
    );
  });
});

describe('the lock of a data folder', () => {
  it('holds until it is released', () => {
    const folder = newFolder();
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(String(process.pid));
    lock.release();
    lockFolder(folder).release();
  });

  it('does not hold for a process that is gone, nor for another program that has its id now', async () => {
    const folder = newFolder();
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    const left = [
      JSON.stringify({ pid: gone.pid, command: 'node main.ts' }),
      JSON.stringify({ pid: process.pid, command: 'another program' }),
      '',
    ];
    for (const text of left) {
      writeFileSync(join(folder, 'host.lock'), text);
      const lock = lockFolder(folder);
      expect(JSON.parse(readFileSync(join(folder, 'host.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
      lock.release();
    }
  });
});

describe('making the template', () => {
  function aProject(): string {
    const root = newFolder();
    for (const folder of ['infra/local', 'functions', 'shared', 'events'])
      mkdirSync(join(root, folder), { recursive: true });
    for (const name of ['package-lock.json', 'tsconfig.json']) writeFileSync(join(root, name), '{}');
    writeFileSync(join(root, 'cdk.json'), '{"app":"x","context":{"flag":true}}');
    writeFileSync(
      join(root, 'infra/app.ts'),
      `import { mkdirSync, writeFileSync } from 'node:fs';
       const out = String(process.env['CDK_OUTDIR']);
       mkdirSync(out);
       writeFileSync(out + '/context.json', String(process.env['CDK_CONTEXT_JSON']));`,
    );
    return root;
  }

  it('runs the app with the context of one machine, and not again while nothing has changed', async () => {
    const root = aProject();
    const first = await synthesise({ root });
    expect(JSON.parse(readFileSync(join(first.assemblyFolder, 'context.json'), 'utf8'))).toEqual({
      flag: true,
      stage: 'local',
    });
    expect(first.made).toBe(true);
    expect((await synthesise({ root })).made).toBe(false);
    utimesSync(join(root, 'tsconfig.json'), 1, 1);
    expect((await synthesise({ root })).made).toBe(false);
    writeFileSync(join(root, 'infra/local/host.ts'), 'the host is not in the template');
    expect((await synthesise({ root })).made).toBe(false);
    writeFileSync(join(root, 'shared/rule.ts'), 'export {};');
    expect((await synthesise({ root })).made).toBe(true);
  });

  it('says what the app said when it fails, and tries again the next time', async () => {
    const root = aProject();
    await synthesise({ root });
    writeFileSync(join(root, 'infra/app.ts'), 'console.error("no such table"); process.exit(3);');
    await expect(synthesise({ root })).rejects.toThrow('no such table');
    await expect(synthesise({ root })).rejects.toThrow('no such table');
    expect(existsSync(join(root, '.build/local/digest'))).toBe(false);
  });
});
