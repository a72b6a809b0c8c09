/** The officers' function: what each request answers, and what it must never do. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { createInvitationLinks } from '../../../functions/surveys/invitation-links.ts';
import { createRoutes } from '../../../functions/surveys/public/routes.ts';
import { typedCodeFrom } from '../../../shared/kernel/reference-number.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { revokeLink } from '../../../shared/surveys/revoke-link.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import {
  aCause,
  aRound,
  chiba,
  completeAnswers,
  now,
  programmeId,
  roundId,
  sapporo,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../support/fakes/in-memory-surveys.ts';
import { invite, linkSecrets, publicSurveys, type SetClock, setClock } from './public-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };

let surveys: InMemorySurveys;
let clock: SetClock;
let handler: HttpHandler;
let token: string;
let code: string;

beforeEach(async () => {
  surveys = new InMemorySurveys();
  clock = setClock(now);
  const stores = { ...surveys, attempts: inMemoryCodeAttempts() };
  ({ token, code } = await invite(stores));
  handler = publicSurveys(stores, clock);
});
afterEach(() => vi.restoreAllMocks());

interface Call {
  readonly cookie?: string;
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly query?: Readonly<Record<string, string>>;
}

async function send(path: string, { cookie, fields, headers, method, query }: Call = {}) {
  const answer = await handler(
    apiEvent({
      method: method ?? (fields === undefined ? 'GET' : 'POST'),
      path,
      ...(query === undefined ? {} : { query }),
      headers: {
        ...(fields === undefined ? {} : formHeaders),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(fields === undefined ? {} : { body: formBody(fields) }),
    }),
    lambdaContext,
  );
  const cookies = (answer.multiValueHeaders?.['set-cookie'] ?? []).map(String);
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: answer.body, cookies };
}

/** Presses the button of the landing page; answers the cookie as a browser sends it back. */
async function begin(link = token): Promise<string> {
  const { cookies } = await send(`/s/${link}`, { fields: {} });
  return cookies[0]?.split(';')[0] ?? '';
}

