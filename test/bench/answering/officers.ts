/** Officers who have opened their links and stand before the form; each saves and submits when told. */
import type { Answer, HttpClient } from '../http-client.ts';

export interface StandingOfficer {
  openForm(): Promise<void>;
  saveDraft(): Promise<void>;
  submit(): Promise<void>;
}

/** Thirty-two fields. */
const answers: Readonly<Record<string, string>> = {
  hasDesk: 'yes',
  'desks.0.name': '女性相談窓口',
  'desks.0.section': '福祉部 子ども家庭課',
  'desks.0.phone': '03-1234-5678',
  'desks.0.fax': '03-1234-5679',
  'desks.0.mail': 'soudan@city.example.jp',
  'desks.0.url': 'https://www.city.example.jp/soudan/',
  'desks.0.openMonday': '9:00-17:00',
  'desks.0.openHoliday': '休み',
  'desks.0.openYearEnd': '休み',
  'desks.0.audience': '女性全般',
  'desks.0.languages': '日本語',
  'desks.0.sns': 'no',
  'desks.0.notes': '予約が必要です。',
  'desks.1.name': '夜間・休日の電話相談',
  'desks.1.section': '福祉部 子ども家庭課',
  'desks.1.phone': '#8778',
  'desks.1.fax': '03-1234-5680',
  'desks.1.mail': 'yakan@city.example.jp',
  'desks.1.url': 'https://www.city.example.jp/yakan/',
  'desks.1.openSaturday': '9:00-21:00',
  'desks.1.openHoliday': '休み',
  'desks.1.openYearEnd': '休み',
  'desks.1.audience': '女性全般',
  'desks.1.languages': '日本語',
  'desks.1.sns': 'no',
  'desks.1.notes': '年末年始を除きます。',
  'groups.0.name': '特定非営利活動法人 見本の会',
  'groups.0.activity': '居場所の運営',
  'groups.0.url': 'https://www.example.jp/',
  respondentSection: '福祉部 子ども家庭課',
  respondentPhone: '03-1234-5678',
};
export const fieldCount = Object.keys(answers).length;

const formType = { 'content-type': 'application/x-www-form-urlencoded' };

/**
 * Opens the link, presses the button and saves a first draft, so that every later form is a prefilled one.
 * @param own answers that differ from everybody else's
 */
export async function standBeforeForm(
  client: HttpClient,
  origin: string,
  link: string,
  own: Readonly<Record<string, string>> = {},
): Promise<StandingOfficer> {
  const opened = await client.ask({ method: 'POST', path: new URL(link).pathname, headers: { origin } });
  const cookie = String(opened.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const form = expect(200, 'form', await client.ask({ path: '/s/form', headers: { cookie } }));
  const hidden = hiddenFieldsOf(form.text);
  let draftVersion = Number(hidden['draftVersion'] ?? 0);
  const headers = { ...formType, origin, cookie };
  const officer: StandingOfficer = {
    async openForm() {
      expect(200, 'form', await client.ask({ path: '/s/form', headers: { cookie } }));
    },
    async saveDraft() {
      const body = new URLSearchParams({
        ...hidden,
        ...answers,
        ...own,
        draftVersion: String(draftVersion),
      }).toString();
      const asked = {
        method: 'POST',
        path: '/s/form/draft',
        headers: { ...headers, accept: 'application/json' },
        body,
      };
      expect(200, 'draft', await client.ask(asked));
      draftVersion += 1;
    },
    async submit() {
      const fields = { csrf: hidden['csrf'] ?? '', commandId: crypto.randomUUID(), draftVersion: String(draftVersion) };
      const body = new URLSearchParams(fields).toString();
      const answered = expect(303, 'submit', await client.ask({ method: 'POST', path: '/s/submit', headers, body }));
      if (answered.headers['location'] !== '/s/receipt')
        throw new Error(`submit led to ${answered.headers['location']}`);
    },
  };
  await officer.saveDraft();
  return officer;
}

function expect(status: number, step: string, answer: Answer): Answer {
  if (answer.status === status) return answer;
  throw new Error(`${step}: ${answer.status} ${answer.headers['location'] ?? ''} ${answer.text.slice(0, 300)}`);
}

function hiddenFieldsOf(page: string): Record<string, string> {
  const inputs = page.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(
    inputs.map((input) => [/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '']),
  );
}
