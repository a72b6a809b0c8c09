/** Contact lists as a ministry hands them over: CSV in Shift_JIS or UTF-8. */
import iconv from 'iconv-lite';
import { fullName, localGovernments } from '../../../shared/programmes/local-governments.ts';

export interface ContactFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const heading = ['団体コード', '団体名', '担当部署', 'メールアドレス'];

export function addressOf(code: string): string {
  return `tantou@${code}.city.example`;
}

/** Mailboxes that are gone, by the code of their organisation: the mail service's own way to try that. */
export const deadAddresses: ReadonlyMap<string, string> = new Map(
  ['131032', '141003', '271004', '473821'].map((code) => [code, `bounce+${code}@simulator.amazonses.com`]),
);

/** Every local government; `spoil` may change the cells of a row to make a mistake. */
export function contactFile(
  encoding: 'utf8' | 'shift_jis',
  spoil: (code: string, cells: string[]) => string[] = (_, cells) => cells,
): ContactFile {
  const rows = localGovernments.map((place) =>
    spoil(place.code, [place.code, fullName(place), '子ども家庭課', addressOf(place.code)]),
  );
  const text = [heading, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
  return { name: '連絡先一覧.csv', bytes: iconv.encode(text, encoding) };
}

export const organisationCodes: readonly string[] = localGovernments.map(({ code }) => code);
