/** The pages for review, progress and exceptions. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noteDelivery } from '../../../shared/surveys/note-delivery.ts';
import { aCause, anInvitation, chiba, now, programmeId, roundId, sapporo } from '../../support/builders/surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';
import { type StaffWorld, startStaffWorld } from '../../support/staff-world.ts';
import { type StaffSurveys, staffSurveys } from './staff-surveys.ts';

let world: StaffWorld;
let staff: StaffSurveys;
beforeAll(async () => {
  world = await startStaffWorld(now);
});
afterAll(() => world.stop());
beforeEach(async () => {
  staff = staffSurveys(world);
  await openedRound(staff.surveys, [
    anInvitation({ organisationId: sapporo, organisationName: '北海道札幌市', prefecture: '01' }),
    anInvitation({ status: 'submitted' }),
  ]);
});

const page = `/console/surveys/rounds/${roundId}`;
const api = `/api/v1/surveys/rounds/${roundId}`;

describe('回答の状況', () => {
  test.each(['body-staff', 'receiver-officer'] as const)(
    'A12: %s sees figures, map, days and prefectures',
    async (role) => {
      await noteDelivery(
        staff.surveys,
        { roundId, organisationId: sapporo, state: 'bounced', linkGeneration: 1, version: 3, at: now },
        aCause(),
      );
      const { statusCode, body } = await staff.get(role, `${page}/progress`);
      expect(statusCode).toBe(200);
      for (const words of [
        '対象は1,788団体です',
        '届かない団体 1',
        'app-map',
        'data-prefecture="47"',
        '折れ線グラフ',
      ]) {
        expect(body).toContain(words);
      }
      expect(body).not.toContain('女性相談窓口');
    },
  );

  test('A12: the files have the mark of UTF-8, codes with their zeros, and 未回答 for whoever has not answered', async () => {
    const areas = Buffer.from((await staff.get('receiver-officer', `${page}/progress.csv`)).body, 'base64').toString();
    expect(areas.startsWith('\ufeff')).toBe(true);
    expect(areas).toContain('\r\n01,北海道,180,');
    const each = Buffer.from(
      (await staff.get('receiver-officer', `${page}/organisations.csv`)).body,
      'base64',
    ).toString();
    expect(each).toContain('\r\n011002,北海道札幌市,,未回答,2026-06-30,,\r\n');
    expect(each).toMatch(/\r\n121002,千葉県千葉市,,提出済み,2026-06-30,2026-06-06 09:00,期限内\r\n/);
  });

  test('A12: a program gets the same figures', async () => {
    const answer = JSON.parse((await staff.api('receiver-officer', 'GET', `${api}/progress`)).body);
    expect(answer).toMatchObject({ total: 1788, delivered: 0, unreachable: 0, counts: { submitted: 1, exempt: 0 } });
    expect(answer.days.at(-1)).toEqual({ on: '2026-06-10', delivered: 0, started: 1, submitted: 1, accepted: 0 });
  });
});

describe('管内', () => {
  test('A12: a prefecture sees states, days and a text to copy, and neither answers nor links', async () => {
    const { statusCode, body } = await staff.get('prefecture-officer', '/console/surveys/area');
    expect(statusCode).toBe(200);
    expect(body).toContain('提出の確認ができていない団体');
    expect(body).toContain('依頼メール');
    expect(body).not.toContain('女性相談窓口');
    expect(body).not.toContain('/s/');
    expect(body).not.toContain('/organisations/');
  });
});

describe('確認', () => {
  test('A11: the inbox lists what waits without opening it', async () => {
    const { body } = await staff.get('body-staff', `${page}/inbox`);
    for (const words of ['1団体の回答が、確認を待っています', '未読', '3開庁日', '千葉県千葉市']) {
      expect(body).toContain(words);
    }
    const opened = await staff.surveys.invitations.open({
      programmeId,
      roundId,
      organisationId: chiba,
    });
    expect(opened?.invitation).not.toHaveProperty('openedForReviewAt');
    await staff.get('body-staff', `${page}/organisations/${chiba}`);
    expect((await staff.get('body-staff', `${page}/inbox`)).body).toContain('確認中');
  });

  test('A11: an answer goes back with comments on its fields, typed beside the answers', async () => {
    const path = `${page}/organisations/${chiba}/return`;
    const shown = (await staff.get('body-staff', path)).body;
    expect(shown).toContain('name="comment.respondentPhone"');
    expect(shown).toContain('name="comment.desks.1.name"');
    const ifVersion = /name="ifVersion" value="(\d+)"/.exec(shown)?.[1] ?? '';
    const typed = { ifVersion, reason: 'ご確認ください。', 'comment.respondentPhone': '代表番号ですか。' };
    const refused = await staff.post('body-staff', path, { ...typed, dueOn: '2026-07-04' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('代表番号ですか。</textarea>');
    expect((await staff.post('body-staff', path, { ...typed, dueOn: '2026-07-03' })).statusCode).toBe(303);
    expect((await staff.get('body-staff', `${page}/organisations/${chiba}`)).body).toContain('代表番号ですか。');
    expect((await staff.get('body-staff', path)).statusCode).toBe(303);
  });
});

describe('期限の延長と対象外', () => {
  test('AC-D5: extensions and exemptions stand in one list, with reason and the way to take them back', async () => {
    const one = `${page}/organisations/${sapporo}`;
    const refused = await staff.post('body-staff', `${one}/extend`, { until: '2026-07-15', reason: ' ' });
    expect([refused.statusCode, refused.body.includes('href="#extend-reason"')]).toEqual([422, true]);
    expect(
      (await staff.post('body-staff', `${one}/extend`, { until: '2026-07-15', reason: '災害対応' })).statusCode,
    ).toBe(303);
    const list = (await staff.get('body-staff', `${page}/exceptions`)).body;
    for (const words of ['令和8年7月15日(水)', '災害対応', `/organisations/${sapporo}#terms`])
      expect(list).toContain(words);
    expect((await staff.get('receiver-officer', `${page}/exceptions`)).body).not.toContain(
      `/organisations/${sapporo}#`,
    );
    expect((await staff.post('body-staff', `${one}/end-extension`)).statusCode).toBe(303);
    expect((await staff.get('body-staff', `${page}/exceptions`)).body).not.toContain('災害対応');
  });

  test('AC-D2: an exemption shows beside the denominator, which stays', async () => {
    await staff.post('body-staff', `${page}/organisations/${sapporo}/exempt`, { reason: '廃止されたため' });
    const { body } = await staff.get('receiver-officer', `${page}/progress`);
    expect(body).toContain('対象は1,788団体です');
    expect(body).toContain('うち1団体を対象外としています');
    const list = await staff.api('body-staff', 'GET', `${api}/invitations?status=exempt`);
    expect(JSON.parse(list.body)).toMatchObject({
      total: 1,
      invitations: [{ organisationId: sapporo, status: 'exempt' }],
    });
  });
});
