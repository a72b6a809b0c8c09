import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FrontDoor, startFrontDoor } from '../../../../infra/local/front-door/front-door.ts';
import { createFaults } from '../../../../infra/local/gate/faults.ts';
import { createLocalApi } from '../../../../infra/local/local-api/local-api.ts';
import type { SentMail } from '../../../../infra/local/ports.ts';
import { aDispatcher } from '../../../support/fixtures/dispatch.ts';
import { ask } from '../../../support/fixtures/front-door.ts';
import { aFunction, aQueue, aSchedule, queueArn } from '../../../support/fixtures/local-model.ts';

const mail: SentMail = {
  id: 'm1',
  to: ['officer@city.example.jp'],
  subject: '<調査>のお願い',
  text: '次の画面を開いてください。\nhttp://127.0.0.1:4000/s/abc?x=1&y="2"\n<script>alert(1)</script>',
  sentAt: '2026-04-01T15:30:00.000Z',
};
const file = join(mkdtempSync(join(tmpdir(), 'mikata-host-')), 'accounts.json');
const queries: unknown[] = [];
const { clock, dispatcher } = aDispatcher({
  functions: [aFunction('daily')],
  schedules: [aSchedule('daily', 'cron(0 9 * * ? *)')],
  queues: [aQueue('work', { deadLetter: { arn: queueArn('dead'), maxReceives: 1 } }), aQueue('dead')],
});
const faults = createFaults();
let door: FrontDoor;
beforeAll(async () => {
  door = await startFrontDoor({ port: 0, clock });
  const local = createLocalApi({
    ...{ clock, faults, accountsFile: file, advance: dispatcher.advance, deadLetters: dispatcher.deadLetters },
    mails: {
      list(query) {
        queries.push(query);
        return [mail];
      },
    },
    mintLink: async ({ round, expired }) =>
      round === 'none' ? undefined : { url: `x/${round}`, expiresAt: String(expired) },
  });
  door.open({ distributions: [], local });
});
afterAll(async () => {
  await door.stop(100);
  await dispatcher.stop();
});

const get = (path: string, method = 'GET') => ask(door.port, path, { method });
async function post(path: string, value: unknown, headers: Record<string, string> = {}) {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  const { status, body: text, headers: given } = await ask(door.port, path, { method: 'POST', headers, body });
  return { status, type: given['content-type'], body: JSON.parse(text) };
}

