/** The Excel book of one organisation: out, filled in an office, in again. */
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, test } from 'vitest';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { choicesSheet, factsSheet, questionsSheet } from '../../../shared/surveys/answer-book.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import { chiba, completeAnswers, now, programmeId, roundId } from '../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../support/fakes/in-memory-surveys.ts';
import { type EditedSheet, edited, multipart, set, surveyFiles } from './files-surveys.ts';
import { invite, publicSurveys, setClock } from './public-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };
const desks = '1 相談窓口';
/** Columns of the sheets, from 0. */
const [answer, name, phone] = [5, 1, 3];

let surveys: InMemorySurveys;
let pages: HttpHandler;
let files: HttpHandler;
let cookie: string;
let csrf: string;

beforeEach(async () => {
  surveys = new InMemorySurveys();
  const clock = setClock(now);
  const { rounds, invitations } = surveys;
  const stores = { rounds, invitations, attempts: inMemoryCodeAttempts() };
  const { token } = await invite(stores);
  pages = publicSurveys(stores, clock);
  files = surveyFiles(stores, clock);
  const begun = await post(`/s/${token}`, {}, '');
  cookie = String(begun.multiValueHeaders?.['set-cookie']?.[0]).split(';')[0] ?? '';
  const form = await pages(apiEvent({ path: '/s/form', headers: { cookie } }), lambdaContext);
  csrf = hidden(form.body, 'csrf');
});

const hidden = (body: string, field: string) =>
  new RegExp(`name="${field.replaceAll('.', '\\.')}" value="([^"]*)"`).exec(body)?.[1] ?? '';

function post(path: string, fields: Readonly<Record<string, string | readonly string[]>>, withCookie = cookie) {
  const headers = { ...formHeaders, ...(withCookie === '' ? {} : { cookie: withCookie }) };
  return pages(apiEvent({ method: 'POST', path, headers, body: formBody(fields) }), lambdaContext);
}

async function save(answers: Readonly<Record<string, string | readonly string[]>>) {
  const draftVersion = String((await surveys.invitations.open(key))?.draft?.version ?? 0);
  const known = { programme: programmeId, formId: 'consultation-desks', formVersion: '1', draftVersion, csrf };
  expect((await post('/s/form/draft', { ...known, ...answers })).statusCode).toBe(303);
}

const drafted = async () => (await surveys.invitations.open(key))?.draft?.answers ?? {};

async function download(): Promise<Uint8Array> {
  const got = await files(apiEvent({ path: '/s/files/answers.xlsx', headers: { cookie } }), lambdaContext);
  expect(got.statusCode).toBe(200);
  return Buffer.from(got.body, 'base64');
}

async function upload(bytes: Uint8Array | undefined, token = csrf) {
  const { type, body } = await multipart({ csrf: token }, bytes);
  const event = apiEvent({ method: 'POST', path: '/s/files/answers', headers: { cookie, 'content-type': type }, body });
  return files({ ...event, isBase64Encoded: true }, lambdaContext);
}