async function csrfOn(cookie: string): Promise<string> {
  const { body } = await send('/s/form', { cookie });
  return /name="csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

const known = (draftVersion: number) => ({
  ...{ programme: programmeId, formId: 'consultation-desks', formVersion: '1' },
  draftVersion: String(draftVersion),
});

describe('the link', () => {
  test('A4, AC-T2: GET and HEAD, a hundred times, change nothing and set no cookie', async () => {
    const before = surveys.records.length;
    for (let opened = 0; opened < 100; opened += 1) {
      const got = await send(`/s/${token}`);
      const headed = await send(`/s/${token}`, { method: 'HEAD' });
      expect([got.status, headed.status]).toEqual([200, 200]);
      expect([got.cookies, headed.cookies, headed.body]).toEqual([[], [], '']);
    }
    expect(surveys.records).toHaveLength(before);
    expect((await surveys.invitations.open(key))?.invitation).toMatchObject({ status: 'invited', version: 1 });
  });

  test('A4: the landing page names survey and organisation, has a button, and sends nothing by itself', async () => {
    const { body, headers } = await send(`/s/${token}`);
    expect(body).toContain('千葉県千葉市');
    expect(body).toContain('回答をはじめる');
    expect(body).not.toMatch(/<script(?![^>]*src="\/static\/)/);
    expect(body).toContain('noindex');
    expect(headers).toMatchObject({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });
  });

  test('the button opens the session: a cookie under /s, and the token is gone from the address', async () => {
    const { status, headers, cookies } = await send(`/s/${token}`, { fields: {} });
    expect([status, headers['location']]).toEqual([303, '/s/form']);
    expect(cookies[0]).toMatch(/^mikata_survey=.*; Path=\/s; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$/);
    expect((await surveys.invitations.open(key))?.invitation.status).toBe('invited');
  });

  test('a form of another site does not open the session', async () => {
    const { status, cookies } = await send(`/s/${token}`, { fields: {}, headers: { origin: 'https://evil.example' } });
    expect([status, cookies]).toEqual([403, []]);
  });

  test('AC-T5: a wrong link, a cut one and one of nobody get the same answer', async () => {
    const wrong = ['x'.repeat(23), token.slice(0, 20), `${token}a`, '%3Cscript%3E', 'a'.repeat(400)];
    const answers = await Promise.all(wrong.map((each) => send(`/s/${each}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.body).toContain('リンクが正しくないか、途中で切れています。');
    expect(answers[0]?.body).not.toContain('千葉');
  });

  test.each([
    ['before its first day', '2026-05-31T14:59:59.999Z', 403, 'まだ始まっていません'],
    ['after its closing day', '2026-07-10T15:00:00.000Z', 410, '受付は終了しました'],
  ])('AC-T5: %s the link says so, and opens no session', async (_, at, status, words) => {
    clock.set(Instant.parse(at));
    const [got, posted] = [await send(`/s/${token}`), await send(`/s/${token}`, { fields: {} })];
    expect([got.status, posted.status, posted.cookies]).toEqual([status, status, []]);
    expect(got.body).toContain(words);
  });

  test('AC-T5: a revoked link says so, without the name of the organisation', async () => {
    const stored = await surveys.rounds.find(programmeId, roundId);
    await surveys.rounds.replace(aRound({ status: 'open', version: (stored?.version ?? 0) + 1 }), {
      ...{ cause: aCause(), events: [] },
      audit: { action: 'test', target: 'x' },
    });
    const cookie = await begin();
    const links = createInvitationLinks(linkSecrets);
    const revoked = await revokeLink({ ...surveys, links }, { roundId, organisationId: chiba }, aCause());
    expect(revoked.ok).toBe(true);
    const { status, body } = await send(`/s/${token}`);
    expect([status, body.includes('無効になりました'), body.includes('千葉県千葉市')]).toEqual([410, true, false]);
    expect((await send('/s/form', { cookie })).status).toBe(410);
  });

  test('AC-T1: no line of the log holds the token or the code', async () => {
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const cookie = await begin();
    await send('/s/form', { cookie });
    await send('/s', { fields: { organisation: chiba, code } });
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join('')).not.toContain(token);
    expect(lines.join('')).not.toContain(code);
  });
});

describe('the typed code', () => {
  test('A3, AC-T3: opens the session of the same link', async () => {
    const { status, headers, cookies } = await send('/s', { fields: { organisation: chiba, code } });
    expect([status, headers['location']]).toEqual([303, '/s/form']);
    expect(cookies[0]?.split(';')[0]).toBe(await begin());
  });

  test('M01: a national organisation types its own code, in whatever width and case', async () => {
    const theirs = await invite(
      { ...surveys, attempts: inMemoryCodeAttempts() },
      { organisationId: 'N00019', organisationName: '全国母子の会', prefecture: undefined },
    );
    const { status, cookies } = await send('/s', { fields: { organisation: ' ｎ０００１９', code: theirs.code } });
    expect(status).toBe(303);
    const { body } = await send('/s/form', { cookie: cookies[0]?.split(';')[0] ?? '' });
    expect(body).toContain('全国母子の会');
  });

  test('a wrong code gets the same answer whether the organisation is asked or not, also when it is locked', async () => {
    const wrong = '3333-3336';
    const answer = async (organisation: string, typed = wrong) => {
      const { status, body } = await send('/s', { fields: { organisation, code: typed } });
      return `${status} ${body.replaceAll(organisation, '')}`;
    };
    expect(await answer(chiba)).toBe(await answer(sapporo));
    expect(await answer('999999')).toBe(await answer(sapporo));
    // The check character of this one is wrong; a typing error is told like any other, and costs no attempt.
    expect((await answer(chiba, 'KKKK-KKKK')).slice(0, 3)).toBe('422');
    for (let guess = 0; guess < 12; guess += 1)
      await Promise.all([answer(chiba, right(guess)), answer(sapporo, right(guess))]);
    const locked = await send('/s', { fields: { organisation: chiba, code } });
    expect([locked.status, locked.headers['retry-after']]).toEqual([429, '900']);
    expect(await answer(chiba, right(1))).toBe(await answer(sapporo, right(1)));
  });

  test('what was typed stays on the page, and what is missing is named', async () => {
    const { status, body } = await send('/s', { fields: { organisation: '', code: 'abc"<x>' } });
    expect(status).toBe(422);
    expect(body).toContain('団体コードを入力してください。');
    expect(body).toContain('value="abc&quot;');
  });
});

/** Codes that could be real ones. */
function right(place: number): string {
  return typedCodeFrom(new Uint8Array(16).fill(place + 1));
}

describe('the form', () => {
  test('without a session, pages say how to go on', async () => {
    for (const path of ['/s/form', '/s/check', '/s/receipt']) {
      const { status, body } = await send(path);
      expect([status, body.includes('リンクをもう一度開く')]).toEqual([401, true]);
    }
  });

  test.each([
    'x',
    'a.b.c.d',
    `${programmeId}.${roundId}.${chiba}.short`,
    `${programmeId}.${roundId}.999999.${'x'.repeat(23)}`,
  ])('a cookie that is none is no session: %s', async (value) => {
    expect((await send('/s/form', { cookie: `mikata_survey=${value}` })).status).toBe(401);
  });

  test('the link of one organisation does not open the form of another', async () => {
    const other = await invite(
      { ...surveys, attempts: inMemoryCodeAttempts() },
      { organisationId: sapporo, organisationName: '北海道札幌市' },
    );
    const cookie = `mikata_survey=${programmeId}.${roundId}.${chiba}.${other.token}`;
    const { status, body } = await send('/s/form', { cookie });
    expect([status, body.includes('札幌'), body.includes('千葉')]).toEqual([404, false, false]);
  });

  test('AC-T4: drafts spend nothing; after the submission the link shows the receipt, without a script', async () => {
    const cookie = await begin();
    const csrf = await csrfOn(cookie);
    const saved = await send('/s/form/draft', { cookie, fields: { ...completeAnswers, ...known(0), csrf } });
    expect([saved.status, saved.headers['location']]).toEqual([303, '/s/form?saved=1']);
    const checked = await send('/s/form/check', { cookie, fields: { ...completeAnswers, ...known(1), csrf } });
    expect([checked.status, checked.headers['location']]).toEqual([303, '/s/check']);
    const check = await send('/s/check', { cookie });
    expect(check.body).toContain('提出する');
    const draftVersion = /name="draftVersion" value="(\d+)"/.exec(check.body)?.[1] ?? '';
    const fields = { draftVersion, csrf, commandId: 'command-0001' };
    for (let pressed = 0; pressed < 2; pressed += 1) {
      const submitted = await send('/s/submit', { cookie, fields });
      expect([submitted.status, submitted.headers['location']]).toEqual([303, '/s/receipt']);
    }
    expect(await surveys.invitations.responsesOf(key)).toHaveLength(1);
    expect((await send('/s/receipt', { cookie })).body).toContain('受付番号');
    expect((await send(`/s/${token}`)).body).toContain('提出済み');
    expect((await send('/s/form', { cookie })).headers['location']).toBe('/s/receipt');
    const after = await send('/s/form/draft', { cookie, fields: { ...completeAnswers, ...known(2), csrf } });
    expect(after.headers['location']).toBe('/s/receipt');
  });

  test('A5: autosave answers in JSON with the time and the version that the next one is based on', async () => {
    const cookie = await begin();
    const csrf = await csrfOn(cookie);
    const headers = { accept: 'application/json' };
    const save = (draftVersion: number, section: string, token = csrf) =>
      send('/s/form/draft', {
        cookie,
        headers,
        fields: { ...known(draftVersion), csrf: token, respondentSection: section },
      });
    const first = await save(0, '課');
    expect([first.status, JSON.parse(first.body)]).toMatchObject([
      200,
      { savedAt: '10:23', fields: { draftVersion: '1' } },
    ]);
    expect((await save(0, '別の課')).status).toBe(409);
    expect((await save(1, '課', 'forged')).status).toBe(401);
    clock.set(Instant.parse('2026-07-10T15:00:00.000Z'));
    expect((await save(1, '課')).status).toBe(410);
  });

  test.each([
    ['no session', (_: string) => ({})],
    [
      'the session of another organisation',
      (cookie: string) => ({ cookie: cookie.replace(chiba, sapporo).replace(/\.[^.]+$/, `.${'x'.repeat(23)}`) }),
    ],
  ])('with %s, what was typed comes back, ready to be saved once the link is open again', async (_, session) => {
    const cookie = await begin();
    const csrf = await csrfOn(cookie);
    const fields = { ...known(0), csrf, 'desks.0.notes': '長い\n備考 "<b>"', 'desks.0.openDays': ['月', '火'] };
    for (const path of ['/s/form/draft', '/s/form/check', '/s/form/add-block', '/s/form/remove-block']) {
      const { status, body } = await send(path, { ...session(cookie), fields });
      expect(status).toBe(401);
      expect(body).toContain('長い\n備考 &quot;&lt;b>&quot;');
      expect(body.match(/checked/g)).toHaveLength(2);
      expect(body).toContain(`name="csrf" value="${csrf}"`);
    }
    expect((await surveys.invitations.open(key))?.draft).toBeUndefined();
    expect((await send('/s/form/draft', { cookie, fields })).status).toBe(303);
  });

  test('after the closing day what was saved can be read, with the reason and whom to ask', async () => {
    const cookie = await begin();
    const csrf = await csrfOn(cookie);
    await send('/s/form/draft', { cookie, fields: { ...known(0), csrf, respondentSection: '幸福課' } });
    clock.set(Instant.parse('2026-07-10T15:00:00.000Z'));
    const { status, body } = await send('/s/form', { cookie });
    expect(status).toBe(200);
    for (const words of ['受付は終了しました', '幸福課', '03-1111-2222']) expect(body).toContain(words);
    expect(body).not.toContain('<textarea');
    const late = await send('/s/form/draft', { cookie, fields: { ...known(1), csrf, respondentSection: '市民課' } });
    expect([late.status, late.body.includes('市民課')]).toEqual([410, true]);
    expect((await surveys.invitations.open(key))?.draft?.answers).toEqual({ respondentSection: '幸福課' });
  });

  test('what is far too long is refused with its field, and stays on the page', async () => {
    const cookie = await begin();
    const csrf = await csrfOn(cookie);
    const fields = { ...known(0), csrf, 'desks.0.notes': 'あ'.repeat(10_001) };
    const { status, body } = await send('/s/form/draft', { cookie, fields });
    expect([status, body.includes('href="#desks.0.notes"'), body.includes('あ'.repeat(10_001))]).toEqual([
      422,
      true,
      true,
    ]);
  });

  test('a group is added and removed with everything else that was typed', async () => {
    const cookie = await begin();
    const csrf = await csrfOn(cookie);
    const fields = { ...known(0), csrf, 'blocks.desks': '1', 'desks.0.name': '窓口', group: 'desks' };
    const added = await send('/s/form/add-block', { cookie, fields });
    expect(added.headers['location']).toBe('/s/form?blocks.desks=2&blocks.groups=0#desks.1');
    const two = { ...fields, ...known(1), 'blocks.desks': '2', 'desks.1.name': '夜間', block: 'desks.0' };
    const removed = await send('/s/form/remove-block', { cookie, fields: two });
    expect(removed.headers['location']).toBe('/s/form?blocks.desks=1&blocks.groups=0#desks');
    expect((await surveys.invitations.open(key))?.draft?.answers).toEqual({ 'desks.0.name': '夜間' });
  });

  test.each(['nonsense', 'desks.x', 'desks.99', '__proto__.0', 'desks.-1'])(
    'a block that is none is removed from nothing: %s',
    async (block) => {
      const cookie = await begin();
      const csrf = await csrfOn(cookie);
      const fields = { ...known(0), csrf, 'desks.0.name': '窓口', block, group: block };
      expect((await send('/s/form/remove-block', { cookie, fields })).status).toBe(303);
      expect((await surveys.invitations.open(key))?.draft?.answers).toEqual({ 'desks.0.name': '窓口' });
      expect((await send('/s/form/add-block', { cookie, fields: { ...fields, ...known(1) } })).status).toBe(303);
    },
  );
});

test('every route stands under /s and its table can be read without a wiring', () => {
  const none = new Proxy(
    {},
    {
      get: () => {
        throw new Error('touched');
      },
    },
  );
  const routes = createRoutes(none as never);
  expect(routes.every(({ path }) => path === '/s' || path.startsWith('/s/'))).toBe(true);
  expect(routes.filter(({ access }) => access.kind === 'open').map(({ path }) => path)).toEqual([
    '/s',
    '/s',
    '/s/{token}',
    '/s/{token}',
  ]);
});
