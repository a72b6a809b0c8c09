import {
  GetSendQuotaCommand,
  SendEmailCommand,
  SendRawEmailCommand,
  type SendRawEmailRequest,
} from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rawMail } from '../../../../support/raw-mail.ts';
import { type SesHost, startSesHost } from './ses-host.ts';

let host: SesHost;
beforeEach(async () => {
  host = await startSesHost();
});
afterEach(() => host.remove());

const send = (raw: Buffer, more: Partial<SendRawEmailRequest> = {}) =>
  host.client.send(new SendRawEmailCommand({ RawMessage: { Data: raw }, ...more }));

const arn = (rest: string) => `arn:aws:ses:ap-northeast-1:123456789012:${rest}`;

describe('a mail that SES takes', () => {
  test('is in the archive with its subject, its text and who it went to, under the id that was answered', async () => {
    const { MessageId } = await send(rawMail({ subject: '【回答依頼】髙﨑①', text: '一行目\n二行目\n' }));
    expect(MessageId).toMatch(/^0106[0-9a-f]{12}-[0-9a-f-]{36}-000000$/);
    expect(host.endpoint.list({})).toEqual([
      {
        id: MessageId,
        to: ['desk@city.example.jp'],
        subject: '【回答依頼】髙﨑①',
        text: '一行目\n二行目\n',
        sentAt: '2026-06-01T00:00:00.000Z',
      },
    ]);
  });

  test('is kept byte for byte', async () => {
    const raw = rawMail();
    const { MessageId } = await send(raw);
    expect(await host.endpoint.raw(MessageId ?? '')).toEqual(raw);
    expect(await host.endpoint.raw('no-such-id')).toBeUndefined();
  });

  test('goes to the destinations of the call, and to those of its headers only where the call names none', async () => {
    await send(rawMail({ to: 'header@city.example.jp' }), { Destinations: ['A <envelope@city.example.jp>'] });
    await send(rawMail({ to: '"市役所, 福祉課" <a@city.example.jp>, b@city.example.jp', headers: ['Cc: c@x.test'] }));
    expect(host.endpoint.list({}).map((mail) => mail.to)).toEqual([
      ['envelope@city.example.jp'],
      ['a@city.example.jp', 'b@city.example.jp', 'c@x.test'],
    ]);
  });

  test('may come from an address of a verified domain, of a domain below it, or from a verified address', async () => {
    for (const from of ['a@mail.example.jp', '支援 <b@sub.mail.example.jp>', 'Person@Other.example']) {
      await send(rawMail({ from }));
    }
    expect(host.endpoint.list({})).toHaveLength(3);
  });

  test('needs permission on the identity and on the configuration set, with the From address as condition', async () => {
    await send(rawMail({ from: 'Office <office@sub.mail.example.jp>' }), { ConfigurationSetName: 'notices' });
    const conditions = {
      'ses:FromAddress': ['office@sub.mail.example.jp'],
      'ses:FromDisplayName': ['Office'],
      'ses:FeedbackAddress': ['office@sub.mail.example.jp'],
      'ses:Recipients': ['desk@city.example.jp'],
    };
    expect(host.server.calls.map(({ operation, needs }) => ({ operation, needs }))).toEqual([
      {
        operation: 'SendRawEmail',
        needs: [
          { action: 'ses:SendRawEmail', resource: arn('identity/mail.example.jp'), conditions },
          { action: 'ses:SendRawEmail', resource: arn('configuration-set/notices'), conditions },
        ],
      },
    ]);
  });

  test('names the domain of an unverified sender as what it needs', async () => {
    await send(rawMail({ from: 'a@stranger.example' })).catch(() => undefined);
    expect(host.server.calls[0]?.needs.map((need) => need.resource)).toEqual([arn('identity/stranger.example')]);
  });
});

