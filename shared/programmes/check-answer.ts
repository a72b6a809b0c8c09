/** Whether one answer is right for its question: the value as it is submitted, or a sentence that says what to do. */
import { parseWareki, wareki } from '../calendar/wareki.ts';
import { normalisePhone } from '../kernel/phone.ts';
import { normaliseCode, normaliseMailAddress, normaliseWebAddress } from '../kernel/text.ts';
import { JstDate } from '../kernel/time.ts';
import { choicesOf, type Question } from './form-definition.ts';
import { readDayHours, readHours } from './opening-hours.ts';
import { isHoliday } from './weekly-hours.ts';

export type AnswerValue = string | readonly string[];

export type CheckedAnswer =
  | { readonly right: true; readonly value: AnswerValue }
  /** Follows the label of the field: 「電話番号」は、… */
  | { readonly right: false; readonly advice: string };

/** Words stay as typed; phones, addresses of mail and pages, hours and numbers become their one written form. */
export function checkAnswer(question: Question, answer: AnswerValue): CheckedAnswer {
  const typed = typeof answer === 'string' ? answer : (answer[0] ?? '');
  switch (question.type) {
    case 'text':
      if (typed.includes('\n')) return { right: false, advice: '改行せずに入力してください' };
      return withinLength(typed, question.maxLength);
    case 'long-text':
      return withinLength(typed, question.maxLength);
    case 'postal-address':
      return postalAddress(typed, question.maxLength);
    case 'phone':
      return valueOr(normalisePhone(typed)?.display, '03-1234-5678 や #8008 のように、市外局番から入力してください');
    case 'mail':
      return valueOr(normaliseMailAddress(typed), 'soudan@city.example.lg.jp のように入力してください');
    case 'url':
      return valueOr(shortEnough(normaliseWebAddress(typed)), 'https:// から始まるアドレスを入力してください');
    case 'hours':
      return valueOr(readHours(typed), '9:00-17:00 のように、24時間表記で入力してください');
    case 'day-hours':
      return dayHours(typed, isHoliday(question.day));
    case 'date':
      return valueOr(readDay(typed), '令和8年3月31日 または 2026-03-31 のように入力してください');
    case 'number':
      return valueOr(
        wholeNumber(typed, question.min, question.max),
        `${question.min}から${question.max}までの整数を入力してください`,
      );
    case 'single-choice':
    case 'yes-no-undecided':
      return valueOr(allChosen(question, [typed])?.[0], '選択肢から選んでください');
    case 'multiple-choice':
      return valueOr(allChosen(question, typeof answer === 'string' ? [answer] : answer), '選択肢から選んでください');
  }
}

/** The answer as people read it: labels instead of values, several joined by 、. */
export function displayAnswer(question: Question, value: AnswerValue): string {
  const day = question.type === 'date' ? JstDate.safeParse(value).data : undefined;
  if (day !== undefined) return wareki(day);
  const labels = new Map(choicesOf(question).map((choice) => [choice.value, choice.label]));
  const shown = (typeof value === 'string' ? [value] : value).map((each) => labels.get(each) ?? each).join('、');
  return question.type === 'number' ? `${shown}${question.unit}` : shown;
}

function withinLength(text: string, maxLength: number): CheckedAnswer {
  const length = [...text].length;
  if (length <= maxLength) return { right: true, value: text };
  return { right: false, advice: `${maxLength}文字以内で入力してください（今は${length}文字です）` };
}

function postalAddress(text: string, maxLength: number): CheckedAnswer {
  const withoutPostcode = text.normalize('NFKC').replace(/^\s*〒?\s*\d{3}\D?\d{4}/, '');
  if (withoutPostcode.trim() === '') return { right: false, advice: '郵便番号だけでなく、住所も入力してください' };
  return withinLength(text, maxLength);
}

function dayHours(text: string, onHoliday: boolean): CheckedAnswer {
  const words = onHoliday ? '「休み」または「曜日どおり」' : '「休み」';
  return valueOr(
    readDayHours(text, onHoliday),
    `9:00-17:00 のように24時間表記で入力するか、${words}と入力してください`,
  );
}

function valueOr(value: AnswerValue | undefined, advice: string): CheckedAnswer {
  return value === undefined ? { right: false, advice } : { right: true, value };
}

/** Longer ones cannot be printed or typed, and the directory does not take them. */
const longestWebAddress = 500;

function shortEnough(address: string | undefined): string | undefined {
  return address !== undefined && address.length <= longestWebAddress ? address : undefined;
}

function readDay(text: string): string | undefined {
  return parseWareki(text) ?? JstDate.safeParse(normaliseCode(text).replaceAll('/', '-')).data;
}

function wholeNumber(text: string, min: number, max: number): string | undefined {
  const digits = normaliseCode(text).replaceAll(',', '');
  if (!/^-?\d{1,12}$/.test(digits)) return undefined;
  const number = Number(digits);
  return min <= number && number <= max ? String(number) : undefined;
}

function allChosen(question: Question, values: readonly string[]): readonly string[] | undefined {
  const offered = choicesOf(question).map(({ value }) => value);
  const chosen = offered.filter((value) => values.includes(value));
  return values.length > 0 && values.every((value) => offered.includes(value)) ? chosen : undefined;
}
