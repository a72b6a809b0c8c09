import { parseCsv } from 'hucre';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeCp932 } from '../../../functions/platform/export/cp932.ts';
import { surveysProblems } from '../../../functions/surveys/staff/problems.ts';
import { type Role, roles } from '../../../shared/access/role.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { CollationRequest } from '../../../shared/surveys/collation-request.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import {
  anInvitation,
  aRecord,
  aRound,
  chiba,
  now,
  programmeId,
  roundId,
  sapporo,
} from '../../support/builders/surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';
import { type StaffWorld, startStaffWorld, theirs, visit } from '../../support/staff-world.ts';
import { type StaffSurveys, staffSurveys } from './staff-surveys.ts';

let world: StaffWorld;
let staff: StaffSurveys;
beforeAll(async () => {
  world = await startStaffWorld(now);
});
afterAll(() => world.stop());
beforeEach(() => {
  staff = staffSurveys(world);
});

const page = `/console/surveys/rounds/${roundId}`;
const api = `/api/v1/surveys/rounds/${roundId}`;
const collationId = '9d3c1b7a-2f4e-4d6c-8a1b-5e7f9a0b1c2d';
const funabashi = OrganisationId.parse('122041');
const draft = () => staff.surveys.rounds.add(aRound({ status: 'draft' }), aRecord());
const collation = (over: object = {}) =>
  staff.surveys.collations.add(
    CollationRequest.parse({ programmeId, roundId, collationId, requestedAt: now, status: 'requested', ...over }),
    aRecord(),
  );
const finished = { status: 'done', doneAt: now, organisations: 1788, answered: 1, rows: 1789, unencodable: [] };
const opened = () =>
  openedRound(staff.surveys, [
    anInvitation({ organisationId: sapporo, prefecture: '01' }),
    anInvitation({ organisationId: chiba, status: 'submitted' }),
    anInvitation({ organisationId: funabashi, organisationName: '千葉県船橋市', status: 'accepted' }),
  ]);

