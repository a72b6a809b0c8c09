/**
 * CP932 (Shift_JIS as Windows has it), for systems that read nothing else. What it cannot hold is replaced by 〓, as
 * printers do, and listed: never by a silent question mark.
 */
import iconv from 'iconv-lite';

/** The same sign, of which CP932 has another code point. @source JAPAN.md 6, tried with iconv-lite 0.7.3 */
const sameSign = new Map([
  ['〜', '～'],
  ['−', '－'],
  ['—', '―'],
  ['‖', '∥'],
  ['¢', '￠'],
  ['£', '￡'],
  ['¬', '￢'],
  ['¥', '￥'],
  ['\u00a0', ' '],
]);
const missing = '〓';

export interface Cp932Text {
  readonly bytes: Uint8Array;
  /** Each character that CP932 does not have, with how often it stood there; in the order of their first places. */
  readonly unencodable: readonly { readonly character: string; readonly count: number }[];
}

export function encodeCp932(text: string): Cp932Text {
  const counts = new Map<string, number>();
  const kept = text.replace(/\P{ASCII}/gu, (character) => {
    const sign = sameSign.get(character) ?? character;
    if (isInCp932(sign)) return sign;
    counts.set(character, (counts.get(character) ?? 0) + 1);
    return missing;
  });
  const unencodable = [...counts].map(([character, count]) => ({ character, count }));
  return { bytes: iconv.encode(kept, 'cp932'), unencodable };
}

const known = new Map<string, boolean>();

/** Asked of iconv-lite once for each character. */
function isInCp932(character: string): boolean {
  const answer = known.get(character) ?? iconv.decode(iconv.encode(character, 'cp932'), 'cp932') === character;
  known.set(character, answer);
  return answer;
}
