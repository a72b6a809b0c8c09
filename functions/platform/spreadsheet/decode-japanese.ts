/**
 * Text of a file whose character set nobody wrote down. A mark at its beginning decides; else it is UTF-8 where every
 * byte fits, else CP932, which is what Excel in Japan writes. `undefined` where it is neither.
 */
export function decodeJapanese(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strict('utf-16le', bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return strict('utf-8', bytes);
  return strict('utf-8', bytes) ?? strict('shift_jis', bytes);
}

/** The decoder takes the mark off. */
function strict(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
