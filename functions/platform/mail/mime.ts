/**
 * One mail as it goes over the wire: plain text, UTF-8, headers in ASCII. Nothing here reads a clock or makes an id.
 *
 * Nuances: the body is base64, so that no relay folds a link or chokes on a long line; the subject is encoded in words
 * of whole characters, which old mailers join without breaking one. A value that would begin a header of its own
 * (CR, LF, NUL) cannot pass: control characters are taken out of words, and an address with one is a fault.
 * @source RFC 5322, RFC 2045, RFC 2047, RFC 3834 (Auto-Submitted)
 */

export interface Mailbox {
  /** Shown before the address; Japanese is fine. */
  readonly name?: string;
  /** ASCII, normalised. */
  readonly address: string;
}

export interface MimeMail {
  readonly from: Mailbox;
  /** Where people answer. */
  readonly replyTo: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  /** Lines end with LF. */
  readonly text: string;
  /** Without the angle brackets; the same for every try of one mail. */
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly sentAtMs: number;
}

/** Longest line that every relay takes unchanged; an encoded word leaves room for the header's name before it. */
const lineLimit = 76;
const wordLimit = 64;

export function mimeOf(mail: MimeMail): string {
  const lines = [
    `From: ${mailboxHeader(mail.from)}`,
    `Reply-To: ${address(mail.replyTo)}`,
    addressHeader('To', mail.to),
    ...(mail.cc.length === 0 ? [] : [addressHeader('Cc', mail.cc)]),
    `Subject: ${encodedText(mail.subject)}`,
    `Date: ${dateHeader(mail.sentAtMs)}`,
    `Message-ID: <${ascii(mail.messageId, /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$/)}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...base64Lines(mail.text.toWellFormed().replace(/\r\n?|\n/g, '\r\n')),
    '',
  ];
  return lines.join('\r\n');
}

/** Throws where the text is not of that shape: an address has been checked long before. */
function ascii(text: string, shape: RegExp): string {
  if (!shape.test(text)) throw new Error('a header would hold what is no address');
  return text;
}

function address(text: string): string {
  return ascii(text, /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$/);
}

function mailboxHeader({ name, address: own }: Mailbox): string {
  return name === undefined ? address(own) : `${encodedText(name)}\r\n <${address(own)}>`;
}

/** One address a line: a long list never makes a long line. */
function addressHeader(name: string, addresses: readonly string[]): string {
  if (addresses.length === 0) throw new Error('a mail needs somebody to go to');
  return `${name}: ${addresses.map(address).join(',\r\n ')}`;
}

/** RFC 2047 B, cut between characters; the words stand on lines of their own. */
function encodedText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const clean = text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  const most = Math.floor((wordLimit - '=?UTF-8?B??='.length) / 4) * 3;
  const words: string[] = [];
  let word = '';
  for (const character of clean) {
    if (Buffer.byteLength(word + character) > most) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ');
}

function base64Lines(text: string): string[] {
  return (
    Buffer.from(text)
      .toString('base64')
      .match(new RegExp(`.{1,${lineLimit}}`, 'g')) ?? ['']
  );
}

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const jstOffsetMs = 9 * 3_600_000;

/** In Tokyo's time, as a person there reads it. */
function dateHeader(sentAtMs: number): string {
  const local = new Date(sentAtMs + jstOffsetMs);
  const [day, month] = [dayNames[local.getUTCDay()], monthNames[local.getUTCMonth()]];
  const clock = local.toISOString().slice(11, 19);
  return `${day}, ${local.getUTCDate()} ${month} ${local.getUTCFullYear()} ${clock} +0900`;
}
