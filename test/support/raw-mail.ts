/** Builds mails as our own mailer and other mailers write them, for tests of what reads them. */

export interface RawMailParts {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: readonly string[];
  readonly subjectEncoding?: 'B' | 'Q';
  readonly bodyEncoding?: 'base64' | 'quoted-printable' | '8bit';
}

export function rawMail(parts: RawMailParts = {}): Buffer {
  const bodyEncoding = parts.bodyEncoding ?? 'base64';
  const lines = [
    `From: ${parts.from ?? 'office@mail.example.jp'}`,
    `To: ${parts.to ?? 'desk@city.example.jp'}`,
    `Subject: ${encodedSubject(parts.subject ?? '【回答依頼】相談窓口の調査', parts.subjectEncoding ?? 'B')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    `Content-Transfer-Encoding: ${bodyEncoding}`,
    'Auto-Submitted: auto-generated',
    ...(parts.headers ?? []),
    '',
    encodedBody(parts.text ?? 'ご担当者様\n\n回答をお願いします。\n', bodyEncoding),
  ];
  return Buffer.from(lines.join('\r\n'), 'utf8');
}

/** Cut between characters so that no encoded word is longer than 75 characters; folded with a space. */
function encodedSubject(subject: string, encoding: 'B' | 'Q'): string {
  const words: string[] = [];
  let chunk = '';
  for (const char of `${subject}`) {
    if (Buffer.byteLength(chunk + char) > (encoding === 'B' ? 42 : 18)) {
      words.push(chunk);
      chunk = '';
    }
    chunk += char;
  }
  words.push(chunk);
  return words.map((word) => `=?UTF-8?${encoding}?${encodedWord(word, encoding)}?=`).join('\r\n ');
}

function encodedWord(text: string, encoding: 'B' | 'Q'): string {
  if (encoding === 'B') return Buffer.from(text).toString('base64');
  return [...Buffer.from(text)].map((byte) => (byte === 0x20 ? '_' : hex(byte))).join('');
}

function encodedBody(text: string, encoding: 'base64' | 'quoted-printable' | '8bit'): string {
  const crlf = text.replaceAll('\n', '\r\n');
  if (encoding === '8bit') return crlf;
  if (encoding === 'base64')
    return (
      Buffer.from(crlf)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n');
  return crlf
    .split('\r\n')
    .map((line) =>
      (
        [...Buffer.from(line)]
          .map(hex)
          .join('')
          .match(/.{1,72}/g) ?? []
      ).join('=\r\n'),
    )
    .join('\r\n');
}

function hex(byte: number): string {
  return `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
