import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeWords } from '../../../../../infra/local/endpoints/ses/encoded-words.ts';
import { mailboxes } from '../../../../../infra/local/endpoints/ses/mail-address.ts';
import { parseMessage } from '../../../../../infra/local/endpoints/ses/mime-message.ts';
import { openSentMails } from '../../../../../infra/local/endpoints/ses/sent-mails.ts';
import { openStore } from '../../../../../infra/local/store.ts';
import { rawMail } from '../../../../support/raw-mail.ts';
import { type SesHost, startSesHost } from './ses-host.ts';

const japanese = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'相談窓口髙﨑①㈱𠮷ｱ゛が々〆ー「」【】。、？＝ 　_=?a1'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((char) => !/\p{Cc}/u.test(char)),
  ),
  maxLength: 80,
});

describe('what was written is what the archive shows', () => {
  test('any subject and text, in every encoding', () => {
    fc.assert(
      fc.property(
        japanese.filter((subject) => subject.trim() !== ''),
        fc.array(japanese, { maxLength: 6 }),
        fc.constantFrom('B' as const, 'Q' as const),
        fc.constantFrom('base64' as const, 'quoted-printable' as const, '8bit' as const),
        (subject, lines, subjectEncoding, bodyEncoding) => {
          const text = lines.join('\n');
          const message = parseMessage(rawMail({ subject, text, subjectEncoding, bodyEncoding }));
          expect(message).toMatchObject({ subject, text });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a subject whose encoded words cut a character in two', () => {
    const bytes = Buffer.from('窓口');
    const word = (from: number, to: number) => `=?utf-8?B?${bytes.subarray(from, to).toString('base64')}?=`;
    expect(decodeWords(`${word(0, 2)} ${word(2, 6)}`)).toBe('窓口');
  });

  test('text between encoded words, other charsets and unencoded text', () => {
    expect(decodeWords('Re: =?ISO-2022-JP?B?GyRCQWtDTBsoQg==?= (2)')).toBe('Re: 窓談 (2)');
    expect(decodeWords('=?shift_jis?Q?=91=8B?= and =?utf-8?q?a_b?=')).toBe('窓 and a b');
    expect(decodeWords('=?utf-8?X?abc?= =?utf-8?B?')).toBe('=?utf-8?X?abc?= =?utf-8?B?');
  });

  test('the plain part of a multipart mail, not its HTML and not an attached text', () => {
    const raw = [
      'From: a@mail.example.jp',
      'Content-Type: multipart/mixed;',
      ' boundary="outer b"',
      '',
      'preamble',
      '--outer b',
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename=a.txt',
      '',
      'attached',
      '--outer b',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/html',
      '',
      '<p>html</p>',
      '--inner',
      'Content-Type: text/plain; charset=UTF-8',
      '',
      '本文',
      '二行目',
      '--inner--',
      '--outer b--',
      '',
    ].join('\r\n');
    expect(parseMessage(Buffer.from(raw)).text).toBe('本文\n二行目');
  });

  test('no text where there is none', () => {
    expect(parseMessage(Buffer.from('Content-Type: text/html\r\n\r\n<p>a</p>')).text).toBe('');
    expect(parseMessage(Buffer.from('Subject: a')).text).toBe('');
  });
});

test('addresses are read out of names, comments, quotes and groups', () => {
  const list = '"市役所, 福祉課" <a@x.test>, b@x.test (a, comment), 福祉: c@x.test, D <d@x.test>;, "e f"@x.test';
  expect(mailboxes(list)).toEqual([
    { name: '市役所, 福祉課', address: 'a@x.test' },
    { name: '', address: 'b@x.test' },
    { name: '', address: 'c@x.test' },
    { name: 'D', address: 'd@x.test' },
    { name: '', address: '"e f"@x.test' },
  ]);
});

describe('the list of mails', () => {
  let host: SesHost;
  beforeEach(async () => {
    host = await startSesHost();
  });
  afterEach(() => host.remove());

  test('is newest last, by address, by instant, and cut to the newest', async () => {
    for (const [n, to] of ['a@x.test', 'B@x.test', 'a@x.test', 'aa@x.test'].entries()) {
      const command = new SendRawEmailCommand({ RawMessage: { Data: rawMail({ to, subject: `mail ${n}` }) } });
      await host.client.send(command);
      await host.pass(1_000);
    }
    const start = Date.parse('2026-06-01T00:00:00Z');
    const subjects = (query: Parameters<typeof host.endpoint.list>[0]) =>
      host.endpoint.list(query).map((mail) => mail.subject);
    expect(subjects({})).toEqual(['mail 0', 'mail 1', 'mail 2', 'mail 3']);
    expect(subjects({ to: 'a@x.test' })).toEqual(['mail 0', 'mail 2']);
    expect(subjects({ to: 'b@X.test' })).toEqual(['mail 1']);
    expect(subjects({ to: 'x.test' })).toEqual([]);
    expect(subjects({ since: start + 2_000 })).toEqual(['mail 2', 'mail 3']);
    expect(subjects({ to: 'a@x.test', since: start + 1 })).toEqual(['mail 2']);
    expect(subjects({ limit: 2 })).toEqual(['mail 2', 'mail 3']);
    expect(subjects({ since: start, limit: 1 })).toEqual(['mail 3']);
  });
});

test('one address is found among 50,000 mails without reading the others', () => {
  const store = openStore(':memory:');
  const mails = openSentMails(store, 'unused');
  const text = 'ご担当者様\n'.repeat(100);
  store.transaction(() => {
    for (let n = 0; n < 50_000; n += 1) {
      const about = { subject: `mail ${n}`, text, file: `${n}.eml`, configurationSet: undefined, mail: {} };
      mails.add({ id: `${n}`, sentAt: n, recipients: [`desk${n}@city.example.jp`], ...about });
    }
  });
  const start = performance.now();
  for (let n = 0; n < 500; n += 1) {
    expect(mails.list({ to: `desk${n * 100}@city.example.jp` })).toHaveLength(1);
    expect(mails.list({ since: 49_990 + (n % 10), limit: 5 })).not.toHaveLength(0);
  }
  expect(performance.now() - start).toBeLessThan(2_000);
  store.close();
});
