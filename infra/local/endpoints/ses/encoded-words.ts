/** RFC 2047: how anything but ASCII is written in a header. */

const word = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?\s]*)\?=/g;

interface Piece {
  readonly charset: string;
  readonly bytes: Buffer;
}

/**
 * A header value as people read it. White space between two encoded words disappears; neighbours of one charset are
 * joined before decoding, since many mailers cut a character in two.
 */
export function decodeWords(value: string): string {
  let text = '';
  let pending: Piece | undefined;
  let end = 0;
  const flush = () => {
    if (pending) text += decodeText(pending.bytes, pending.charset);
    pending = undefined;
  };
  for (const match of value.matchAll(word)) {
    const [whole, charset = '', encoding = '', payload = ''] = match;
    const between = value.slice(end, match.index);
    const bytes = encoding.toUpperCase() === 'B' ? Buffer.from(payload, 'base64') : decodeQ(payload);
    const follows = pending !== undefined && /^\s*$/.test(between);
    if (!follows || pending?.charset.toLowerCase() !== charset.toLowerCase()) flush();
    if (!follows) text += between;
    pending = { charset, bytes: pending ? Buffer.concat([pending.bytes, bytes]) : bytes };
    end = match.index + whole.length;
  }
  flush();
  return text + value.slice(end);
}

function decodeQ(payload: string): Buffer {
  return quotedBytes(payload.replaceAll('_', ' '));
}

/** `=41` becomes its byte; everything else stays. The text holds one byte per character. */
export function quotedBytes(text: string): Buffer {
  const decoded = text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1');
}

/** Bytes that do not fit the charset become U+FFFD; an unknown charset is read as UTF-8. */
export function decodeText(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
