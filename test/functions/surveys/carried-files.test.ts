/** What an organisation prints and subscribes to. */
import { readXlsx } from 'hucre/xlsx';
import ICAL from 'ical.js';
import { decodeQR } from 'qr/decode.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { icalendar } from '../../../functions/platform/export/icalendar.ts';
import { qrCode } from '../../../functions/platform/export/qr-code.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { digestOfToken } from '../../../functions/platform/links/link-secrets.ts';
import { createInvitationLinks } from '../../../functions/surveys/invitation-links.ts';
import { grouped } from '../../../shared/kernel/reference-number.ts';
import { JstDate } from '../../../shared/kernel/time.ts';
import { Digest } from '../../../shared/surveys/invitation.ts';
import { revokeLink } from '../../../shared/surveys/revoke-link.ts';
import { apiEvent, formHeaders, lambdaContext } from '../../support/api-event.ts';
import {
  aCause,
  aDelegation,
  aDeposit,
  aDraft,
  aRound,
  chiba,
  completeAnswers,
  now,
  programmeId,
  roundId,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../support/fakes/in-memory-surveys.ts';
import { surveyFiles } from './files-surveys.ts';
import { invite, linkSecrets, publicSurveys, setClock } from './public-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };

let surveys: InMemorySurveys;
let pages: HttpHandler;
let files: HttpHandler;
let token: string;
let code: string;
let cookie: string;

beforeEach(async () => {
  surveys = new InMemorySurveys();
  const clock = setClock(now);
  const { rounds, invitations } = surveys;
  const stores = { rounds, invitations, attempts: inMemoryCodeAttempts() };
  await rounds.add(aRound({ status: 'opening', dueOn: '2026-06-26', nominalDueOn: '2026-06-28' }), {
    ...{ cause: aCause(), audit: { action: 'test', target: 'round/1' }, events: [] },
  });
  const invited = await invite(stores, { dueOn: '2026-06-26' });
  ({ token } = invited);
  code = grouped(invited.code);
  pages = publicSurveys(stores, clock);
  files = surveyFiles(stores, clock);
  const begun = await pages(apiEvent({ method: 'POST', path: `/s/${token}`, headers: formHeaders }), lambdaContext);
  cookie = String(begun.multiValueHeaders?.['set-cookie']?.[0]).split(';')[0] ?? '';
});

const get = (path: string, held = cookie) =>
  files(apiEvent({ path, ...(held === '' ? {} : { headers: { cookie: held } }) }), lambdaContext);

describe('the circulation sheet', () => {
  test('A15: names whom, until when and why, has every question, and how to get in: address, code, never the token', async () => {
    const { statusCode, body } = await get('/s/files/sheet');
    expect(statusCode).toBe(200);
    for (const said of [
      '千葉県千葉市',
      '令和8年6月26日',
      '本来は6/28(日)',
      '調査事務局',
      '03-1111-2222',
      code,
      '121002',
    ]) {
      expect(body).toContain(said);
    }
    for (const asked of ['窓口の名称', '団体の名称', '回答した部署', '利用目的：']) expect(body).toContain(asked);
    expect(body).toContain('この用紙を持つ方は、この団体の回答を入力・提出できます');
    expect(body).not.toContain(token);
  });

  test('A15: the square on it reads as the short address', () => {
    const { size, path } = qrCode('https://app.example.jp/s');
    expect(decoded(size, path)).toBe('https://app.example.jp/s');
  });

  test('A15: what is saved is printed, marked or written', async () => {
    await surveys.invitations.saveDraft(
      {
        key,
        draft: aDraft(),
        linkDigest: (await surveys.invitations.open(key))?.invitation.linkDigests[0] as never,
        today: JstDate.parse('2026-06-10'),
      },
      { cause: aCause(), audit: { action: 'test', target: 'draft' }, events: [] },
    );
    const { body } = await get('/s/files/sheet');
    expect(body).toContain(String(completeAnswers['desks.0.name']));
    expect(body).toContain('☑');
  });

  test('A15: a colleague gets their own sections, and not the code with which the whole is submitted', async () => {
    const own = 'c'.repeat(23);
    const linkDigest = Digest.parse(digestOfToken(own));
    const byLink = Digest.parse(digestOfToken(token));
    const delegation = aDelegation({ linkDigest, formSections: ['groups-section'] });
    const record = { cause: aCause(), audit: { action: 'test', target: 'delegation' }, events: [] };
    const today = JstDate.parse('2026-06-10');
    expect(await surveys.delegations.add({ delegation, deposit: aDeposit(), byLink, today }, record)).toBe('saved');
    const held = `mikata_survey=${[programmeId, roundId, chiba, own, '1~groups-section'].join('.')}`;
    const { statusCode, body } = await get('/s/files/sheet', held);
    expect(statusCode).toBe(200);
    expect(body).toContain('団体の名称');
    expect(body).not.toContain('窓口の名称');
    expect(body).not.toContain(code);
    const book = await readXlsx(Buffer.from((await get('/s/files/answers.xlsx', held)).body, 'base64'));
    expect(book.sheets.map(({ name }) => name)).toEqual(['説明', '質問', '1 民間団体', '確認用', '選択肢']);
  });

  test('A15: without a session there is none', async () => {
    expect((await get('/s/files/sheet', '')).statusCode).toBe(401);
    expect((await get('/s/files', '')).statusCode).toBe(401);
  });
});

describe('the calendar', () => {
  const addressOf = async () => {
    const { body } = await get('/s/files');
    return /href="https:\/\/app\.example\.jp(\/s\/files\/calendar\/[^"]+)"/.exec(body)?.[1] ?? '';
  };

  test('F6: anybody with the address sees the days and why the due day is this day, and no answer or person', async () => {
    const { statusCode, headers, body } = await get(await addressOf(), '');
    expect(statusCode).toBe(200);
    expect(headers?.['content-type']).toBe('text/calendar; charset=utf-8');
    const calendar = new ICAL.Component(ICAL.parse(body));
    const days = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    expect(days.map(({ summary, startDate, endDate }) => [summary, `${startDate}`, `${endDate}`])).toEqual([
      ['回答の受付開始：令和8年度 相談窓口等に関する調査', '2026-06-01', '2026-06-02'],
      ['提出期限：令和8年度 相談窓口等に関する調査', '2026-06-26', '2026-06-27'],
      ['受付終了：令和8年度 相談窓口等に関する調査', '2026-07-10', '2026-07-11'],
    ]);
    expect(days[1]?.description).toContain('本来は6/28(日)');
    expect(days.every(({ startDate }) => startDate.isDate)).toBe(true);
    expect(body).not.toContain(token);
    expect(body).not.toContain(code);
  });

  test('F6: a day that moves keeps its name, so that it moves in every calendar', async () => {
    const uids = (body: string) => [...body.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
    const address = await addressOf();
    const first = uids((await get(address, '')).body);
    expect(new Set(first).size).toBe(3);
    expect(uids((await get(address, '')).body)).toEqual(first);
  });

  test('F6: it is another secret than the link: neither opens what the other does', async () => {
    const name = (await addressOf()).split('/').at(-1)?.replace('.ics', '') ?? '';
    expect(name).not.toBe(token);
    const landed = await pages(apiEvent({ path: `/s/${name}` }), lambdaContext);
    expect(landed.statusCode).toBe(404);
    expect((await get((await addressOf()).replace(name, token), '')).statusCode).toBe(404);
    expect((await get((await addressOf()).replace('121002', '011002'), '')).statusCode).toBe(404);
  });

  test('F6: a revoked link takes the address with it', async () => {
    const address = await addressOf();
    const links = createInvitationLinks(linkSecrets);
    const { invitations, rounds } = surveys;
    const round = await rounds.find(programmeId, roundId);
    const version = (round?.version ?? 0) + 1;
    await rounds.replace(aRound({ status: 'open', version }), {
      ...{ cause: aCause(), audit: { action: 'test', target: 'round/1' }, events: [] },
    });
    const revoked = await revokeLink({ invitations, rounds, links }, { roundId, organisationId: chiba }, aCause());
    expect(revoked.ok).toBe(true);
    expect((await get(address, '')).statusCode).toBe(404);
  });

  test('F6: lines end with CRLF, are 75 octets at most, and are broken between characters', () => {
    const on = JstDate.parse('2026-12-31');
    const summary = `${'期限、とても長い題名；'.repeat(12)}, ; \\ と\n改行`;
    const text = icalendar('千葉県 千葉市 調査の日程', [
      { uid: 'due-1@app.example.jp', on, summary, description: '𠮷'.repeat(60), revisedAt: now },
    ]);
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true);
    expect(text).toContain('DTSTAMP:20260610T012345Z');
    const [day] = new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((each) => new ICAL.Event(each));
    expect([day?.summary, day?.description, `${day?.endDate}`]).toEqual([summary, '𠮷'.repeat(60), '2027-01-01']);
  });

  test('F6: it is read only: other methods are refused', async () => {
    const path = await addressOf();
    const refused = await files(apiEvent({ method: 'POST', path, headers: formHeaders }), lambdaContext);
    expect(refused.statusCode).toBe(405);
  });
});

/** Paints the path, four points a square, and reads it as a telephone would. */
function decoded(size: number, path: string): string {
  const scale = 4;
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x = '', y = ''] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let down = 0; down < scale; down += 1) {
      const from = ((Number(y) * scale + down) * width + Number(x) * scale) * 4;
      for (let point = 0; point < scale; point += 1) data.fill(0, from + point * 4, from + point * 4 + 3);
    }
  }
  return decodeQR({ width, height: width, data });
}