describe('who may', () => {
  const body: readonly Role[] = ['body-staff', 'body-manager'];
  const readers: readonly Role[] = [...body, 'receiver-officer', 'auditor'];
  const prefectureOfficer: readonly Role[] = ['prefecture-officer'];
  const allowed: Readonly<Record<string, readonly Role[]>> = {
    'GET /console/surveys/rounds': readers,
    'GET /console/surveys/rounds/new': body,
    'POST /console/surveys/rounds': body,
    'GET /console/surveys/rounds/{roundId}': readers,
    'GET /console/surveys/rounds/{roundId}/upgrade-form': body,
    'POST /console/surveys/rounds/{roundId}/upgrade-form': body,
    'POST /api/v1/surveys/rounds/{roundId}/upgrade-form': body,
    'GET /console/surveys/rounds/{roundId}/progress': readers,
    'GET /console/surveys/rounds/{roundId}/progress.csv': readers,
    'GET /console/surveys/rounds/{roundId}/organisations.csv': readers,
    'GET /console/surveys/rounds/{roundId}/exceptions': readers,
    'GET /console/surveys/rounds/{roundId}/inbox': body,
    'GET /console/surveys/rounds/{roundId}/unclaimed': readers,
    'GET /api/v1/surveys/rounds/{roundId}/unclaimed': readers,
    'GET /console/surveys/rounds/{roundId}/open': body,
    'POST /console/surveys/rounds/{roundId}/open': body,
    'GET /console/surveys/rounds/{roundId}/announce': body,
    'POST /console/surveys/rounds/{roundId}/announce': body,
    'POST /api/v1/surveys/rounds/{roundId}/announce': body,
    'GET /api/v1/surveys/rounds/{roundId}/pre-notices': readers,
    'POST /console/surveys/rounds/{roundId}/cancel': body,
    'POST /api/v1/surveys/rounds/{roundId}/cancel': body,
    'GET /console/surveys/rounds/{roundId}/reschedule': body,
    'POST /console/surveys/rounds/{roundId}/reschedule': body,
    'POST /api/v1/surveys/rounds/{roundId}/reschedule': body,
    'POST /console/surveys/rounds/{roundId}/close': body,
    'GET /console/surveys/reminders': readers,
    'GET /console/surveys/rounds/{roundId}/reminders': readers,
    'POST /console/surveys/rounds/{roundId}/reminders/pause': body,
    'POST /console/surveys/rounds/{roundId}/reminders/resume': body,
    'GET /api/v1/surveys/rounds/{roundId}/reminders': readers,
    'POST /api/v1/surveys/rounds/{roundId}/reminders/pause': body,
    'POST /api/v1/surveys/rounds/{roundId}/reminders/resume': body,
    'GET /console/surveys/area': prefectureOfficer,
    'GET /console/surveys/rounds/{roundId}/organisations': readers,
    'GET /console/surveys/rounds/{roundId}/organisations/{organisationId}': readers,
    'POST /console/surveys/rounds/{roundId}/organisations/{organisationId}/accept': body,
    'GET /console/surveys/rounds/{roundId}/organisations/{organisationId}/return': body,
    'POST /console/surveys/rounds/{roundId}/organisations/{organisationId}/return': body,
    'POST /console/surveys/rounds/{roundId}/organisations/{organisationId}/exempt': body,
    'POST /console/surveys/rounds/{roundId}/organisations/{organisationId}/extend': body,
    'POST /console/surveys/rounds/{roundId}/organisations/{organisationId}/end-exemption': body,
    'POST /console/surveys/rounds/{roundId}/organisations/{organisationId}/end-extension': body,
    'POST /api/v1/surveys/rounds/{roundId}/invitations/{organisationId}/exempt': body,
    'POST /api/v1/surveys/rounds/{roundId}/invitations/{organisationId}/extend': body,
    'POST /api/v1/surveys/rounds/{roundId}/invitations/{organisationId}/end-exemption': body,
    'POST /api/v1/surveys/rounds/{roundId}/invitations/{organisationId}/end-extension': body,
    'POST /console/surveys/rounds/{roundId}/organisations/{organisationId}/renew-link': body,
    'POST /console/surveys/rounds/{roundId}/collations': body,
    'GET /console/surveys/rounds/{roundId}/collations/{collationId}': body,
    'GET /console/surveys/rounds/{roundId}/collations/{collationId}/files/{file}': body,
    'GET /api/v1/surveys/rounds': readers,
    'POST /api/v1/surveys/rounds': body,
    'GET /api/v1/surveys/rounds/{roundId}': readers,
    'POST /api/v1/surveys/rounds/{roundId}/open': body,
    'POST /api/v1/surveys/rounds/{roundId}/close': body,
    'GET /api/v1/surveys/rounds/{roundId}/progress': readers,
    'GET /api/v1/surveys/rounds/{roundId}/invitations': readers,
    'GET /api/v1/surveys/area': prefectureOfficer,
    'GET /api/v1/surveys/rounds/{roundId}/responses/{organisationId}': readers,
    'POST /api/v1/surveys/rounds/{roundId}/responses/{organisationId}/accept': body,
    'POST /api/v1/surveys/rounds/{roundId}/responses/{organisationId}/return': body,
    'POST /api/v1/surveys/rounds/{roundId}/invitations/{organisationId}/renew-link': body,
    'POST /api/v1/surveys/rounds/{roundId}/collations': body,
    'GET /api/v1/surveys/rounds/{roundId}/collations/{collationId}': body,
  };

  test('the table of roles names every route and no other', () => {
    expect(staff.routes.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      Object.keys(allowed).toSorted(),
    );
  });

  test.each(Object.entries(allowed))('%s is for %j, and denied to all others', async (name, permitted) => {
    const [method = '', template = ''] = name.split(' ');
    const path = template
      .replace('{roundId}', roundId)
      .replace('{organisationId}', funabashi)
      .replace('{collationId}', collationId)
      .replace('{file}', 'answers.csv');
    for (const role of roles) {
      staff = staffSurveys(world);
      await opened();
      await collation();
      const isApi = path.startsWith('/api/');
      const send = method === 'GET' ? staff.get : staff.post;
      const answer = isApi
        ? await staff.api(role, method, path, method === 'GET' ? undefined : {})
        : await send(role, path);
      const isDenied = answer.statusCode === 403;
      expect(isDenied, `${role}: ${answer.statusCode}`).toBe(!permitted.includes(role));
      expect([401, 404, 405, 500]).not.toContain(answer.statusCode);
    }
  });

  test('nobody is let in without a session or a token', async () => {
    const { handler } = staff;
    expect((await handler(apiEvent({ path: page }), lambdaContext)).statusCode).toBe(303);
    expect((await handler(apiEvent({ path: api }), lambdaContext)).statusCode).toBe(401);
  });

  test.each(['', '/progress.csv', '/organisations', `/organisations/${chiba}`, `/collations/${collationId}`])(
    'another programme finds nothing at %s, not even that it is there',
    async (rest) => {
      await opened();
      await collation();
      const answer = await visit(staff.handler, world.person('body-staff', theirs), { path: page + rest });
      expect(answer.statusCode).toBe(404);
    },
  );
});

