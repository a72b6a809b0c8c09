/** A municipal officer who answers from the mailed link, as a browser without scripts would. */
import { type Browser, createBrowser, guardOf, type WebAnswer } from './web-client.ts';

export interface Answers {
  readonly deskName: string;
  readonly section: string;
  readonly phone: string;
}

export interface Officer {
  /** Opens the link, presses the button, and stands before the form. */
  open(link: string): Promise<WebAnswer>;
  /** Saves what is given, whatever is missing. */
  saveDraft(answers: Partial<Answers>): Promise<WebAnswer>;
  /** Fills the form, goes over the check page and submits; answers the reference number. */
  submit(answers: Answers): Promise<string>;
  /** 引戻し, from the receipt; answers the page that follows. */
  takeBack(): Promise<WebAnswer>;
  readonly browser: Browser;
}

class OfficerStopped extends Error {
  readonly answer: WebAnswer;

  constructor(step: string, answer: WebAnswer) {
    super(`${step}: ${answer.status} at ${answer.path}`);
    this.answer = answer;
  }
}

export function createOfficer(origin: string, browser: Browser = createBrowser(origin)): Officer {
  const post = async (path: string, answers: Partial<Answers>): Promise<WebAnswer> => {
    const form = expectPage('form', await browser.get('/s/form'));
    return browser.post(path, { ...hiddenFieldsOf(form), ...fieldsOf(answers) });
  };
  return {
    browser,
    async open(link) {
      const path = new URL(link).pathname;
      expectPage('landing', await browser.get(path));
      return expectPage('open', await browser.post(path, {}));
    },
    saveDraft: async (answers) => expectPage('draft', await post('/s/form/draft', answers)),
    async submit(answers) {
      const check = expectPage('check', await post('/s/form/check', answers));
      const receipt = expectPage(
        'submit',
        await browser.post('/s/submit', { ...guardOf(check), ...hiddenFieldsOf(check) }),
      );
      const reference = /[0-9A-Z]{4,5}(?:-[0-9A-Z]{2,5})+/.exec(receipt.text.slice(receipt.text.indexOf('<main')))?.[0];
      if (reference === undefined) throw new OfficerStopped('receipt', receipt);
      return reference;
    },
    async takeBack() {
      const receipt = expectPage('receipt', await browser.get('/s/receipt'));
      return expectPage('take back', await browser.post('/s/recall', guardOf(receipt)));
    },
  };
}

function expectPage(step: string, answer: WebAnswer): WebAnswer {
  if (answer.status >= 400) throw new OfficerStopped(step, answer);
  return answer;
}

/** All hidden fields of the page's main part, as a browser would send them back. */
function hiddenFieldsOf(page: WebAnswer): Record<string, string> {
  const main = page.text.slice(page.text.indexOf('<main'));
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
    fields[name] ??= value;
  return fields;
}

function fieldsOf({ deskName, section, phone }: Partial<Answers>): Record<string, string> {
  return {
    hasDesk: 'yes',
    'desks.0.name': deskName ?? '',
    'desks.0.section': section ?? '',
    'desks.0.phone': phone ?? '',
    'desks.0.openMonday': '9:00-17:00',
    'desks.0.openHoliday': '休み',
    'desks.0.openYearEnd': '休み',
    respondentSection: section ?? '',
    respondentPhone: phone ?? '',
  };
}
