/** An address put right by hand and the mail sent again, on the pages and by programs. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRoutes } from '../../../functions/notices/staff/routes.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { roles } from '../../../shared/access/role.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import {
  aContact,
  aNotice,
  anImport,
  aRecord,
  chiba,
  dueOn,
  importId,
  now,
  programmeId,
  roundId,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { noticesStoresOf } from '../../support/notices-stores.ts';
import { asProgram, type StaffWorld, startStaffWorld, visit } from '../../support/staff-world.ts';

const dead = `desk-${chiba}@city.example.jp`;
const page = `/console/notices/contacts/${chiba}/edit`;
const failed = aNotice({ status: 'permanent-failure', reason: 'General 5.1.1' });
const resendPage = `/console/notices/mails/${failed.noticeId}/resend`;
const fields = { section: '女性支援課', mail: 'josei@city.example.jp', cc: '', phone: '', replaces: dead };

let world: StaffWorld;
let stores: ReturnType<typeof noticesStoresOf>;
let handler: HttpHandler;
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  stores = noticesStoresOf(world);
  handler = world.serve(createRoutes({ ...stores, door: world.door }));
  const contacts = [aContact(chiba)];
  await stores.imports.add(anImport({ status: 'ready' }), { contacts, problems: [], warnings: [] }, aRecord());
  const current = { programmeId, importId, organisations: 1, confirmedAt: now, version: 1 };
  await stores.imports.confirm(anImport({ status: 'confirmed', version: 2 }), current, [], aRecord());
  const noted = { programmeId, organisationId: chiba, notedAt: now, reason: 'bounced' as const, mail: dead };
  await stores.notices.add([failed], { corrections: [noted] }, aRecord());
  await stores.facts.addRound({ programmeId, roundId, surveyTitle, dueOn, organisations: 1, openedAt: now }, aRecord());
});
afterEach(() => world.stop());

const staff = () => world.person('body-staff');
const show = (path: string, query: Record<string, string> = {}) => visit(handler, staff(), { path, query });
const post = (path: string, over: Readonly<Record<string, string>> = {}) =>
  visit(handler, staff(), {
    ...{ method: 'POST', path, headers: formHeaders },
    body: formBody({ csrf: staff().csrf, commandId: randomUUID(), ...over }),
  });

test('A7: from the correction list to the new address, and the mail goes again once', async () => {
  expect((await show('/console/notices/contacts')).body).toContain(page);
  expect((await show(page)).body).toContain(`value="${dead}"`);
  expect((await post(resendPage)).body).toContain('先に連絡先を直してから');
  const saved = await post(page, fields);
  expect([saved.statusCode, saved.headers?.['location']]).toEqual([303, `${page}?result=saved`]);
  expect((await show(page, { result: 'saved' })).body).toContain('連絡先を直しました');
  expect((await show('/console/notices/contacts')).body).toContain('修正が必要な連絡先はありません。');
  expect((await show('/console/notices/mails')).body).toContain(resendPage);
  expect((await post(resendPage)).statusCode).toBe(303);
  expect((await show('/console/notices/mails', { result: 'resent' })).body).toContain('もう一度送ります');
  expect((await post(resendPage)).statusCode).toBe(409);
  expect((await stores.notices.dueBy('queued', now, 10)).length).toBeLessThanOrEqual(1);
});

test('A7: what is wrong is said at its field, what was typed stays, and a change meanwhile is shown', async () => {
  const bad = await post(page, { ...fields, mail: 'josei' });
  expect(bad.statusCode).toBe(422);
  for (const words of ['<title>エラー：', 'メールアドレスの形式で', 'value="josei"']) expect(bad.body).toContain(words);
  await post(page, fields);
  const late = await post(page, { ...fields, mail: 'late@city.example.jp' });
  expect(late.statusCode).toBe(409);
  for (const words of ['ほかの担当者が先に変更しました', 'late@city.example.jp', `value="${fields.mail}"`]) {
    expect(late.body).toContain(words);
  }
});

test('A7: a program does the same, and a repeat gets the first answer', async () => {
  const call = async (method: string, path: string, input: object, key: string) => {
    const headers = asProgram(await world.token(staff()), { 'idempotency-key': key });
    return handler(apiEvent({ method, path, headers, body: JSON.stringify(input) }), lambdaContext);
  };
  const [one, two] = [randomUUID(), randomUUID()];
  const put = () => call('PUT', `/api/v1/notices/contacts/${chiba}`, fields, one);
  expect([await put(), await put()].map(({ body }) => JSON.parse(body))).toEqual([
    { organisationId: chiba },
    { organisationId: chiba },
  ]);
  const again = () => call('POST', `/api/v1/notices/mails/${failed.noticeId}/resend`, {}, two);
  expect([await again(), await again()].map(({ statusCode }) => statusCode)).toEqual([200, 200]);
});

const revivePage = `/console/notices/contacts/${chiba}/revive`;

test('AC-N2: a mailbox that was repaired is said to be in use again, with a reason, and the mail goes there once more', async () => {
  expect((await show(page)).body).toContain('届かなかったアドレス');
  const bad = await post(revivePage, { address: dead, because: '' });
  expect(bad.statusCode).toBe(422);
  for (const words of ['<title>エラー：', 'href="#because"', '分かった理由を入力してください']) {
    expect(bad.body).toContain(words);
  }
  const saved = await post(revivePage, { address: dead, because: '電話で復旧を確認したため' });
  expect([saved.statusCode, saved.headers?.['location']]).toEqual([303, `${page}?result=revived`]);
  const shown = await show(page, { result: 'revived' });
  expect(shown.body).toContain('使えるようになったことを登録しました');
  expect(shown.body).not.toContain('届かなかったアドレス');
  expect((await show('/console/notices/contacts')).body).toContain('修正が必要な連絡先はありません。');
  expect((await post(resendPage)).statusCode).toBe(303);
  expect((await post(revivePage, { address: dead, because: '電話' })).statusCode).toBe(409);
});

test('AC-N2: where a dead address came by hand-over, the page says so, and dismisses it from there', async () => {
  const named = 'tanto@city.example.jp';
  const override = { programmeId, organisationId: chiba, status: 'in-force' as const, section: '福祉課', mail: named };
  await stores.contacts.saveOverride({ ...override, since: now, importId, version: 1 }, aRecord());
  expect((await show(page)).body).toContain('メールは、引継ぎで届いたアドレスへ送っています');
  const noted = { programmeId, organisationId: chiba, notedAt: now, reason: 'bounced' as const, mail: named };
  await stores.notices.correct([noted], undefined, aRecord());
  expect((await show('/console/notices/contacts')).body).toContain(named);
  const { body } = await show(page);
  expect(body).toContain('引継ぎで届いたアドレスに、メールが届きません');
  expect(body).toContain('使えるようになったアドレス');
  const unchosen = await post(revivePage, { address: '', because: '電話で確認' });
  expect(unchosen.statusCode).toBe(422);
  for (const words of ['href="#address"', 'value="電話で確認"']) expect(unchosen.body).toContain(words);
  const path = `/console/notices/overrides/${chiba}`;
  const dismissed = await post(path, { ifVersion: '1', verdict: 'dismissed', from: 'contact' });
  expect(dismissed.headers?.['location']).toBe(`${page}?result=dismissed`);
  const after = await show(page, { result: 'dismissed' });
  expect(after.body).toContain('引継ぎで届いたアドレスを取り下げました');
  expect(after.body).not.toContain('引継ぎで届いたアドレスに、メールが届きません');
});

const allowed = ['body-manager', 'body-staff'];
test.each(roles.filter((role) => !allowed.includes(role)))('A7: %s can do neither', async (role) => {
  for (const path of [page, resendPage, revivePage]) {
    const person = world.person(role);
    const body = formBody({ csrf: person.csrf, commandId: randomUUID(), ...fields });
    const answer = await visit(handler, person, { method: 'POST', path, headers: formHeaders, body });
    expect(answer.statusCode).toBe(403);
  }
});
