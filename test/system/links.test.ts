/** What a link does, whoever asks for it and however often: mail scanners and previews change nothing. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficer } from '../../infra/local/scenario/officer.ts';
import { createBrowser, createProgram } from '../../infra/local/scenario/web-client.ts';
import {
  accountOf,
  demoRound,
  drawnFolder,
  expiredLinkOf,
  linkOf,
  type SeededSystem,
  startSeededSystem,
} from '../support/system/seeded-system.ts';
import { digestOfTables } from '../support/system/table-digest.ts';

let system: SeededSystem;
beforeAll(async () => {
  system = await startSeededSystem(await drawnFolder('links'));
}, 400_000);
afterAll(() => system?.stop());

interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly body: string;
}

function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${system.origin}${path}`, { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, cookies: incoming.headers['set-cookie'] ?? [], body });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const strange: readonly Record<string, string>[] = [
  {},
  { 'user-agent': 'Mozilla/5.0 (compatible; LinkScanner/1.0)' },
  { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' },
  { cookie: 'mikata_survey=a.b.c.d; mikata_staff=x' },
  { origin: 'https://elsewhere.example', referer: 'https://elsewhere.example/' },
  { 'x-http-method-override': 'POST', 'x-method-override': 'POST' },
  { range: 'bytes=0-1', 'if-none-match': '*', accept: 'application/json' },
];

describe('GET and HEAD on a link', () => {
  it('a hundred times, one after another and at once, change nothing and set no cookie', async () => {
    const { client } = system.host.database;
    const path = new URL(await linkOf(system, '012025')).pathname;
    const before = await digestOfTables(client);
    const answers: Answer[] = [];
    for (let nth = 0; nth < 100; nth += 1) {
      answers.push(await ask(nth % 2 === 0 ? 'GET' : 'HEAD', path, strange[nth % strange.length]));
    }
    const atOnce = Array.from({ length: 100 }, (_, nth) =>
      ask(nth % 3 === 0 ? 'HEAD' : 'GET', path, strange[nth % strange.length]),
    );
    answers.push(...(await Promise.all(atOnce)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.flatMap(({ cookies }) => cookies)).toEqual([]);
    expect(await digestOfTables(client)).toEqual(before);
  }, 300_000);

  it('leaves the link as good as it was', async () => {
    const officer = createOfficer(system.origin);
    const form = await officer.open(await linkOf(system, '012025'));
    expect(form).toMatchObject({ status: 200, path: '/s/form' });
  });
});

describe('a link that is none', () => {
  const text = async (path: string) => {
    const answer = await ask('GET', path);
    return { status: answer.status, body: answer.body };
  };
  const officialNames = /[都道府県市区町村]の回答|北海道|函館/;

  it('says that it is not right, in one and the same page for every wrong letter', async () => {
    const good = new URL(await linkOf(system, '012025')).pathname;
    const token = good.slice(3);
    const swapped = token.replace(/[A-Za-z]/, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    const wrong = [
      swapped,
      token.slice(0, -1),
      token.slice(0, 5),
      `${token}x`,
      'A'.repeat(22),
      'a',
      '%E3%81%82',
      'z'.repeat(400),
    ];
    const pages = await Promise.all(wrong.map((each) => text(`/s/${each}`)));
    for (const { status, body } of pages) {
      expect(status).toBe(404);
      expect(body).toContain('リンクが正しくないか、途中で切れています。');
      expect(body).not.toMatch(officialNames);
    }
    // Whoever tries links learns nothing from one answer that another does not say.
    const withoutId = (body: string) => body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
    expect(new Set(pages.map(({ body }) => withoutId(body))).size).toBe(1);
  });

  it('says that the time is over where it is over', async () => {
    const { status, body } = await text(new URL(await expiredLinkOf(system, '012033')).pathname);
    expect(status).toBe(410);
    expect(body).toContain('回答の受付は終了しました');
    expect(body).not.toMatch(officialNames);
  });

  it('says that a newer one was sent where it was revoked, and the newer one opens', async () => {
    const organisation = '012041';
    const old = await linkOf(system, organisation);
    const staff = await createProgram(system.origin, await accountOf(system, 'body-staff'), () => system.local.now());
    const renewed = await staff.raw(
      'POST',
      `/api/v1/surveys/rounds/${demoRound}/invitations/${organisation}/renew-link`,
    );
    expect(renewed.status).toBe(200);
    const { status, body } = await text(new URL(old).pathname);
    expect(status).toBe(410);
    expect(body).toContain('このリンクは無効になりました');
    const fresh = await linkOf(system, organisation);
    expect(fresh).not.toBe(old);
    expect(await createOfficer(system.origin).open(fresh)).toMatchObject({ status: 200 });
  });

  it('of another body: its form never lands in the draft of this one', async () => {
    const mine = createOfficer(system.origin);
    await mine.open(await linkOf(system, '012050'));
    const page = await mine.browser.get('/s/form');
    const fields = Object.fromEntries(
      [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    const other = createOfficer(system.origin);
    await other.open(await linkOf(system, '012068'));
    const posted = await other.browser.post('/s/form/draft', { ...fields, 'desks.0.name': 'よその窓口' });
    expect(posted.status).toBe(401);
    expect(posted.text).toContain('よその窓口');
    expect((await other.browser.get('/s/form')).text).not.toContain('よその窓口');
    expect((await mine.browser.get('/s/form')).text).not.toContain('よその窓口');
  });

  it('without a session says how to come back', async () => {
    const { status, body } = await text('/s/form');
    expect(status).toBe(401);
    expect(body).toContain('接続が終了しました');
    expect((await createBrowser(system.origin).get('/s/receipt')).status).toBe(401);
  });
});
