/** Each of the five paths of data once, through the real host and its gate, with nothing but what the template grants. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { contactFile } from '../../infra/local/scenario/contact-file.ts';
import { type Browser, createBrowser, createProgram, guardOf } from '../../infra/local/scenario/web-client.ts';
import { createWalker, type Effects } from '../support/system/officer-path.ts';
import { shortPatience } from '../support/system/patient-clients.ts';
import { accountOf, drawnFolder, type SeededSystem, startSeededSystem } from '../support/system/seeded-system.ts';
import { rowsOf, tableNames } from '../support/system/table-digest.ts';

const organisation = '012025';
/** The test file of the European Institute for Computer Antivirus Research, in two halves so that no scanner minds this one. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

let system: SeededSystem;
let effects: Effects;

beforeAll(async () => {
  system = await startSeededSystem(await drawnFolder('five-paths'));
  const before = await fetch(`${system.origin}/areas/${organisation}`);
  if ((await before.text()).includes('相談窓口012025')) throw new Error('the desk is there before anybody answered');
  const walker = await createWalker(system, shortPatience);
  const walk = await walker.walk(organisation);
  await walker.settle();
  effects = await walker.effectsOf(walk);
}, 400_000);
afterAll(() => system?.stop());

it('command: an officer submits and staff accepts, each as one change with its audit entry', () => {
  expect(effects).toMatchObject({ status: 'accepted', responses: 1, sameReference: true });
  expect(effects.actions).toMatchObject({ 'submit-response': 1, 'accept-response': 1 });
});

it('event: what was submitted is receipted by mail, and what was accepted stands in the directory', () => {
  expect(effects).toMatchObject({ receiptMails: 1, directoryVersion: 1, directoryDesks: ['相談窓口012025'] });
  expect(effects.deadLetters).toBe(0);
});

it('page: the accepted desk stands on its municipality’s page, and the prefecture’s list says so', async () => {
  expect(effects.isOnPage).toBe(true);
  const list = await (await fetch(`${system.origin}/areas/010006`)).text();
  const noteOf = (code: string) => /^.*?<\/li>/.exec(list.slice(list.indexOf(`/areas/${code}"`)))?.[0] ?? '';
  expect(noteOf('012033')).toContain('情報はまだありません');
  expect(noteOf(organisation)).not.toContain('情報はまだありません');
});

const FileBody = z.looseObject({ status: z.string(), reason: z.string().optional() });
const ImportBody = z.looseObject({ status: z.string(), organisations: z.int() });

async function signedIn(): Promise<Browser> {
  const { email, password } = await accountOf(system, 'body-staff');
  const browser = createBrowser(system.origin);
  await browser.post('/console/login', { email, password, next: '/console' });
  return browser;
}

async function upload(bytes: Uint8Array, name: string): Promise<string> {
  const browser = await signedIn();
  const form = await browser.get('/console/assets/files/new');
  const page = await browser.postFile(
    '/console/assets/files',
    { ...guardOf(form), purpose: 'contact-import' },
    { name, bytes },
  );
  expect(page.status).toBe(200);
  await system.local.advance('PT5M');
  return page.path.split('/').at(-1) ?? '';
}

const staff = async () => createProgram(system.origin, await accountOf(system, 'body-staff'), () => system.local.now());

it('file: a contact list goes through quarantine and scan into an import, and is used once it is confirmed', async () => {
  const { name, bytes } = contactFile('shift_jis');
  const fileId = await upload(bytes, name);
  const program = await staff();
  expect(await program.get(`/api/v1/assets/files/${fileId}`, FileBody)).toMatchObject({ status: 'clean' });
  const read = await program.get(`/api/v1/notices/imports/${fileId}`, ImportBody);
  expect(read).toMatchObject({ status: 'ready', organisations: 1788 });
  const confirmed = await program.raw('POST', `/api/v1/notices/imports/${fileId}/confirm`);
  expect(confirmed.status).toBe(200);
  const contacts = await program.raw('GET', '/api/v1/notices/contacts?prefecture=130001');
  expect(JSON.stringify(contacts.body)).toContain('tantou@131016.city.example');
});

it('file: what carries a virus never gets out of quarantine, and the person is told', async () => {
  const fileId = await upload(Buffer.from(eicar), '連絡先.csv');
  const program = await staff();
  const shown = await program.get(`/api/v1/assets/files/${fileId}`, FileBody);
  expect(shown.status).toBe('refused');
  expect((await program.raw('GET', `/api/v1/notices/imports/${fileId}`)).status).toBe(404);
  const page = await (await signedIn()).get(`/console/assets/files/${fileId}`);
  expect(page.text).toMatch(/ウイルス|マルウェア|不正なプログラム/);
});

it('clock: on Monday at nine the receiver gets one summary, however often the minute comes', async () => {
  const since = new Date(await system.local.now()).toISOString();
  await system.local.moveTo('2026-06-15T09:20:00+09:00');
  const to = 'receiver-officer@womens-support-2026.example';
  const mails = await system.local.mails({ to, since });
  expect(mails.map(({ subject }) => subject)).toHaveLength(1);
  expect(mails[0]?.text).toContain('1,788');
});

it('nothing on the way asked for more than its policy grants, nothing failed, nothing lies dead', async () => {
  const outcomes = system.host.gate.record.calls().filter(({ outcome }) => outcome !== 'answered');
  expect(outcomes).toEqual([]);
  expect(system.host.gate.record.calls().length).toBeGreaterThan(200);
  expect(await system.local.deadLetters()).toEqual([]);
  const { client } = system.host.database;
  const outbox = (await tableNames(client)).find((name) => /outbox/i.test(name)) ?? '';
  const waiting = (await rowsOf(client, outbox)).filter((row) => 'dueShard' in row);
  expect(waiting).toEqual([]);
});
