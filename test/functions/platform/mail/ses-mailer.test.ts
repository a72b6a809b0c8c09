import { createServer } from 'node:http';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSesMailer } from '../../../../functions/platform/mail/ses-mailer.ts';
import { parseMessage } from '../../../../infra/local/endpoints/ses/mime-message.ts';
import { aNotice, now, programmeId } from '../../../support/builders/notices.ts';

const { noticeId } = aNotice({ status: 'queued' });
const mail = {
  ...{ noticeId, programmeId, senderName: '調査事務局', to: ['a@city.example.jp'], cc: ['b@city.example.jp'] },
  ...{ subject: '【回答依頼】調査', text: '本文\n', at: now },
};
const settings = { sender: 'office@mail.example.jp', replyTo: 'jimukyoku@example.jp', configurationSet: 'mikata' };

describe('the call', () => {
  const client = new SESClient({ region: 'ap-northeast-1' });
  const ses = mockClient(client);
  beforeEach(() => ses.reset());

  test('names sender, recipients, configuration set, and the notice as a tag', async () => {
    ses.on(SendRawEmailCommand).resolves({ MessageId: 'm-1' });
    expect(await createSesMailer(settings, client).send(mail)).toEqual({ kind: 'accepted' });
    const { RawMessage, ...call } = ses.commandCalls(SendRawEmailCommand)[0]?.args[0].input ?? {};
    expect(call).toEqual({
      Source: 'office@mail.example.jp',
      Destinations: ['a@city.example.jp', 'b@city.example.jp'],
      ConfigurationSetName: 'mikata',
      Tags: [
        { Name: 'notice', Value: noticeId },
        { Name: 'programme', Value: programmeId },
      ],
    });
    const message = parseMessage(Buffer.from(RawMessage?.Data ?? []));
    expect(message.subject).toBe('【回答依頼】調査');
    expect(message.text).toBe('本文\n');
    expect(Buffer.from(RawMessage?.Data ?? []).toString()).toContain('\r\nReply-To: jimukyoku@example.jp\r\n');
  });
});

describe('how the service answered', () => {
  async function outcomeOf(status: number, code: string, message = '') {
    let calls = 0;
    const server = createServer((_, response) => {
      calls += 1;
      if (code === 'cut') return response.destroy();
      response.writeHead(status, { 'content-type': 'text/xml' });
      return response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const client = new SESClient({
      ...{ endpoint: `http://127.0.0.1:${port}`, region: 'ap-northeast-1', maxAttempts: 1 },
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const outcome = await createSesMailer(settings, client).send(mail);
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return { outcome, calls };
  }

  test.each([
    [400, 'Throttling', { kind: 'throttled' }],
    [400, 'InvalidParameterValue', { kind: 'unwanted', reason: 'InvalidParameterValue' }],
    [400, 'MessageRejected', { kind: 'unwanted', reason: 'MessageRejected' }],
    [400, 'ConfigurationSetDoesNotExist', { kind: 'refused', reason: 'ConfigurationSetDoesNotExistException' }],
    [403, 'AccessDenied', { kind: 'refused', reason: 'AccessDenied' }],
    [500, 'InternalFailure', { kind: 'unknown' }],
    [503, 'ServiceUnavailable', { kind: 'unknown' }],
    [0, 'cut', { kind: 'unknown' }],
  ] as const)('%i %s', async (status, code, expected) => {
    const { outcome, calls } = await outcomeOf(status, code);
    expect(outcome).toEqual(expected);
    expect(calls).toBe(1);
  });

  test('an unverified sender is no fault of the mail: it goes when the sender is verified', async () => {
    const { outcome } = await outcomeOf(400, 'MessageRejected', 'Email address is not verified.');
    expect(outcome).toEqual({ kind: 'refused', reason: 'MessageRejected' });
  });
});
