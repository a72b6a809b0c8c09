/** A colleague, as the person in charge enters them: a section and its mail address, no name of a person. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped, normaliseMailAddress } from '../kernel/text.ts';

export interface Successor {
  readonly section: string;
  readonly mail: string;
}

export interface Colleague extends Successor {
  /** The section of the person in charge. */
  readonly askedBy: string;
}

export interface ColleagueNotValid {
  readonly kind: 'colleague-not-valid';
  readonly errors: readonly ColleagueError[];
}

interface ColleagueError {
  readonly field: keyof Colleague;
  readonly message: string;
}

const longestSection = 60;
/** What would be read as an address in a mail. It keeps a leaked link from sending somebody elsewhere in our name. */
const looksLikeAddress = /[@＠]|:\/\/|www\.|\.(?:com|net|jp|org|info)\b/i;

export function checkColleague(input: Colleague): Result<Colleague, ColleagueNotValid> {
  const askedBy = keepAsTyped(input.askedBy).trim();
  const wrong = sectionErrors('askedBy', '取りまとめ担当の課の名称', askedBy);
  const checked = checkSuccessor(input, '依頼する課の名称');
  if (!checked.ok) return refuse({ ...checked.refusal, errors: [...checked.refusal.errors, ...wrong] });
  return wrong.length > 0 ? refuse({ kind: 'colleague-not-valid', errors: wrong }) : ok({ ...checked.value, askedBy });
}

export function checkSuccessor(input: Successor, label = '新しい担当の課の名称'): Result<Successor, ColleagueNotValid> {
  const section = keepAsTyped(input.section).trim();
  const mail = normaliseMailAddress(input.mail);
  const errors = sectionErrors('section', label, section);
  if (mail !== undefined && errors.length === 0) return ok({ section, mail });
  const message = 'メールアドレスを、「kikaku@city.example.lg.jp」のように入力してください。';
  const wrongMail = mail === undefined ? [{ field: 'mail' as const, message }] : [];
  return refuse({ kind: 'colleague-not-valid', errors: [...errors, ...wrongMail] });
}

function sectionErrors(field: 'section' | 'askedBy', label: string, section: string): readonly ColleagueError[] {
  if (section === '') return [{ field, message: `${label}を入力してください。` }];
  if ([...section].length > longestSection) {
    return [{ field, message: `${label}は、${longestSection}文字以内で入力してください。` }];
  }
  if (/[\n\t]/.test(section) || looksLikeAddress.test(section)) {
    return [{ field, message: `${label}だけを入力してください。アドレスや改行は入力できません。` }];
  }
  return [];
}
