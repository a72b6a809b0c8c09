/** The last moment, one moment later, and after acceptance, as an officer meets them. */
import { beforeEach, expect, test } from 'vitest';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { grouped } from '../../../shared/kernel/reference-number.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import {
  anInvitation,
  aRecord,
  chiba,
  completeAnswers,
  now,
  programmeId,
  roundId,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../support/fakes/in-memory-surveys.ts';
import { invite, publicSurveys, type SetClock, setClock } from './public-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };
const lastMoment = Instant.parse('2026-07-10T14:59:59.999Z');
const oneLater = Instant.parse('2026-07-10T15:00:00.000Z');
const beforeOpening = Instant.parse('2026-05-31T14:59:59.999Z');

let surveys: InMemorySurveys;
let clock: SetClock;
let handler: HttpHandler;
let token: string;
let cookie: string;

beforeEach(async () => {
  surveys = new InMemorySurveys();
  clock = setClock(now);
  const stores = { rounds: surveys.rounds, invitations: surveys.invitations, attempts: inMemoryCodeAttempts() };
  ({ token } = await invite(stores));
  handler = publicSurveys(stores, clock);
  cookie = (await send(`/s/${token}`, {})).cookie;
});

async function send(path: string, fields?: Readonly<Record<string, string | readonly string[]>>, json = false) {
  const headers = {
    ...(fields && formHeaders),
    ...(cookie && { cookie }),
    ...(json && { accept: 'application/json' }),
  };
  const body = fields === undefined ? {} : { body: formBody(fields) };
  const answer = await handler(apiEvent({ method: fields ? 'POST' : 'GET', path, headers, ...body }), lambdaContext);
  const [set = ''] = (answer.multiValueHeaders?.['set-cookie'] ?? []).map(String);
  const { statusCode: status, body: page } = answer;
  return { status, page, location: answer.headers?.['location'], cookie: set.split(';')[0] ?? '', set };
}

async function csrf(): Promise<string> {
  return /name="csrf" value="([^"]+)"/.exec((await send('/s/form')).page)?.[1] ?? '';
}

async function draft(token = '', version = 0) {
  const known = {
    programme: programmeId,
    formId: 'consultation-desks',
    formVersion: '1',
    draftVersion: String(version),
  };
  return { ...completeAnswers, ...known, csrf: token === '' ? await csrf() : token };
}

async function saved(): Promise<string> {
  const fields = await draft();
  expect((await send('/s/form/draft', fields)).location).toBe('/s/form?saved=1');
  return fields.csrf;
}

test('AC-D1: a submission at 23:59:59.999 of the closing day in Tokyo is accepted', async () => {
  const guard = await saved();
  clock.set(lastMoment);
  const submitted = await send('/s/submit', { csrf: guard, draftVersion: '1', commandId: 'command-0001' });
  expect(submitted.location).toBe('/s/receipt');
  expect((await surveys.invitations.open(key))?.response?.submittedAt).toBe(lastMoment);
});

test('AC-D3: one millisecond later it is refused, the draft stays in sight, with the reason and whom to ask', async () => {
  const guard = await saved();
  clock.set(oneLater);
  const submitted = await send('/s/submit', { csrf: guard, draftVersion: '1', commandId: 'command-0001' });
  expect(submitted.location).toBe('/s/form');
  const { status, page } = await send('/s/form');
  expect(status).toBe(200);
  expect(page).toContain('回答の受付は終了しました');
  expect(page).toContain('調査事務局（電話 03-1111-2222）にお問い合わせください');
  expect(page).toContain('保存した下書きは残っています');
  expect(page).toContain(String(completeAnswers['desks.0.name']));
  expect(page).not.toContain('<textarea');
  expect((await surveys.invitations.open(key))?.draft?.answers).toEqual(completeAnswers);
});

test('AC-D3: what is typed when the closing day has just ended stays on the page', async () => {
  const guard = await saved();
  clock.set(oneLater);
  const { status, page } = await send('/s/form/draft', { ...(await draft(guard, 1)), respondentSection: '夜間課' });
  expect(status).toBe(410);
  expect(page).toContain('保存できません。入力した内容はこの画面に残っています');
  expect(page).toContain('夜間課');
});

test('AC-D4: before the first day, after the last, submitted, accepted: each lock names its cause', async () => {
  clock.set(beforeOpening);
  expect((await send('/s/form')).page).toContain('回答の受付はまだ始まっていません');
  clock.set(now);
  const guard = await saved();
  await send('/s/submit', { csrf: guard, draftVersion: '1', commandId: 'command-0001' });
  expect((await send('/s/form/draft', await draft(guard, 1), true)).page).toContain('提出済み');
  const opened = await surveys.invitations.open(key);
  const { version = 0 } = opened?.invitation ?? {};
  const accepted = anInvitation({ ...opened?.invitation, status: 'accepted', version: version + 1, acceptedAt: now });
  await surveys.invitations.replace(accepted, aRecord());
  expect((await send('/s/receipt')).page).toContain('受理済みです。内容は変更できません。');
});

test('A10: the receipt number is shown again as often as the link is opened, and stands in the page alone', async () => {
  const guard = await saved();
  await send('/s/submit', { csrf: guard, draftVersion: '1', commandId: 'command-0001' });
  const { response } = (await surveys.invitations.open(key)) ?? {};
  const number = grouped(response?.referenceNumber ?? ('' as never));
  for (let opened = 0; opened < 2; opened += 1) expect((await send('/s/receipt')).page).toContain(number);
  const [fact] = surveys.records.at(-1)?.events ?? [];
  expect(fact).toMatchObject({ type: 'response-submitted.v1', data: { referenceNumber: response?.referenceNumber } });
  expect(JSON.stringify(fact)).not.toContain(String(completeAnswers['desks.0.name']));
});

test('A10: the answers are looked over before they are submitted, as they will be recorded', async () => {
  const fields = { ...(await draft()), 'desks.0.phone': '０３－１２３４－５６７８' };
  await send('/s/form/check', fields);
  const { page } = await send('/s/check');
  expect(page).toContain('03-1234-5678');
  expect(page).toContain('まだ提出していません');
});

test('A5: every save renews the session of the link', async () => {
  const { set } = await send('/s/form/draft', await draft(), true);
  expect(set).toMatch(/^mikata_survey=.*; Path=\/s; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$/);
});