describe('SES refuses', () => {
  const refused = async (name: string, raw: Buffer, more: Partial<SendRawEmailRequest> = {}) => {
    await expect(send(raw, more)).rejects.toMatchObject({ name });
    expect(host.endpoint.list({})).toEqual([]);
    expect(host.events.events).toEqual([]);
  };
  const plain = (head: string) => Buffer.from(`${head}\r\n\r\ntext\r\n`);

  test('a From header that is not verified, also where the envelope sender is', () =>
    refused('MessageRejected', rawMail({ from: 'a@stranger.example' }), { Source: 'office@mail.example.jp' }));
  test('an envelope sender that is not verified', () =>
    refused('MessageRejected', rawMail(), { Source: 'a@stranger.example' }));
  test('a domain that only ends like a verified one', () =>
    refused('MessageRejected', rawMail({ from: 'a@evilmail.example.jp' })));
  test('a configuration set that does not exist', () =>
    refused('ConfigurationSetDoesNotExistException', rawMail(), { ConfigurationSetName: 'missing' }));
  test('a mail above 10 MB', () =>
    refused('InvalidParameterValue', rawMail({ text: `${'あ'.repeat(60)}\n`.repeat(43_700) })));
  test('more than fifty recipients', () =>
    refused('InvalidParameterValue', rawMail(), {
      Destinations: Array.from({ length: 51 }, (_, n) => `a${n}@x.test`),
    }));
  test('a mail without From', () => refused('InvalidParameterValue', plain('To: a@x.test\r\nSubject: a')));
  test('a mail to nobody', () => refused('InvalidParameterValue', plain('From: a@mail.example.jp\r\nSubject: a')));
  test('a header that stands twice', () => refused('InvalidParameterValue', rawMail({ headers: ['Subject: other'] })));

  test.each([
    'no-at-sign',
    '@x.test',
    'a@',
    'a..b@x.test',
    'a.@x.test',
    'あ@x.test',
    'a@x_y.test',
    'a@-x.test',
    'a@@x.test',
  ])('the recipient %s', (address) => refused('InvalidParameterValue', rawMail(), { Destinations: [address] }));

  test.each([
    ['a lone LF', 'From: a@mail.example.jp\r\nTo: a@x.test\nBcc: victim@x.test\r\nSubject: a'],
    ['a lone CR', 'From: a@mail.example.jp\r\nTo: a@x.test\r\nSubject: a\rBcc: victim@x.test'],
    ['a line that is no header', 'From: a@mail.example.jp\r\nTo: a@x.test\r\nnot a header'],
    ['a line of 999 octets', `From: a@mail.example.jp\r\nTo: a@x.test\r\nSubject: ${'a'.repeat(990)}`],
  ])('headers with %s', (_, head) => refused('InvalidParameterValue', plain(head)));

  test('a recipient with a line break in it', () =>
    refused('InvalidParameterValue', rawMail(), { Destinations: ['a@x.test\r\nBcc: victim@x.test'] }));
  test('a tag with anything but letters, digits, underscore and dash', () =>
    refused('InvalidParameterValue', rawMail(), { Tags: [{ Name: 'notice', Value: '通知' }] }));
});

test('a call or a field that is not kept is answered with 501', async () => {
  const message = { Subject: { Data: 'a' }, Body: { Text: { Data: 'b' } } };
  const other = new SendEmailCommand({ Source: 'a@mail.example.jp', Destination: {}, Message: message });
  await expect(host.client.send(other)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  const foreign = send(rawMail(), { SourceArn: 'arn:aws:ses:ap-northeast-1:999999999999:identity/x.test' });
  await expect(foreign).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } });
  expect(host.endpoint.list({})).toEqual([]);
});

describe('the sending rate', () => {
  beforeEach(async () => {
    await host.remove();
    host = await startSesHost({ maxPerSecond: 2 });
  });

  test('throttles what is above it, on the system clock, and lets it pass a second later', async () => {
    await send(rawMail());
    await send(rawMail());
    await expect(send(rawMail())).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Maximum sending rate exceeded.',
    });
    await host.pass(1_000);
    await send(rawMail());
    expect(host.endpoint.list({})).toHaveLength(3);
  });

  test('is what GetSendQuota answers, with the recipients of the last day', async () => {
    await send(rawMail(), { Destinations: ['a@x.test', 'b@x.test'] });
    expect(await host.client.send(new GetSendQuotaCommand({}))).toMatchObject({ MaxSendRate: 2, SentLast24Hours: 2 });
    await host.pass(24 * 60 * 60 * 1_000);
    expect(await host.client.send(new GetSendQuotaCommand({}))).toMatchObject({ SentLast24Hours: 0 });
  });
});
