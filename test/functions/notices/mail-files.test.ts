/** What was sent and what became of it, as files and for one organisation. */

import { parseCsv } from 'hucre';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRoutes } from '../../../functions/notices/staff/routes.ts';
import { noticeLabels, whatToDo } from '../../../functions/notices/texts/status-labels.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import type { Role } from '../../../shared/access/role.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { addMs } from '../../../shared/kernel/time.ts';
import { type Notice, noticeStatuses } from '../../../shared/notices/notice.ts';
import { noticeIdOf } from '../../../shared/notices/notice-id.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import {
  aNotice,
  anInvitationContent,
  aRecord,
  chiba,
  dueOn,
  now,
  programmeId,
  roundId,
  sapporo,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { noticesStoresOf } from '../../support/notices-stores.ts';
import { asProgram, type StaffWorld, startStaffWorld, visit } from '../../support/staff-world.ts';

let world: StaffWorld;
let stores: ReturnType<typeof noticesStoresOf>;
let handler: HttpHandler;
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  stores = noticesStoresOf(world);
  handler = world.serve(createRoutes({ ...stores, door: world.door }));
});
afterEach(() => world.stop());

const show = (role: Role, path: string, query: Record<string, string> = {}) =>
  visit(handler, world.person(role), { path, query });
const invitationTo = (organisationId: OrganisationId, over: object = {}) => {
  const content = anInvitationContent(organisationId);
  return aNotice({ status: 'delivered', content, noticeId: noticeIdOf(content, programmeId), ...over });
};
const add = (...notices: Notice[]) => stores.notices.add(notices, {}, aRecord());
const csvOf = async (path: string, query: Record<string, string> = {}) => {
  const answer = await show('body-staff', path, query);
  expect(answer.headers?.['content-type']).toBe('text/csv; charset=utf-8');
  const text = Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
  return { text, rows: parseCsv(text.replace('\ufeff', '')).map((row) => row.map(String)) };
};

describe('A6: the file of mails', () => {
  const round = { programmeId, roundId, surveyTitle, dueOn, organisations: 1788, openedAt: now };

  test('A6: each mail with its state, the provider’s reason and the time, codes as text, with the mark for Excel', async () => {
    await stores.facts.addRound(round, aRecord());
    const failed = { status: 'permanent-failure', reason: 'General 5.1.1', complainedAt: now } as const;
    await add(invitationTo(sapporo, failed), invitationTo(chiba));
    const { text, rows } = await csvOf('/console/notices/mails.csv');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text).toContain('\r\n011002,北海道札幌市,回答依頼,');
    expect(rows[1]?.slice(0, 5)).toEqual(['団体コード', '団体', 'メールの種類', '調査', '状態']);
    const bounced = rows.find(([code]) => code === '011002');
    expect(bounced).toEqual([
      ...['011002', '北海道札幌市', '回答依頼', surveyTitle, '恒久不達', '2026-06-10 10:23', '2026-06-10 10:23', '1'],
      ...['General 5.1.1', '2026-06-10 10:23', noticeLabels['permanent-failure'].whatToDo],
    ]);
    expect(text).not.toContain('@');
  });

  test('A6: what would be run as a formula is not, and only the state that is looked at is in the file', async () => {
    const evil = { ...anInvitationContent(chiba), surveyTitle: '=HYPERLINK("http://evil.example")' };
    await add(invitationTo(chiba, { content: evil }), invitationTo(sapporo, { status: 'queued' }));
    const { text, rows } = await csvOf('/console/notices/mails.csv', { round: roundId, status: 'delivered' });
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(rows.slice(2).map(([code]) => code)).toEqual([chiba]);
  });

  test('A6: every mail of a round of many pages is in it once', async () => {
    const codes = localGovernments.slice(0, 230).map(({ code }) => OrganisationId.parse(code));
    for (let from = 0; from < codes.length; from += 60) {
      await add(...codes.slice(from, from + 60).map((code) => invitationTo(code)));
    }
    const { rows } = await csvOf('/console/notices/mails.csv', { round: roundId });
    expect(rows.slice(2).map(([code]) => code)).toEqual(codes);
  });

  test('A6: of a colleague’s mail nobody is told to put the list right', () => {
    const content = { purpose: 'survey-delegation', roundId, organisationId: chiba, surveyTitle, dueOn, delegation: 1 };
    const failed = aNotice({ status: 'permanent-failure', content });
    expect(whatToDo(failed)).not.toContain('連絡先を修正');
    expect(whatToDo(aNotice({ status: 'permanent-failure' }))).toContain('連絡先を修正');
  });

  test('A6: every state has a word and says what to do', () => {
    for (const status of noticeStatuses) expect(noticeLabels[status].whatToDo.length).toBeGreaterThan(5);
  });
});

describe('A6: everything that was sent to one organisation', () => {
  const page = `/console/notices/organisations/${chiba}`;
  const askId = '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c';
  const correction = { purpose: 'desk-correction', organisationId: chiba, askId, step: 'link' } as const;
  beforeEach(() =>
    add(
      invitationTo(chiba, { status: 'permanent-failure', reason: 'General 5.1.1' }),
      invitationTo(sapporo),
      aNotice({
        ...{ status: 'delivered', content: correction, noticeId: noticeIdOf(correction, programmeId) },
        ...{ requestedAt: addMs(now, 60_000), settledAt: addMs(now, 120_000) },
      }),
    ),
  );

  test('A6: purpose, day, state and what to do, the newest first, and nothing of others', async () => {
    const { body } = await show('body-staff', page);
    expect(body.indexOf('掲載の訂正')).toBeGreaterThan(0);
    expect(body.indexOf('掲載の訂正')).toBeLessThan(body.indexOf('回答依頼'));
    for (const words of ['千葉県千葉市へのメール', '恒久不達', '連絡先を修正してください', '6月10日']) {
      expect(body).toContain(words);
    }
    expect(body).not.toContain('札幌');
    expect(body).not.toContain('@');
    const { rows } = await csvOf(`${page}/mails.csv`);
    expect(rows.slice(2).map(([code, , purpose]) => [code, purpose])).toEqual([
      [chiba, '掲載の訂正'],
      [chiba, '回答依頼'],
    ]);
  });

  test('A6: the list of mails leads there, a program reads the same, and the receiver reads neither', async () => {
    const list = await show('body-staff', '/console/notices/mails', { round: roundId });
    expect(list.body).toContain(page);
    expect(list.body).toContain('/console/notices/mails.csv?');
    const headers = asProgram(await world.token(world.person('body-staff')));
    const path = `/api/v1/notices/organisations/${chiba}/mails`;
    const answer = await visit(handler, world.person('body-staff'), { path, headers });
    expect(JSON.parse(answer.body).mails).toMatchObject([
      { purpose: 'desk-correction', organisationId: chiba, status: 'delivered' },
      { purpose: 'survey-invitation', roundId, status: 'permanent-failure', reason: 'General 5.1.1' },
    ]);
    for (const denied of [page, `${page}/mails.csv`, '/console/notices/mails.csv']) {
      expect((await show('receiver-officer', denied)).statusCode).toBe(403);
    }
  });

  test('A6: an organisation to which nothing was sent is told so', async () => {
    const { body } = await show('auditor', '/console/notices/organisations/472018');
    expect(body).toContain('この団体に送ったメールはありません。');
    expect(body).not.toContain('連絡先を直す');
  });
});
