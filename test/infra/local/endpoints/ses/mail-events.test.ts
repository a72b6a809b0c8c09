import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rawMail } from '../../../../support/raw-mail.ts';
import { type SesHost, startSesHost } from './ses-host.ts';

let host: SesHost;
beforeEach(async () => {
  host = await startSesHost();
});
afterEach(() => host.remove());

const hourMs = 60 * 60 * 1_000;

async function sendTo(to: readonly string[], configurationSet: string | undefined = 'notices'): Promise<string> {
  const { MessageId } = await host.client.send(
    new SendRawEmailCommand({
      RawMessage: { Data: rawMail({ from: '事務局 <office@mail.example.jp>', to: to.join(', ') }) },
      ConfigurationSetName: configurationSet,
      Tags: [{ Name: 'notice', Value: 'notice-1' }],
    }),
  );
  return MessageId ?? '';
}

const told = () => host.events.events.map((event) => event.detailType);
const lastDetail = () => host.events.events.at(-1)?.detail;

test('Send is told with the answer, Delivery a second later and once', async () => {
  await sendTo(['desk@city.example.jp']);
  expect(told()).toEqual(['Email Sent']);
  await host.pass(999);
  expect(told()).toEqual(['Email Sent']);
  await host.pass(1);
  await host.pass(hourMs);
  expect(told()).toEqual(['Email Sent', 'Email Delivered']);
});

test('an event carries the mail as SES documents it, with the tags of the call', async () => {
  const id = await sendTo(['desk@city.example.jp']);
  expect(host.events.events[0]).toMatchObject({
    busName: 'default',
    source: 'aws.ses',
    resources: ['arn:aws:ses:ap-northeast-1:123456789012:configuration-set/notices'],
    detail: {
      eventType: 'Send',
      send: {},
      mail: {
        timestamp: '2026-06-01T00:00:00.000Z',
        messageId: id,
        source: 'office@mail.example.jp',
        sourceArn: 'arn:aws:ses:ap-northeast-1:123456789012:identity/mail.example.jp',
        sendingAccountId: '123456789012',
        destination: ['desk@city.example.jp'],
        headersTruncated: false,
        commonHeaders: { messageId: id, subject: '【回答依頼】相談窓口の調査', to: ['desk@city.example.jp'] },
        tags: {
          notice: ['notice-1'],
          'ses:configuration-set': ['notices'],
          'ses:from-domain': ['mail.example.jp'],
          'ses:caller-identity': ['Test-Function'],
        },
      },
    },
  });
  await host.pass(1_000);
  expect(lastDetail()).toMatchObject({
    eventType: 'Delivery',
    mail: { messageId: id, tags: { notice: ['notice-1'] } },
    delivery: {
      timestamp: '2026-06-01T00:00:01.000Z',
      processingTimeMillis: 1000,
      recipients: ['desk@city.example.jp'],
    },
  });
});

const bounced = (emailAddress: string, bounceType: string, bounceSubType: string, more: object = {}) => ({
  bounce: { bounceType, bounceSubType, bouncedRecipients: [{ emailAddress, ...more }] },
});

describe('the simulator', () => {
  const cases = [
    ['success', ['Email Delivered'], (to: string) => ({ delivery: { recipients: [to] } })],
    ['bounce', ['Email Bounced'], (to: string) => bounced(to, 'Permanent', 'General', { status: '5.1.1' })],
    ['suppressionlist', ['Email Bounced'], (to: string) => bounced(to, 'Permanent', 'Suppressed', { status: '5.1.1' })],
    ['ooto', ['Email Delivered', 'Email Bounced'], (to: string) => bounced(to, 'Transient', 'General')],
    [
      'complaint',
      ['Email Delivered', 'Email Complaint Received'],
      (to: string) => ({ complaint: { complaintFeedbackType: 'abuse', complainedRecipients: [{ emailAddress: to }] } }),
    ],
  ] as const;

  for (const [name, events, detail] of cases) {
    test.each([`${name}@simulator.amazonses.com`, `${name}+13101@simulator.amazonses.com`])('%s', async (address) => {
      await sendTo([address]);
      await host.pass(hourMs);
      expect(told()).toEqual(['Email Sent', ...events]);
      expect(lastDetail()).toMatchObject(detail(address));
    });
  }
});

