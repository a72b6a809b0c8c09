import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MimeMail, mimeOf } from '../../../../functions/platform/mail/mime.ts';
import { decodeWords } from '../../../../infra/local/endpoints/ses/encoded-words.ts';
import { parseMessage, wireProblem } from '../../../../infra/local/endpoints/ses/mime-message.ts';

const mail = (over: Partial<MimeMail> = {}): MimeMail => ({
  from: { name: '「あなたのミカタ」調査事務局', address: 'office@mail.example.jp' },
  replyTo: 'jimukyoku@example.jp',
  to: ['desk@city.example.jp'],
  cc: [],
  subject: '【回答依頼】令和8年度 相談窓口等に関する調査（期限6/30(火)）',
  text: 'ご担当者様\n\nhttps://app.example.jp/s/AAAAAAAAAAAAAAAAAAAAAAA\n',
  messageId: 'survey-invitation-1@mail.example.jp',
  sentAtMs: Date.parse('2026-06-10T01:23:45.678Z'),
  ...over,
});
const header = (raw: string, name: string) =>
  parseMessage(Buffer.from(raw)).headers.find((each) => each.name === name)?.value;

describe('what a reader gets', () => {
  const anyText = fc.string({
    unit: fc.oneof(fc.constantFrom('髙', '﨑', '①', '\n', 'A', '😀', '\u{e0100}'), fc.string()),
  });

  test('any text comes back as it was, and no line is longer than 76 characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const expected = text.toWellFormed().replace(/\r\n?/g, '\n');
        const raw = mimeOf(mail({ text }));
        expect(parseMessage(Buffer.from(raw)).text).toBe(expected);
        expect(raw.split('\r\n').every((line) => line.length <= 76)).toBe(true);
        expect(wireProblem(Buffer.from(raw))).toBeUndefined();
      }),
    );
  });

  test('any subject comes back as it was, but for control characters, in words of whole characters', () => {
    fc.assert(
      fc.property(anyText, (subject) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what a header must not hold
        const expected = subject.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
        const raw = mimeOf(mail({ subject }));
        expect(parseMessage(Buffer.from(raw)).subject.trim()).toBe(expected.trim());
        const words = raw.match(/=\?UTF-8\?B\?[^?]*\?=/g) ?? [];
        expect(words.every((word) => word.length <= 75)).toBe(true);
        for (const word of words) {
          const bytes = Buffer.from(word.slice('=?UTF-8?B?'.length, -2), 'base64');
          expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toThrow();
        }
      }),
    );
  });

  test('an address in the text stays whole on a line of its own', () => {
    const lines = parseMessage(Buffer.from(mimeOf(mail()))).text.split('\n');
    expect(lines).toContain('https://app.example.jp/s/AAAAAAAAAAAAAAAAAAAAAAA');
  });
});

describe('headers', () => {
  test('say who, to whom, when in Tokyo, and that a machine wrote it', () => {
    const raw = mimeOf(mail({ cc: ['chief@city.example.jp'] }));
    expect(decodeWords(header(raw, 'From') ?? '')).toBe('「あなたのミカタ」調査事務局 <office@mail.example.jp>');
    expect(header(raw, 'To')).toBe('desk@city.example.jp');
    expect(header(raw, 'Cc')).toBe('chief@city.example.jp');
    expect(header(raw, 'Date')).toBe('Wed, 10 Jun 2026 10:23:45 +0900');
    expect(header(raw, 'Message-ID')).toBe('<survey-invitation-1@mail.example.jp>');
    expect(header(raw, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(raw, 'Content-Type')).toBe('text/plain; charset=UTF-8');
    expect(header(mimeOf(mail()), 'Cc')).toBeUndefined();
  });

  test('nobody smuggles in a header of his own through a subject, a name or a text', () => {
    const evil = fc.constantFrom('\r\nBcc: all@evil.example', '\nBcc: x@evil.example', '\r', '\u0000', '\u2028Bcc: x');
    fc.assert(
      fc.property(evil, evil, evil, (subject, name, text) => {
        const raw = mimeOf(mail({ subject, text, from: { name, address: 'office@mail.example.jp' } }));
        expect(wireProblem(Buffer.from(raw))).toBeUndefined();
        const names = parseMessage(Buffer.from(raw)).headers.map((each) => each.name);
        expect(names).toEqual([
          'From',
          'Reply-To',
          'To',
          'Subject',
          'Date',
          'Message-ID',
          'Auto-Submitted',
          'MIME-Version',
          'Content-Type',
          'Content-Transfer-Encoding',
        ]);
      }),
    );
  });

  test.each([
    { to: ['a@b.example\r\nBcc: x@evil.example'] },
    { cc: ['a b@c.example'] },
    { to: ['a@b.example, c@d.example'] },
    { from: { address: 'office@mail.example.jp>\r\n' } },
    { messageId: 'x>\r\nBcc: y@z.example' },
    { to: [] },
  ])('an address or id that is none is a fault: %o', (over) => {
    expect(() => mimeOf(mail(over))).toThrow();
  });
});