/** Presses the button of the preview, with every hidden field of its form. */
function confirm(page: string) {
  const form = page.slice(page.indexOf('action="/s/form/draft"'));
  const fields: Record<string, string[]> = {};
  for (const [, field = '', value = ''] of form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    fields[field] = [...(fields[field] ?? []), value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')];
  }
  return post('/s/form/draft', fields);
}

/** The row of a question on its sheet. */
const rowOf = (sheet: EditedSheet | undefined, label: string) => sheet?.rows.findIndex((row) => row[2] === label) ?? -1;

describe('the book', () => {
  test('A15: holds the draft, the choices as lists, and whose it is; codes stay text', async () => {
    await save(completeAnswers);
    const bytes = await download();
    const { sheets } = await readXlsx(bytes);
    expect(sheets.map((sheet) => [sheet.name, sheet.hidden === true])).toEqual([
      ['説明', false],
      [questionsSheet, false],
      [desks, false],
      ['2 民間団体', false],
      [factsSheet, true],
      [choicesSheet, true],
    ]);
    const facts = new Map(sheets[4]?.rows.map(([label, fact]) => [label, fact]));
    expect(facts.get('団体コード')).toBe('121002');
    expect(facts.get('調査の回')).toBe(roundId);
    expect(facts.get('調査票の版')).toBe('1');
    expect(sheets[2]?.rows[2]?.[name]).toBe(completeAnswers['desks.0.name']);
    const listed = sheets[1]?.dataValidations ?? [];
    expect(listed[0]).toMatchObject({ type: 'list', formula1: expect.stringContaining(choicesSheet) });
    expect(sheets[1]?.protection?.sheet).toBe(true);
  });

  test('A15: read in again without an edit it changes nothing, whatever was drafted', async () => {
    await save({ ...completeAnswers, 'desks.0.notes': '  先頭の空白と\n改行、=1+1' });
    const { statusCode, body } = await upload(await download());
    expect(statusCode).toBe(200);
    expect(body).toContain('変わる項目はありません');
  });

  test('A15: what was filled in is shown old and new, and stands in the draft once it is confirmed', async () => {
    await save(completeAnswers);
    const filled = await edited(await download(), (sheets) => {
      set(sheets.get(desks), 2, name, '新しい相談窓口');
      set(sheets.get(desks), 3, name, 'もう1つの窓口');
      const questions = sheets.get(questionsSheet);
      set(questions, rowOf(questions, '回答した部署'), answer, 'こども政策課');
    });
    const preview = await upload(filled);
    expect(preview.statusCode).toBe(200);
    expect(preview.body).toContain('3項目が変わります');
    expect(preview.body).toContain(String(completeAnswers['desks.0.name']));
    expect((await drafted())['desks.0.name']).toBe(completeAnswers['desks.0.name']);
    expect((await confirm(preview.body)).headers?.['location']).toBe('/s/form?saved=1');
    expect(await drafted()).toEqual({
      ...completeAnswers,
      ...{ 'desks.0.name': '新しい相談窓口', 'desks.1.name': 'もう1つの窓口', respondentSection: 'こども政策課' },
    });
  });

  test('A15: what somebody changed on the page after the download stands, unless the file changed it too', async () => {
    await save(completeAnswers);
    const bytes = await download();
    await save({ ...completeAnswers, respondentSection: '画面で直した課', 'desks.0.name': '画面の窓口' });
    const preview = await upload(await edited(bytes, (sheets) => set(sheets.get(desks), 2, name, 'ファイルの窓口')));
    expect(preview.body).toContain('1項目が変わります');
    expect(preview.body).toContain('画面でも変更されています');
    await confirm(preview.body);
    expect(await drafted()).toMatchObject({ respondentSection: '画面で直した課', 'desks.0.name': 'ファイルの窓口' });
  });

  test('A15: an emptied cell takes the answer out, after it was shown', async () => {
    await save(completeAnswers);
    const preview = await upload(await edited(await download(), (sheets) => set(sheets.get(desks), 2, phone, null)));
    expect(preview.body).toContain('（空欄）');
    await confirm(preview.body);
    expect(await drafted()).not.toHaveProperty('desks.0.phone');
  });

  test('A15: two people who confirm at once are asked which, as on the form itself', async () => {
    await save(completeAnswers);
    const preview = await upload(
      await edited(await download(), (sheets) => set(sheets.get(desks), 2, name, 'ファイルの窓口')),
    );
    await save({ ...completeAnswers, 'desks.0.name': '先に直した窓口' });
    const kept = await confirm(preview.body);
    expect(kept.statusCode).toBe(409);
    expect(kept.body).toContain('先に直した窓口');
    expect((await drafted())['desks.0.name']).toBe('先に直した窓口');
  });
});

describe('cells that are not right', () => {
  test('A15: each is named by sheet and cell with what to do; the right ones can still be taken', async () => {
    await save(completeAnswers);
    const preview = await upload(
      await edited(await download(), (sheets) => {
        set(sheets.get(desks), 2, phone, '電話なし');
        set(sheets.get(desks), 3, name, 'もう1つの窓口');
        const questions = sheets.get(questionsSheet);
        set(questions, rowOf(questions, '回答した部署'), 2, '見出しを変えた');
      }),
    );
    expect(preview.body).toContain('直していただくセルが2か所あります');
    expect(preview.body).toMatch(/D3<\/th>.*?市外局番から入力してください/s);
    expect(preview.body).toContain('見出しが変わっているか、行や列が動いています');
    await confirm(preview.body);
    expect(await drafted()).toEqual({ ...completeAnswers, 'desks.1.name': 'もう1つの窓口' });
  });

  test('A15: a formula is not evaluated, nor is its stored result believed; a merged cell is named', async () => {
    await save(completeAnswers);
    const preview = await upload(
      await edited(await download(), (sheets) => {
        const sheet = sheets.get(desks);
        if (sheet === undefined) return;
        sheet.cells = new Map([['2,1', { value: 5, type: 'formula', formula: 'SUM(1,4)', formulaResult: 5 }]]);
        sheet.merges = [{ startRow: 2, startCol: 3, endRow: 3, endCol: 3 }];
      }),
    );
    expect(preview.statusCode).toBe(422);
    expect(preview.body).toContain('数式が入っています。計算結果は読み取りません');
    expect(preview.body).toContain('セルが結合されています');
    expect(preview.body).not.toContain('action="/s/form/draft"');
  });

  test('A15: a mark that is none, a choice that is none, and a block too many', async () => {
    await save(completeAnswers);
    const preview = await upload(
      await edited(await download(), (sheets) => {
        const questions = sheets.get(questionsSheet);
        set(questions, 1, answer, 'たぶんある');
        const marked = sheets.get(desks)?.rows[0]?.findIndex((label) => String(label).includes('：')) ?? 0;
        set(sheets.get(desks), 2, marked, '月');
        set(sheets.get(desks), 22, name, '21件目');
      }),
    );
    expect(preview.body).toContain('選択肢にない内容です');
    expect(preview.body).toContain('「○」を入力し');
    expect(preview.body).toContain('A23');
  });
});

describe('files that are refused', () => {
  const refusals: readonly (readonly [string, () => Promise<Uint8Array | undefined>, string])[] = [
    ['no file', async () => undefined, 'ファイルが選ばれていません'],
    ['a CSV', async () => Buffer.from('団体コード,回答\r\n121002,はい\r\n'), '.xlsx'],
    ['more than a megabyte', async () => new Uint8Array(1_000_001), '上限は1MB'],
    ['a locked or old file', async () => ole(), 'パスワード'],
    ['another workbook', () => writeXlsx({ sheets: [{ name: 'Sheet1', rows: [['a']] }] }), 'シートが見つかりません'],
    ['a sheet taken out', async () => edited(await download(), (sheets) => sheets.delete(desks)), desks],
    ['another organisation', () => withFact(0, '011002'), 'ほかの団体のファイルです'],
    ['another round', () => withFact(2, '00000000-0000-4000-8000-000000000001'), 'ほかの調査のファイルです'],
    ['another version', () => withFact(4, '2'), '調査票の版が違います'],
    ['a bomb', async () => statedSize(await download(), 900_000_000), '中身が大きすぎます'],
  ];

  test.each(refusals)('A15: %s', async (_, made, sentence) => {
    const { statusCode, body } = await upload(await made());
    expect(statusCode).toBe(422);
    expect(body).toContain(sentence);
    expect(body).not.toContain('action="/s/form/draft"');
  });

  test('A15: a million rows are refused or not looked at, and quickly', async () => {
    const bytes = await edited(await download(), (sheets) => {
      const sheet = sheets.get(desks);
      sheet?.rows.push(...Array.from({ length: 60_000 }, (_, at) => [null, `行${at}`]));
    });
    const started = performance.now();
    const { statusCode, body } = await upload(bytes);
    expect(statusCode).toBe(422);
    expect(body).toMatch(/中身が大きすぎます|上限は1MB|20件まで/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('A15: without the session or with the token of another form nothing is read', async () => {
    expect((await upload(await download(), 'x'.repeat(43))).statusCode).toBe(401);
    const got = await files(apiEvent({ path: '/s/files/answers.xlsx' }), lambdaContext);
    expect(got.statusCode).toBe(401);
  });

  const ole = () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(512).fill(0)]);
  const withFact = async (row: number, fact: string) =>
    edited(await download(), (sheets) => set(sheets.get(factsSheet), row, 1, fact));
});

/** The first entry of the zip's directory says that it unpacks to so many bytes. */
function statedSize(bytes: Uint8Array, size: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const view = new DataView(changed.buffer);
  let at = changed.length - 22;
  while (view.getUint32(at, true) !== 0x06054b50) at -= 1;
  view.setUint32(view.getUint32(at + 16, true) + 24, size, true);
  return changed;
}