describe('an address that was told to', () => {
  const address = 'Desk@City.example.jp';
  const cases = [
    ['bounce', ['Email Bounced'], { bounce: { bounceType: 'Permanent' } }],
    [
      'soft-bounce',
      ['Email Bounced'],
      { bounce: { bounceType: 'Transient', bouncedRecipients: [{ status: '4.2.2' }] } },
    ],
    ['complaint', ['Email Delivered', 'Email Complaint Received'], { eventType: 'Complaint' }],
    ['reject', ['Email Rejected'], { reject: { reason: 'Bad content' } }],
  ] as const;

  test.each(cases)('%s does so', async (behaviour, events, detail) => {
    host.endpoint.behave(address.toLowerCase(), behaviour);
    await sendTo([address]);
    await host.pass(hourMs);
    expect(told()).toEqual(['Email Sent', ...events]);
    expect(lastDetail()).toMatchObject(detail);
  });

  test('delay is told of the delay, then of the delivery half an hour later', async () => {
    host.endpoint.behave(address, 'delay');
    await sendTo([address]);
    await host.pass(1_000);
    expect(lastDetail()).toMatchObject({
      deliveryDelay: { delayType: 'TransientCommunicationFailure', delayedRecipients: [{ status: '4.4.1' }] },
    });
    await host.pass(30 * 60 * 1_000);
    expect(told()).toEqual(['Email Sent', 'Email Delivery Delayed', 'Email Delivered']);
  });

  test('deliver is an ordinary address again', async () => {
    host.endpoint.behave(address, 'bounce');
    host.endpoint.behave(address, 'deliver');
    await sendTo([address]);
    await host.pass(1_000);
    expect(told()).toEqual(['Email Sent', 'Email Delivered']);
  });
});

test('each recipient has a fate of its own', async () => {
  await sendTo(['bounce@simulator.amazonses.com', 'desk@city.example.jp']);
  await host.pass(1_000);
  expect(told().sort()).toEqual(['Email Bounced', 'Email Delivered', 'Email Sent']);
});

test('only the event types of the configuration set reach its bus, and none without a set or a bus', async () => {
  await sendTo(['bounce@simulator.amazonses.com'], 'bounces-only');
  await sendTo(['desk@city.example.jp'], 'bounces-only');
  await sendTo(['desk@city.example.jp'], 'silent');
  await host.client.send(new SendRawEmailCommand({ RawMessage: { Data: rawMail() } }));
  await host.pass(hourMs);
  expect(told()).toEqual(['Email Bounced']);
  expect(host.endpoint.list({})).toHaveLength(4);
});

test('after a restart on the same folder, mails, overrides and pending events are still there', async () => {
  host.endpoint.behave('dead@city.example.jp', 'bounce');
  const id = await sendTo(['desk@city.example.jp']);
  const before = host.endpoint.list({});
  await host.stop();
  host = await startSesHost({ folder: host.folder });
  expect(host.endpoint.list({})).toEqual(before);
  expect(await host.endpoint.raw(id)).toBeInstanceOf(Buffer);
  await sendTo(['dead@city.example.jp']);
  await host.pass(1_000);
  expect(told().sort()).toEqual(['Email Bounced', 'Email Delivered', 'Email Sent']);
});

test('a call that fails to put its event on the bus leaves no mail', async () => {
  host.events.accept = () => {
    throw new Error('The bus is down');
  };
  await expect(sendTo(['desk@city.example.jp'])).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  expect(host.endpoint.list({})).toEqual([]);
});
