/**
 * Telephone numbers in Japan, the short numbers (#8008, 110) included, which libraries for phone numbers misread.
 * What is shown and what is dialled are kept apart: how a number is grouped is the office's choice (0570-0-55210).
 */
import { normaliseCode } from './text.ts';

export interface Phone {
  /** As given, in half width and with `-` between the groups: `03-5253-1111(内線4567)`. */
  readonly display: string;
  /** What a telephone dials: digits, or `#` and digits. */
  readonly dial: string;
  readonly extension?: string;
}

export interface SpecialNumber {
  readonly dial: string;
  readonly label: string;
}

/** Short numbers that a page explains. Other numbers of the form #nnnn are accepted, but nothing is said of them. */
export const specialNumbers: readonly SpecialNumber[] = [
  { dial: '#8008', label: 'DV相談ナビ' },
  { dial: '#8778', label: '女性相談支援センター全国共通短縮ダイヤル' },
  { dial: '#8891', label: '性犯罪・性暴力被害者のためのワンストップ支援センター全国共通短縮番号' },
  { dial: '110', label: '警察への緊急通報' },
  { dial: '118', label: '海上保安庁への緊急通報' },
  { dial: '119', label: '消防・救急への緊急通報' },
  { dial: '188', label: '消費者ホットライン' },
  { dial: '189', label: '児童相談所虐待対応ダイヤル' },
];

/** Fixed lines, 0120 and 0570 have ten digits; mobiles, 050 and 0800 have eleven. */
const dialable = [/^0[1-9][1-9]\d{7}$/, /^0[56789]0\d{8}$/, /^#\d{4}$/];

const extensionPart = /(?:\(?内線[:：]?|ext\.?:?)(\d{1,6})\)?$/i;
const remarkPart = /\((?:代表|代|直通|直)\)$/;

/** Reads a number as people write it (full width, ー, brackets, +81, 内線, 代表); `undefined` where it is none. */
export function normalisePhone(text: string): Phone | undefined {
  const display = normaliseCode(text.normalize('NFKC').replace(/(?<=\d)\s+(?=\d)/g, '-'));
  const extension = extensionPart.exec(display)?.[1];
  const written = display.replace(extensionPart, '').replace(remarkPart, '');
  if (!/^[#+]?[\d()-]+$/.test(written)) return undefined;
  const dial = written.replace(/^\+81\(?0?\)?-?/, '0').replace(/[()-]/g, '');
  const known = specialNumbers.some((special) => special.dial === dial) || dialable.some((shape) => shape.test(dial));
  if (!known) return undefined;
  return { display, dial, ...(extension === undefined ? {} : { extension }) };
}

/** The address of a link that dials: `tel:0353331111`, and `tel:%238008` since a bare `#` would begin a fragment. */
export function telHref(phone: Phone): string {
  return `tel:${encodeURIComponent(phone.dial)}`;
}
