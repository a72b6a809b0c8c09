import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { FunctionModel } from '../../../../infra/local/model.ts';
import { type FunctionLog, openFunctionLog } from '../../../../infra/local/worker/function-log.ts';
import { createFunctionWorker, type FunctionWorker } from '../../../../infra/local/worker/function-worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'worker-'));
const logFile = join(folder, 'logs', 'functions.log');
const log: FunctionLog = openFunctionLog(logFile);
const workers: FunctionWorker[] = [];
let lastFolder = 0;

function aFunction(code: string, overrides: Partial<FunctionModel> = {}, offsetMs = 0, restMs = 60_000) {
  lastFolder += 1;
  const codeFolder = join(folder, `code-${lastFolder}`);
  mkdirSync(codeFolder);
  writeFileSync(join(codeFolder, 'index.mjs'), code);
  const clockOffset = new SharedArrayBuffer(8);
  const offset = new BigInt64Array(clockOffset);
  offset[0] = BigInt(offsetMs);
  const model: FunctionModel = {
    id: 'Stack-Fn',
    name: 'Stack-Fn',
    arn: 'arn:aws:lambda:ap-northeast-1:000000000000:function:Stack-Fn',
    codeFolder,
    handler: 'index.handler',
    timeoutSeconds: 10,
    memoryMb: 256,
    environment: { TABLE: 'surveys' },
    statements: [],
    asynchronous: { maxAttempts: 3, maxAgeSeconds: 60 },
    ...overrides,
  };
  const worker = createFunctionWorker({
    model,
    endpoint: 'http://127.0.0.1:4100',
    secret: 'secret',
    region: 'ap-northeast-1',
    clockOffset,
    log,
    restMs,
  });
  workers.push(worker);
  const invoke = (event: unknown, requestId = 'request-1') => worker.invoke(event, { requestId });
  return { worker, invoke, offset };
}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

describe('a function', () => {
  test('rests when nobody needs it, and starts anew for who does', async () => {
    const code = `let calls = 0;
export const handler = async (waitMs) => {
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  calls += 1;
  return calls;
};`;
    const { invoke } = aFunction(code, {}, 0, 300);
    const called = async (waitMs = 0) => {
      const result = await invoke(waitMs);
      return result.ok ? result.value : result.error;
    };
    // Work that takes longer than the rest is not cut, and what comes soon after it finds the same thread.
    expect(await called(600)).toBe(1);
    expect(await called()).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await called()).toBe(1);
  });

  test('gets its event and gives back its result as JSON', async () => {
    const { invoke } = aFunction(
      'export const handler = async (event) => ({ got: event, at: new Date(0), no: undefined })',
    );
    expect(await invoke({ a: [1, 'あ'] })).toEqual({
      ok: true,
      value: { got: { a: [1, 'あ'] }, at: '1970-01-01T00:00:00.000Z' },
    });
  });

  test('that returns nothing gives null', async () => {
    const { invoke } = aFunction('export const handler = async () => {}');
    expect(await invoke(null)).toEqual({ ok: true, value: null });
  });

  test('sees its own environment and nothing of the host', async () => {
    vi.stubEnv('HOST_ONLY', 'yes');
    const { invoke } = aFunction('export const handler = async () => process.env');
    const result = await invoke({});
    expect(result).toMatchObject({
      ok: true,
      value: {
        TABLE: 'surveys',
        AWS_REGION: 'ap-northeast-1',
        AWS_ACCESS_KEY_ID: 'Stack-Fn',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:4100',
        AWS_LAMBDA_FUNCTION_NAME: 'Stack-Fn',
      },
    });
    expect(JSON.stringify(result)).not.toContain('HOST_ONLY');
    delete process.env['HOST_ONLY'];
  });

  test('gets a context like that of Lambda', async () => {
    const { invoke } = aFunction(
      'export const handler = async (_, c) => ({ ...c, left: c.getRemainingTimeInMillis() })',
    );
    const result = await invoke({}, 'request-7');
    expect(result).toMatchObject({
      value: { awsRequestId: 'request-7', functionName: 'Stack-Fn', memoryLimitInMB: '256' },
    });
    const left = result.ok ? Number(Reflect.get(Object(result.value), 'left')) : 0;
    expect(left).toBeGreaterThan(5000);
    expect(left).toBeLessThanOrEqual(10_000);
  });

  test('keeps what it loaded between invocations', async () => {
    const { invoke } = aFunction('let n = 0; export const handler = async () => ++n');
    await invoke({});
    expect(await invoke({})).toEqual({ ok: true, value: 2 });
  });

  test('that throws gives the name and the message of its error', async () => {
    const { invoke } = aFunction(
      'class Refused extends Error { name = "Refused" }; export const handler = async () => { throw new Refused("no") }',
    );
    expect(await invoke({})).toEqual({ ok: false, error: { type: 'Refused', message: 'no' } });
  });

  test('whose code cannot be loaded fails each invocation and says why', async () => {
    const { invoke } = aFunction('import "./missing.mjs"; export const handler = async () => 1');
    const first = await invoke({});
    const second = await invoke({});
    for (const result of [first, second]) {
      expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining('missing.mjs') } });
    }
  });
});