describe('F7: the reminders of a round', () => {
  const reminders = `${page}/reminders`;

  test('F7: the page says who gets what next; a pause keeps its reason, and what was wrong stays on the page', async () => {
    await opened();
    const shown = (await staff.get('body-staff', reminders)).body;
    expect(shown).toContain('この日に送るリマインドメールはありません');
    const refused = await staff.post('body-staff', `${reminders}/pause`, { reason: '', until: '2026-06-01' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('止める理由を入力してください');
    expect(refused.body).toContain('value="2026-06-01"');
    const paused = await staff.post('body-staff', `${reminders}/pause`, { reason: '大雨のため', until: '' });
    expect(paused).toMatchObject({ statusCode: 303, headers: { location: reminders } });
    expect((await staff.get('receiver-officer', reminders)).body).toContain('理由：大雨のため');
    expect((await staff.post('body-staff', `${reminders}/resume`)).statusCode).toBe(303);
    expect((await staff.get('body-staff', reminders)).body).toContain('リマインドメールを止める');
  });

  test('F7: a program is told the same', async () => {
    await opened();
    const path = `/api/v1/surveys/rounds/${roundId}/reminders`;
    const paused = await staff.api('body-manager', 'POST', `${path}/pause`, { reason: '大雨のため' });
    expect(paused.statusCode).toBe(200);
    const shown = await staff.api('auditor', 'GET', path);
    expect(JSON.parse(shown.body ?? '')).toMatchObject({ isPaused: true, organisations: [] });
    expect((await staff.api('body-staff', 'POST', `${path}/pause`, { reason: 'もう一度' })).statusCode).toBe(409);
  });
});

describe('planning a round', () => {
  const plan = { title: '窓口の調査', formId: 'consultation-desks@1', dueOn: '2026-07-31', reminderPlan: '5' };

  test('a plan is kept and nothing is sent', async () => {
    const answer = await staff.post('body-staff', '/console/surveys/rounds', plan);
    expect(answer.statusCode).toBe(303);
    const [round] = await staff.surveys.rounds.list(programmeId);
    expect(answer.headers?.['location']).toBe(`/console/surveys/rounds/${round?.roundId}`);
    expect(round).toMatchObject({ title: '窓口の調査', status: 'draft', dueOn: '2026-07-31', reminderPlan: [5] });
    expect(staff.surveys.records.flatMap(({ events }) => events)).toEqual([]);
  });

  test('a due day on which offices are closed is moved forward, and the round says why', async () => {
    await staff.post('body-staff', '/console/surveys/rounds', { ...plan, dueOn: '2026-07-20' });
    const [round] = await staff.surveys.rounds.list(programmeId);
    expect(round).toMatchObject({ dueOn: '2026-07-17', nominalDueOn: '2026-07-20' });
    const shown = await staff.get('body-staff', `/console/surveys/rounds/${round?.roundId}`);
    expect(shown.body).toContain('本来は7/20(月)。休日のため直前の開庁日');
  });

  test('reminders are taken from the boxes, the earliest first; none ticked is none', async () => {
    await staff.post(
      'body-staff',
      '/console/surveys/rounds',
      `${new URLSearchParams(plan)}&reminderPlan=10&reminderPlan=2`,
    );
    const { reminderPlan: _, ...without } = plan;
    world.clock.pass(1);
    await staff.post('body-staff', '/console/surveys/rounds', without);
    expect((await staff.surveys.rounds.list(programmeId)).map(({ reminderPlan }) => reminderPlan)).toEqual([
      [],
      [10, 5, 2],
    ]);
  });

  test('what is wrong is said all at once, what was typed stays, and nothing is kept', async () => {
    const typed = {
      title: '',
      formId: 'nothing@1',
      opensOn: 'x',
      dueOn: '2026-02-30',
      closesOn: '2026-01-01',
      reminderPlan: '3',
    };
    const answer = await staff.post(
      'body-staff',
      '/console/surveys/rounds',
      `${new URLSearchParams(typed)}&reminderPlan=2`,
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('<title>エラー：新しい調査の計画');
    for (const message of [
      '調査の名称を入力してください',
      '調査票を選んでください',
      '提出期限を、',
      '2開庁日以上の間',
    ]) {
      expect(answer.body).toContain(message);
    }
    expect(answer.body).toContain('value="2026-02-30"');
    expect(answer.body).toMatch(/value="3" checked/);
    expect(await staff.surveys.rounds.list(programmeId)).toEqual([]);
  });

  test('five reminders are one too many', async () => {
    const many = [15, 10, 7, 5, 3].map((days) => `reminderPlan=${days}`).join('&');
    const { reminderPlan: _, ...rest } = plan;
    const answer = await staff.post('body-staff', '/console/surveys/rounds', `${new URLSearchParams(rest)}&${many}`);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('リマインドは4回まで');
  });

  test('by program: the answer tells how the due day came about, and the same key answers the same', async () => {
    const body = { title: '調査', formId: 'consultation-desks', formVersion: 1, dueOn: '2026-07-20' };
    const first = await staff.api('body-staff', 'POST', '/api/v1/surveys/rounds', body);
    expect(first.statusCode).toBe(201);
    expect(JSON.parse(first.body)).toMatchObject({ dueOn: '2026-07-17', dueWasMoved: true });
    const again = await staff.api('body-staff', 'POST', '/api/v1/surveys/rounds', body);
    expect(again.body).toBe(first.body);
    const other = await staff.api('body-staff', 'POST', '/api/v1/surveys/rounds', { ...body, title: '別の調査' });
    expect(other.statusCode).toBe(422);
    expect(await staff.surveys.rounds.list(programmeId)).toHaveLength(1);
    const refused = await staff.api(
      'body-staff',
      'POST',
      '/api/v1/surveys/rounds',
      { ...body, dueOn: '2020-01-01' },
      'command-0002',
    );
    expect(JSON.parse(refused.body)).toMatchObject({ status: 422, errors: [{ field: 'dueOn' }] });
  });
});

describe('announcing a round', () => {
  const told = (organisationId: OrganisationId, state: 'delivered' | 'bounced') =>
    staff.surveys.preNotices.note({ programmeId, roundId, organisationId, state, at: now, version: 3 }, aRecord());

  test('A16: the confirmation says how many will be mailed, and that there is no link, before anything is', async () => {
    await draft();
    await staff.importContacts();
    expect((await staff.get('body-staff', page)).body).toContain('事前のお知らせの確認へ進む');
    const shown = await staff.get('body-staff', `${page}/announce`);
    expect(shown.body).toContain('1,788団体にメールを送信します');
    expect(shown.body).toContain('回答用のリンクは載せません');
    expect((await staff.surveys.rounds.find(programmeId, roundId))?.announcement).toBeUndefined();
    expect((await staff.post('body-staff', `${page}/announce`)).statusCode).toBe(303);
    expect(staff.surveys.records.at(-1)?.events[0]).toMatchObject({ type: 'round-announced.v1' });
  });

  test('A16: the same command twice announces once', async () => {
    await draft();
    await staff.importContacts();
    const first = await staff.api('body-staff', 'POST', `${api}/announce`, {});
    const again = await staff.api('body-staff', 'POST', `${api}/announce`, {});
    expect([first.statusCode, JSON.parse(first.body)]).toEqual([202, { roundId, time: 1, organisations: 1788 }]);
    expect(JSON.parse(again.body)).toEqual(JSON.parse(first.body));
    expect(staff.surveys.records.filter(({ audit }) => audit.action === 'announce-round').length).toBe(1);
  });

  test('A16: the page shows announced, delivered and dead, and opening warns of the dead', async () => {
    await draft();
    await staff.importContacts();
    await staff.post('body-staff', `${page}/announce`);
    await told(sapporo, 'delivered');
    await told(chiba, 'bounced');
    const { body } = await staff.get('body-staff', page);
    const figures = body.slice(body.indexOf('app-figures'), body.indexOf('</dl>'));
    expect([...figures.matchAll(/value">([^<]+)</g)].map(([, value]) => value)).toEqual([
      ...['1,788', '1', '1', '1,786'],
    ]);
    expect(body).toContain(`/console/notices/mails?round=${roundId}&amp;purpose=survey-pre-notice`);
    expect((await staff.get('body-staff', `${page}/open`)).body).toContain('まだ1団体に届いていません');
    const answer = await staff.api('body-staff', 'GET', `${api}/pre-notices`);
    expect(JSON.parse(answer.body)).toMatchObject({
      times: 1,
      organisations: 1788,
      delivered: 1,
      unreachable: [chiba],
    });
  });

  test('A16: where the days of a draft are moved, the page says that everybody is to be told, and then is', async () => {
    await draft();
    await staff.importContacts();
    await staff.post('body-staff', `${page}/announce`);
    const form = await staff.get('body-staff', `${page}/reschedule`);
    for (const words of ['value="2026-06-30"', '事前のお知らせを送った調査です']) expect(form.body).toContain(words);
    const bad = await staff.post('body-staff', `${page}/reschedule`, { opensOn: '2026-07-01', dueOn: '' });
    expect(bad.statusCode).toBe(422);
    for (const words of ['<title>エラー：', 'href="#dueOn"', 'value="2026-07-01"']) expect(bad.body).toContain(words);
    const days = { opensOn: '2026-07-01', dueOn: '2026-08-01', closesOn: '2026-08-14' };
    expect((await staff.post('body-staff', `${page}/reschedule`, days)).statusCode).toBe(303);
    expect((await staff.get('body-staff', page)).body).toContain('お知らせした後に、日程が変わっています');
    const again = await staff.get('body-staff', `${page}/announce`);
    expect(again.body).toContain('1,788団体に新しい日程を送る');
    await staff.post('body-staff', `${page}/announce`);
    expect(staff.surveys.records.at(-1)?.events[0]?.data).toMatchObject({ time: 2, moved: 1, dueOn: '2026-07-31' });
    expect((await staff.get('body-staff', page)).body).toContain('届いていない団体に送る');
  });

  test('A16: a draft is cancelled from its page, says so, and can be neither opened nor announced any more', async () => {
    await draft();
    await staff.importContacts();
    expect((await staff.get('body-staff', page)).body).toContain('メールは送信されません。');
    await staff.post('body-staff', `${page}/announce`);
    expect((await staff.get('body-staff', page)).body).toContain('取りやめをメールで知らせます');
    expect((await staff.post('body-staff', `${page}/cancel`)).statusCode).toBe(303);
    const { body } = await staff.get('body-staff', page);
    expect(body).toContain('取りやめ');
    for (const words of ['開始の確認へ進む', '日程を変える', '届いていない団体に送る', '取りやめを確定する']) {
      expect(body).not.toContain(words);
    }
    expect((await staff.get('body-staff', '/console/surveys/rounds')).body).toContain('取りやめ');
    for (const act of ['open', 'announce', 'cancel', 'reschedule']) {
      const days = act === 'reschedule' ? { dueOn: '2026-07-31' } : {};
      const answer = await staff.api('body-staff', 'POST', `${api}/${act}`, days, `command-${act}`);
      expect(JSON.parse(answer.body).type).toBe('urn:mikata:problem:round-already-opened');
    }
  });

  test('A16: where all arrived, or nothing was announced, opening warns of nothing', async () => {
    await draft();
    await staff.importContacts();
    expect((await staff.get('body-staff', `${page}/open`)).body).not.toContain('届いていません');
    await staff.post('body-staff', `${page}/announce`);
    await told(sapporo, 'delivered');
    expect((await staff.get('body-staff', `${page}/open`)).body).not.toContain('届いていません');
  });
});

describe('opening a round', () => {
  test('the confirmation says how many will be mailed before anything is', async () => {
    await draft();
    await staff.importContacts();
    const shown = await staff.get('body-staff', `${page}/open`);
    expect(shown.body).toContain('1,788団体にメールを送信します');
    expect((await staff.surveys.rounds.find(programmeId, roundId))?.status).toBe('draft');
    const answer = await staff.post('body-staff', `${page}/open`);
    expect(answer.statusCode).toBe(303);
    expect(await staff.surveys.rounds.find(programmeId, roundId)).toMatchObject({
      status: 'opening',
      organisations: 1788,
    });
    expect(staff.surveys.records.at(-1)?.events).toMatchObject([{ type: 'round-opening-requested.v1' }]);
  });

  test('without contacts there is no button, and a program is refused', async () => {
    await draft();
    const shown = await staff.get('body-staff', `${page}/open`);
    expect(shown.body).toContain('連絡先がまだ取り込まれていません');
    expect(shown.body).not.toContain('送信して開始する');
    const answer = await staff.api('body-staff', 'POST', `${api}/open`, {});
    expect([answer.statusCode, JSON.parse(answer.body).type]).toEqual([409, 'urn:mikata:problem:contacts-missing']);
  });

  test('while it opens, the page shows how far it has come', async () => {
    await staff.surveys.rounds.add(aRound({ status: 'opening', issuedSoFar: 450 }), aRecord());
    const { body } = await staff.get('receiver-officer', page);
    expect(body).toMatch(/<progress[^>]*value="450"[^>]*max="1788"/);
    expect(body).toContain('1,788件中 450件');
  });

  test('a round is closed only after its closing day', async () => {
    await opened();
    expect((await staff.get('body-staff', page)).body).not.toContain('終了を確定する');
    expect((await staff.post('body-staff', `${page}/close`)).statusCode).toBe(409);
    const late = staffSurveys(await laterWorld('2026-07-13T00:00:00.000Z'), staff.surveys);
    expect((await late.get('body-staff', page)).body).toContain('終了を確定する');
    expect((await late.post('body-staff', `${page}/close`)).statusCode).toBe(303);
    expect((await staff.surveys.rounds.find(programmeId, roundId))?.status).toBe('closed');
  });
});

/** The same people and the same doors, on another day. */
async function laterWorld(at: string) {
  const later = await startStaffWorld(at);
  worlds.push(later);
  return later;
}
const worlds: StaffWorld[] = [];
afterAll(async () => {
  for (const each of worlds) await each.stop();
});

test('A17: the body sees what a newer version asks before it moves the round, and what was wrong keeps its input', async () => {
  await opened();
  const shown = await staff.get('body-manager', `${page}/upgrade-form`);
  expect(shown.body).toContain('第2版で変わること');
  expect(shown.body).toContain('相談窓口の受付時間（月）');
  expect((await staff.get('body-manager', page)).body).toContain('調査票の新しい版');
  const refused = await staff.post('body-manager', `${page}/upgrade-form`, { formVersion: '2', dueOn: '2026-07-05' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('開庁日を入力してください');
  expect(refused.body).toContain('value="2026-07-05"');
});

describe('progress', () => {
  test('counts all 1,788 whoever could be asked, by status and by prefecture', async () => {
    await opened();
    const body = JSON.parse((await staff.api('receiver-officer', 'GET', `${api}/progress`)).body);
    expect(body).toMatchObject({ total: 1788, counts: { 'not-issued': 1785, invited: 1, submitted: 1, accepted: 1 } });
    expect(body.prefectures).toHaveLength(47);
    expect(body.prefectures.find((each: { prefecture: string }) => each.prefecture === '12').counts).toMatchObject({
      submitted: 1,
    });
  });

  test('as CSV for Excel: every prefecture and the whole, 未回答 as a number of its own', async () => {
    await opened();
    const answer = await staff.get('auditor', `${page}/progress.csv`);
    expect(answer.headers?.['content-disposition']).toContain("filename*=UTF-8''%E5%9B%9E%E7%AD%94");
    const bytes = Buffer.from(answer.body, 'base64');
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const rows = parseCsv(bytes.toString('utf8'));
    expect(rows[1]).toEqual([
      ...['都道府県コード', '都道府県', '対象団体', '配達済み', '届かない', '未回答', '（うち入力途中）'],
      ...['提出済み', '差戻し中', '受理済み', '対象外', '回答率'],
    ]);
    const chibas = ['12', '千葉県', '55', '0', '0', '53', '0', '1', '0', '1', '0', '3.6%'];
    expect(rows.find(([, name]) => name === '千葉県')).toEqual(chibas);
    expect(rows.at(-1)).toEqual(['', '合計', '1788', '0', '0', '1786', '0', '1', '0', '1', '0', '0.1%']);
    expect(rows).toHaveLength(2 + 47 + 1);
    expect(encodeCp932(bytes.toString('utf8').slice(1)).unencodable).toEqual([]);
  });

  test('a list of organisations, page after page, holds each once and goes back the way it came', async () => {
    await opened();
    const seen: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const query: string = cursor === '' ? '' : `?cursor=${cursor}`;
      const body = JSON.parse((await staff.api('body-staff', 'GET', `${api}/invitations${query}`)).body);
      seen.push(...body.invitations.map((each: { organisationId: string }) => each.organisationId));
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(1788);
    expect(new Set(seen).size).toBe(1788);
    const { body } = await staff.get('body-staff', `${page}/organisations`, { cursor: seen[99] ?? '' });
    expect(body).toContain('1,788件中 101〜150件');
    expect(body).toContain(`href="${page}/organisations?cursor=${seen[49]}" rel="prev"`);
    expect(body).toContain(`cursor=${seen[149]}" rel="next"`);
  });

  test.each([
    ['prefecture=12', 55],
    ['prefecture=12&status=unanswered', 53],
    ['status=accepted', 1],
    ['status=returned', 0],
  ])('the list is narrowed by %s', async (query, total) => {
    await opened();
    expect(JSON.parse((await staff.api('body-staff', 'GET', `${api}/invitations?${query}`)).body).total).toBe(total);
  });

  test('a prefecture sees the states of its own municipalities and no answers', async () => {
    await opened();
    const { body } = await staff.get('prefecture-officer', '/console/surveys/area');
    expect(body).toContain('千葉県内の回答の状況');
    expect(body).toContain('船橋市');
    expect(body).not.toContain('札幌市');
    expect(body).not.toContain(`/organisations/${funabashi}`);
    const answer = JSON.parse((await staff.api('prefecture-officer', 'GET', '/api/v1/surveys/area')).body);
    expect(answer).toMatchObject({ prefecture: '12', roundId, total: 55 });
    expect(JSON.stringify(answer)).not.toContain('submission');
  });
});

describe('answers', () => {
  test('the body reads what was submitted, and that it did is written down first', async () => {
    await opened();
    const { body } = await staff.get('body-staff', `${page}/organisations/${chiba}`);
    for (const words of [
      '千葉県千葉市の回答',
      '女性相談窓口',
      '夜間の電話相談',
      `福祉課${chiba}`,
      'この回答を受理する',
    ]) {
      expect(body).toContain(words);
    }
    const written = { audit: { action: 'read-response', target: `round/${roundId}/organisation/${chiba}` } };
    expect(staff.surveys.records.at(-1)).toMatchObject(written);
    await staff.get('body-staff', `${page}/organisations/${chiba}`);
    expect(staff.readings).toMatchObject([written]);
  });

  test('where the reading cannot be written down, nothing is shown', async () => {
    await opened();
    const broken = staffSurveys(world, staff.surveys);
    broken.readings.push = () => {
      throw new Error('no table');
    };
    const answer = await broken.get('body-staff', `${page}/organisations/${funabashi}`);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('女性相談窓口');
  });

  test.each(['receiver-officer', 'auditor'] as const)('%s reads accepted answers only, and no drafts', async (role) => {
    await opened();
    expect((await staff.get(role, `${page}/organisations/${funabashi}`)).statusCode).toBe(200);
    expect((await staff.get(role, `${page}/organisations/${funabashi}`)).body).not.toContain('受理する');
    for (const organisationId of [chiba, sapporo]) {
      const answer = await staff.get(role, `${page}/organisations/${organisationId}`);
      expect(answer.statusCode).toBe(403);
      expect(answer.body).not.toContain('女性相談窓口');
    }
    const list = (await staff.get(role, `${page}/organisations`, { prefecture: '12' })).body;
    expect(list).toContain(`/organisations/${funabashi}"`);
    expect(list).not.toContain(`/organisations/${chiba}"`);
  });

  test('an answer that was seen is accepted, and the directory hears of it', async () => {
    await opened();
    const seen = JSON.parse((await staff.api('body-staff', 'GET', `${api}/responses/${chiba}`)).body);
    const answer = await staff.post('body-staff', `${page}/organisations/${chiba}/accept`, {
      ifVersion: String(seen.version),
    });
    expect([answer.statusCode, answer.headers?.['location']]).toEqual([303, `${page}/organisations/${chiba}`]);
    expect(staff.surveys.records.at(-1)?.events).toMatchObject([{ type: 'response-accepted.v1' }]);
  });

  test('a version that was not seen is neither accepted nor returned', async () => {
    await opened();
    const stale = { ifVersion: 1, reason: '確認', dueOn: '2026-07-03' };
    for (const act of ['accept', 'return']) {
      const answer = await staff.api('body-staff', 'POST', `${api}/responses/${chiba}/${act}`, stale, `command-${act}`);
      expect(JSON.parse(answer.body)).toMatchObject({ status: 409, type: 'urn:mikata:problem:changed-meanwhile' });
    }
  });

  test('a return without a reason, or to a closed day, comes back with what was typed', async () => {
    await opened();
    const { version } = JSON.parse((await staff.api('body-staff', 'GET', `${api}/responses/${chiba}`)).body);
    const path = `${page}/organisations/${chiba}/return`;
    const answer = await staff.post('body-staff', path, {
      ifVersion: String(version),
      reason: '',
      dueOn: '2026-07-04',
    });
    expect(answer.statusCode).toBe(422);
    for (const words of ['差戻しの理由を入力してください', '閉庁日（土曜日）', 'value="2026-07-04"']) {
      expect(answer.body).toContain(words);
    }
    const fields = { ifVersion: String(version), reason: '電話番号を確認してください。', dueOn: '2026-07-03' };
    expect((await staff.post('body-staff', path, fields)).statusCode).toBe(303);
    expect((await staff.get('body-staff', `${page}/organisations/${chiba}`)).body).toContain(
      '電話番号を確認してください。',
    );
  });

  test('a link that went astray is renewed, and is shown to nobody', async () => {
    await opened();
    const answer = await staff.api('body-staff', 'POST', `${api}/invitations/${sapporo}/renew-link`, {});
    expect(JSON.parse(answer.body)).toEqual({ roundId, organisationId: sapporo, linkGeneration: 2 });
    const { body } = await staff.get('body-staff', `${page}/organisations/${sapporo}`);
    expect(body).toContain('1回再発行しました');
    expect(body).not.toMatch(/\/s\/[A-Za-z0-9_-]{22}/);
  });
});

describe('collations', () => {
  test('asking leads to a page that says that the files are being made', async () => {
    await opened();
    const answer = await staff.post('body-staff', `${page}/collations`);
    expect(answer.statusCode).toBe(303);
    const { body } = await staff.get('body-staff', answer.headers?.['location'] as string);
    expect(body).toContain('ファイルを作成しています');
    expect((await staff.get('body-staff', page)).body).toContain('作成中');
  });

  test('a file that is not made yet has no link', async () => {
    await opened();
    await collation();
    expect((await staff.get('body-staff', `${page}/collations/${collationId}/files/answers.csv`)).statusCode).toBe(409);
    expect(
      JSON.parse((await staff.api('body-staff', 'GET', `${api}/collations/${collationId}`)).body),
    ).not.toHaveProperty('files');
    expect(staff.signed).toEqual([]);
  });

  test('a made file is reached through a link that ends within a minute, and who fetches it is written down', async () => {
    await opened();
    await collation({ ...finished, unencodable: [{ character: '𠮷', count: 2 }] });
    const { body } = await staff.get('body-staff', `${page}/collations/${collationId}`);
    expect(body).toContain('U+20BB7');
    const answer = await staff.get('body-staff', `${page}/collations/${collationId}/files/answers.xlsx`);
    const key = `${programmeId}/collations/${roundId}/${collationId}/answers.xlsx`;
    expect(answer.headers?.['location']).toBe(`https://private.example.test/${key}?signed`);
    expect(staff.signed).toEqual([{ key, name: '回答の取りまとめ.xlsx', seconds: 60 }]);
    expect(staff.readings).toMatchObject([{ audit: { action: 'fetch-collation', detail: { file: 'answers.xlsx' } } }]);
    expect((await staff.get('body-staff', `${page}/collations/${collationId}/files/other.xlsx`)).statusCode).toBe(404);
  });

  test('a program gets all three links, for five minutes', async () => {
    await opened();
    await collation(finished);
    const answer = JSON.parse((await staff.api('body-manager', 'GET', `${api}/collations/${collationId}`)).body);
    expect(answer.files.map(({ name }: { name: string }) => name)).toEqual([
      'answers.xlsx',
      'answers.csv',
      'answers-cp932.csv',
    ]);
    expect(staff.signed.map(({ seconds }) => seconds)).toEqual([300, 300, 300]);
  });
});

describe('refusals', () => {
  const cases: readonly [keyof typeof surveysProblems, () => Promise<unknown>, string, string, object?][] = [
    ['round-not-found', async () => undefined, 'GET', api],
    ['round-already-opened', opened, 'POST', `${api}/open`],
    ['contacts-missing', draft, 'POST', `${api}/open`],
    [
      'announced-too-often',
      async () => {
        const announcement = {
          at: now,
          times: 9,
          organisations: 1788,
          opensOn: '2026-06-01',
          dueOn: '2026-06-30',
          moved: 0,
        };
        await staff.surveys.rounds.add(aRound({ status: 'draft', announcement }), aRecord());
        await staff.importContacts();
      },
      'POST',
      `${api}/announce`,
    ],
    [
      'due-day-over',
      () => staff.surveys.rounds.add(aRound({ status: 'draft', dueOn: '2026-06-09' }), aRecord()),
      'POST',
      `${api}/open`,
    ],
    ['round-not-open', draft, 'POST', `${api}/close`],
    ['closing-day-not-over', opened, 'POST', `${api}/close`],
    ['invitation-not-found', draft, 'GET', `${api}/responses/${chiba}`],
    ['response-not-submitted', opened, 'POST', `${api}/responses/${sapporo}/accept`, { ifVersion: 1 }],
    ['return-not-valid', opened, 'POST', `${api}/responses/${chiba}/return`, { ifVersion: 1, reason: '', dueOn: '' }],
    ['already-answered', opened, 'POST', `${api}/invitations/${chiba}/exempt`, { reason: '廃止' }],
    ['not-exempt', opened, 'POST', `${api}/invitations/${chiba}/end-exemption`],
    ['not-extended', opened, 'POST', `${api}/invitations/${sapporo}/end-extension`],
    ['terms-not-valid', opened, 'POST', `${api}/invitations/${sapporo}/extend`, { reason: '', until: '2026-06-01' }],
    ['round-not-opened', draft, 'POST', `${api}/collations`],
    ['collation-not-found', opened, 'GET', `${api}/collations/${collationId}`],
  ];
  test.each(cases)('%s has its status and its sentence', async (kind, given, method, path, body) => {
    await given();
    const answer = await staff.api('body-staff', method, path, method === 'GET' ? undefined : (body ?? {}));
    const { status, sentence } = surveysProblems[kind];
    expect(JSON.parse(answer.body)).toMatchObject({ type: `urn:mikata:problem:${kind}`, status, title: sentence });
    expect(answer.statusCode).toBe(status);
  });
});
