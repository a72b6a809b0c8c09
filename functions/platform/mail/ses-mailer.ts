/**
 * Amazon SES behind our `Mailer`. What matters is to know whether a call that failed may have sent the mail all the
 * same: only a refusal that SES itself has said counts as "not sent"; a broken connection, a timeout or a fault of
 * the service counts as unknown.
 */
import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { msOf } from '../../../shared/kernel/time.ts';
import type { Mailer, OutgoingMail, SendOutcome } from '../../../shared/notices/mailer.ts';
import { mimeOf } from './mime.ts';

export interface SesMailerSettings {
  /** The one address that mails come from. */
  readonly sender: string;
  /** An inbox that somebody reads: officers answer the mail. */
  readonly replyTo: string;
  readonly configurationSet: string;
}

/** One attempt: a repeat after an answer that got lost would be a second mail. */
function createSesClient(): SESClient {
  return new SESClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
  });
}

export function createSesMailer(settings: SesMailerSettings, ses: Pick<SESClient, 'send'> = createSesClient()): Mailer {
  const domain = settings.sender.slice(settings.sender.lastIndexOf('@') + 1);
  return {
    async send(mail) {
      const raw = mimeOf({
        from: { name: mail.senderName, address: settings.sender },
        replyTo: settings.replyTo,
        to: mail.to,
        cc: mail.cc,
        subject: mail.subject,
        text: mail.text,
        messageId: `${mail.noticeId}@${domain}`,
        sentAtMs: msOf(mail.at),
      });
      try {
        await ses.send(commandFor(settings, mail, raw));
        return { kind: 'accepted' };
      } catch (fault) {
        return outcomeOf(fault);
      }
    },
  };
}

/** The tags come back with every event about the mail: by them its row is found. */
function commandFor(settings: SesMailerSettings, mail: OutgoingMail, raw: string): SendRawEmailCommand {
  return new SendRawEmailCommand({
    Source: settings.sender,
    Destinations: [...mail.to, ...mail.cc],
    RawMessage: { Data: Buffer.from(raw) },
    ConfigurationSetName: settings.configurationSet,
    Tags: [
      { Name: 'notice', Value: mail.noticeId },
      { Name: 'programme', Value: mail.programmeId },
    ],
  });
}

const throttled: ReadonlySet<string> = new Set(['Throttling', 'ThrottlingException', 'TooManyRequestsException']);
/** The mail itself is what SES does not want; it would not want it the next time either. */
const unwanted: ReadonlySet<string> = new Set(['MessageRejected', 'InvalidParameterValue', 'ValidationError']);

function outcomeOf(fault: unknown): SendOutcome {
  if (!(fault instanceof SESServiceException) || fault.$fault !== 'client') return { kind: 'unknown' };
  const status = fault.$metadata.httpStatusCode;
  if (throttled.has(fault.name)) return { kind: 'throttled' };
  if (unwanted.has(fault.name) && !/not verified/i.test(fault.message)) return { kind: 'unwanted', reason: fault.name };
  return status !== undefined && status >= 400 && status < 500
    ? { kind: 'refused', reason: fault.name }
    : { kind: 'unknown' };
}