describe('the clock of a function', () => {
  const inAYear = 365 * 24 * 60 * 60 * 1000;
  const code = `const loadedAt = Date.now();
    export const handler = async () => ({ loadedAt, now: Date.now(), made: new Date().getTime(), text: Date(),
      given: new Date(0).toISOString(), isDate: new Date() instanceof Date && new Date().constructor === Date,
      sub: new (class extends Date {})(5).getTime() })`;

  test('is shifted before its code is loaded', async () => {
    const { invoke } = aFunction(code, {}, inAYear);
    const result = await invoke({});
    const value: unknown = result.ok ? result.value : undefined;
    expect(value).toMatchObject({ given: '1970-01-01T00:00:00.000Z', isDate: true, sub: 5 });
    for (const name of ['loadedAt', 'now', 'made']) {
      const shift = Number(Reflect.get(Object(value), name)) - Date.now();
      expect(Math.abs(shift - inAYear)).toBeLessThan(5000);
    }
    expect(String(Reflect.get(Object(value), 'text'))).toContain(String(new Date(Date.now() + inAYear).getFullYear()));
  });

  test('follows the system when that is moved', async () => {
    const { invoke, offset } = aFunction('export const handler = async () => Date.now()');
    await invoke({});
    Atomics.store(offset, 0, BigInt(inAYear));
    const result = await invoke({});
    expect(Math.abs((result.ok ? Number(result.value) : 0) - Date.now() - inAYear)).toBeLessThan(5000);
  });
});

describe('limits', () => {
  test('an invocation that takes too long times out, and the next one gets a fresh thread', async () => {
    const code =
      'let n = 0; export const handler = async (e) => { n += 1; if (e.hang) await new Promise(() => {}); return n }';
    const { invoke } = aFunction(code, { timeoutSeconds: 0.2 });
    expect(await invoke({ hang: true }, 'slow')).toEqual({
      ok: false,
      error: { type: 'Sandbox.Timedout', message: 'slow Error: Task timed out after 0.20 seconds' },
    });
    expect(await invoke({})).toEqual({ ok: true, value: 1 });
  });

  test('a busy loop does not keep the next invocation from a fresh thread', async () => {
    const code = 'export const handler = async (e) => { while (e.spin); return "here" }';
    const { invoke } = aFunction(code, { timeoutSeconds: 0.5 });
    expect(await invoke({ spin: true })).toMatchObject({ ok: false, error: { type: 'Sandbox.Timedout' } });
    expect(await invoke({})).toEqual({ ok: true, value: 'here' });
  });

  test('a neighbour of a runaway may finish', async () => {
    const code = `export const handler = async (e) => { await new Promise((r) => { if (!e.hang) setTimeout(r, 400) }); return "done" }`;
    const { worker } = aFunction(code);
    const [runaway, neighbour] = await Promise.all([
      worker.invoke({ hang: true }, { requestId: 'a', budgetMs: 200 }),
      worker.invoke({}, { requestId: 'b' }),
    ]);
    expect(runaway).toMatchObject({ ok: false });
    expect(neighbour).toEqual({ ok: true, value: 'done' });
  });

  test.each([
    ['process.exit(3)', 'ended with code 3'],
    ['setTimeout(() => { throw new Error("loose") }); await new Promise(() => {})', 'loose'],
  ])('a crash (%s) fails what runs, and the next invocation gets a fresh thread', async (crash, message) => {
    const { invoke } = aFunction(`export const handler = async (e) => { if (e.crash) { ${crash} } return "well" }`);
    expect(await invoke({ crash: true })).toMatchObject({
      ok: false,
      error: { type: 'Runtime.ExitError', message: expect.stringContaining(message) },
    });
    expect(await invoke({})).toEqual({ ok: true, value: 'well' });
  });

  test.each([
    [2, 2],
    [undefined, 16],
  ])('with a reserved concurrency of %s at most %s run at once', async (reservedConcurrency, most) => {
    const code = `let now = 0; let top = 0;
      export const handler = async () => { now += 1; top = Math.max(top, now); await new Promise((r) => setTimeout(r, 20)); now -= 1; return top }`;
    const { invoke } = aFunction(code, reservedConcurrency === undefined ? {} : { reservedConcurrency });
    const results = await Promise.all(Array.from({ length: 40 }, () => invoke({})));
    const tops = results.map((result) => (result.ok ? Number(result.value) : -1));
    expect(Math.max(...tops)).toBe(most);
  });

  test('events and results of more than 6 MB are refused', async () => {
    const { invoke } = aFunction('export const handler = async (e) => "x".repeat(e.size ?? 0)');
    const tooLarge = 6 * 1024 * 1024;
    expect(await invoke({ text: 'x'.repeat(tooLarge) })).toMatchObject({
      ok: false,
      error: { type: 'RequestEntityTooLargeException' },
    });
    expect(await invoke({ size: tooLarge })).toMatchObject({
      ok: false,
      error: { type: 'Function.ResponseSizeTooLarge' },
    });
    expect(await invoke({ size: tooLarge - 2 })).toMatchObject({ ok: true });
  });
});

test('what a function prints stands line by line with its name in the log', async () => {
  const { worker, invoke } = aFunction(
    'export const handler = async () => { console.log("one\\ntwo"); console.error("three") }',
  );
  await invoke({});
  await expect.poll(() => worker.logs().toSorted()).toEqual(['one', 'three', 'two']);
  await expect.poll(() => readFileSync(logFile, 'utf8')).toMatch(/^Stack-Fn one\nStack-Fn two$/m);
});

test('a stopped function ends what runs and refuses what comes', async () => {
  const { worker, invoke } = aFunction(
    'export const handler = async () => new Promise(() => setInterval(() => {}, 1000))',
  );
  const hanging = invoke({});
  await new Promise((resolve) => setTimeout(resolve, 100));
  await worker.stop();
  expect(await hanging).toMatchObject({ ok: false });
  expect(await invoke({})).toMatchObject({ ok: false });
});
