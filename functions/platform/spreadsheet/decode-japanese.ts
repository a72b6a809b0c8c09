/**
 * Text of a file whose character set nobody wrote down. A mark at its beginning decides; else it is UTF-8 where every
 * byte fits, else CP932, which is what Excel in Japan writes. `undefined` where it is neither.
 */
export function decodeJapanese(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strict('utf-16le', bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return strict('utf-8', bytes);
  return strict('utf-8', bytes) ?? strict('shift_jis', bytes);
}

/**
 * Whether the bytes surely are EUC-JP: read as CP932 they are none, or full of half-width kana, which is what becomes of
 * EUC-JP there; read as EUC-JP they are kana or kanji. CP932 with kanji never reads as EUC-JP.
 */
export function isEucJp(bytes: Uint8Array): boolean {
  if (strict('utf-8', bytes) !== undefined) return false;
  const text = strict('euc-jp', bytes);
  if (text === undefined || !/[ぁ-んァ-ヶ一-龠]/.test(text)) return false;
  const otherwise = strict('shift_jis', bytes);
  return otherwise === undefined || /[\uff61-\uff9f]{2}/.test(otherwise);
}

/** The decoder takes the mark off. */
function strict(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