describe('the local addresses', () => {
  it('say that the host is well', async () => {
    expect((await get('/healthz')).body).toBe('{"status":"ok"}');
    expect((await get('/healthz', 'HEAD')).status).toBe(200);
  });

  it('show the accounts that the seed wrote, and none before', async () => {
    expect((await get('/_local/accounts.json')).body).toBe('[]');
    writeFileSync(file, '[{"email":"a@b"}]');
    expect((await get('/_local/accounts.json')).body).toBe('[{"email":"a@b"}]');
  });

  it('list mails by recipient, instant and number', async () => {
    const { body } = await get('/_local/mail.json?to=a@b&since=2026-04-01T09:00:00%2B09:00&limit=5');
    expect(JSON.parse(body)).toEqual([{ ...mail, to: 'officer@city.example.jp' }]);
    expect(queries.at(-1)).toEqual({ to: 'a@b', since: Date.parse('2026-04-01T00:00:00Z'), limit: 5 });
  });

  it('show the inbox with everything escaped and addresses as links', async () => {
    const { body, headers } = await get('/_local/mail');
    expect(body).toContain('&#60;調査&#62;のお願い');
    expect(body).toContain('<a href="http://127.0.0.1:4000/s/abc?x=1&#38;y=" rel="noreferrer">');
    expect(body).toContain('2026/04/02 00:30');
    expect(body).not.toContain('<script>');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
  });

  it('move the clock to an instant and by a duration, and answer when all that fell due has run', async () => {
    expect((await post('/_local/clock', { now: '2026-04-02T00:00:00.000Z' })).body).toEqual({
      now: '2026-04-02T00:00:00.000Z',
    });
    expect((await post('/_local/clock', { advance: 'P1DT90M' })).body).toEqual({ now: '2026-04-03T01:30:00.000Z' });
    expect(JSON.parse((await get('/_local/clock')).body)).toEqual({ now: '2026-04-03T01:30:00.000Z' });
    expect((await post('/_local/idle', '')).body).toEqual({ delayed: 0, nextAt: '2026-04-04T00:00:00.000Z' });
  });

  it('refuse to go back with 409, except by the skew fault', async () => {
    expect(await post('/_local/clock', { now: '2026-04-01T00:00:00Z' })).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: { status: 409, field: 'now' },
    });
    expect((await post('/_local/clock', { advance: '-PT5M' })).status).toBe(409);
    expect((await post('/_local/faults', { skew: '-PT5M' })).body.now).toBe('2026-04-03T01:25:00.000Z');
  });

  it('take a plan of faults and end it', async () => {
    const rules = [{ service: 'dynamodb', how: 'twice', rate: 1 }];
    expect((await post('/_local/faults', { seed: 7, rules })).status).toBe(200);
    expect(faults.strike({ service: 'dynamodb', operation: 'PutItem', functionId: 'f' })).toBe('twice');
    expect(JSON.parse((await get('/_local/faults')).body)).toMatchObject({ rules: [{ injected: 1 }] });
    expect((await get('/_local/faults', 'DELETE')).status).toBe(200);
    expect(faults.strike({ service: 'dynamodb', operation: 'PutItem', functionId: 'f' })).toBeUndefined();
  });

  it('show dead letters and mint links', async () => {
    dispatcher.queues.send(queueArn('dead'), { body: 'lost' });
    expect(JSON.parse((await get('/_local/dead-letters')).body)).toMatchObject([{ queue: 'dead', body: 'lost' }]);
    const wish = { organisation: '131016', round: 'r1', expired: true };
    expect(await post('/_local/links', wish)).toMatchObject({ status: 201, body: { url: 'x/r1', expiresAt: 'true' } });
    expect((await post('/_local/links', { ...wish, round: 'none' })).status).toBe(404);
  });
});

describe('bad input', () => {
  it.each([
    ['/_local/clock', { now: 'tomorrow' }, 'now'],
    ['/_local/clock', { advance: 'P1M' }, 'advance'],
    ['/_local/clock', { advance: 'PT1H', also: 1 }, 'also'],
    ['/_local/clock', {}, 'now'],
    ['/_local/clock', '{', 'body'],
    ['/_local/faults', { seed: 1, rules: [{ how: 'slowly' }] }, 'rules.0.how'],
    ['/_local/faults', { skew: 'later' }, 'skew'],
    ['/_local/links', { organisation: '131016' }, 'round'],
  ])('at %s, %j, is refused with the name of the field %s', async (path, value, field) => {
    expect(await post(path, value)).toMatchObject({ status: 400, type: 'application/problem+json', body: { field } });
  });

  it.each(['/_local/mail.json?limit=0', '/_local/mail.json?since=yesterday', '/_local/mail?to=a&from=b'])(
    'in the query %s is refused',
    async (path) => {
      expect((await get(path)).status).toBe(400);
    },
  );

  it.each([
    ['GET', '/_local/nothing', 404],
    ['GET', '/_local/constructor', 404],
    ['PUT', '/_local/clock', 405],
    ['DELETE', '/_local/mail', 405],
  ])('%s %s is refused', async (method, path, status) => {
    expect((await get(path, method)).status).toBe(status);
  });

  it.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
    'sent by a page elsewhere, %j, is refused',
    async (headers) => {
      expect((await post('/_local/clock', { advance: 'PT1H' }, headers as Record<string, string>)).status).toBe(403);
    },
  );
});
