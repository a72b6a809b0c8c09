/**
 * The events that SES puts on the bus, in its documented shape.
 * @source Amazon SES Developer Guide, "Examples of event data", and Amazon EventBridge events reference, "aws.ses"
 */
import type { BusEvent } from '../../ports.ts';
import { decodeWords } from './encoded-words.ts';
import type { Letter } from './letter.ts';
import { domainOf } from './mail-address.ts';
import type { Header } from './mime-message.ts';
import { headerOf } from './mime-message.ts';
import type { OutcomeEvent } from './outcomes.ts';

/** SES cuts the headers in an event at this many bytes. */
const mostHeaderBytes = 10_240;
const outgoingIp = '127.0.0.1';
const reportingMta = 'dns; a1-1.smtp-out.ap-northeast-1.amazonses.com';

export type MailObject = Readonly<Record<string, unknown>>;

export interface Place {
  readonly region: string;
  readonly account: string;
}

/** The `mail` object, the same in every event of one mail. */
export function mailObject(
  place: Place,
  letter: Letter,
  about: { readonly id: string; readonly identity: string; readonly sentAt: number; readonly caller: string },
): MailObject {
  const headers = cutHeaders(letter.message.headers);
  return {
    timestamp: new Date(about.sentAt).toISOString(),
    source: letter.source,
    sourceArn: `arn:aws:ses:${place.region}:${place.account}:identity/${about.identity}`,
    sendingAccountId: place.account,
    messageId: about.id,
    destination: letter.destinations,
    headersTruncated: headers.length < letter.message.headers.length,
    headers,
    commonHeaders: commonHeaders(letter, about.id),
    tags: {
      'ses:operation': ['SendRawEmail'],
      'ses:source-ip': [outgoingIp],
      'ses:from-domain': [domainOf(letter.from)],
      'ses:caller-identity': [about.caller],
      ...(letter.configurationSet === undefined ? {} : { 'ses:configuration-set': [letter.configurationSet] }),
      ...Object.fromEntries(letter.tags.map(([name, value]) => [name, [value]])),
    },
  };
}

function cutHeaders(headers: readonly Header[]): readonly Header[] {
  let bytes = 0;
  const end = headers.findIndex(({ name, value }) => {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    return bytes > mostHeaderBytes;
  });
  return end < 0 ? headers : headers.slice(0, end);
}

function commonHeaders({ message }: Letter, id: string): Readonly<Record<string, unknown>> {
  const common: Record<string, unknown> = { messageId: id, subject: message.subject };
  for (const [key, name] of [
    ['from', 'from'],
    ['to', 'to'],
    ['replyTo', 'reply-to'],
  ] as const) {
    const value = headerOf(message.headers, name);
    if (value !== undefined) common[key] = [decodeWords(value)];
  }
  const date = headerOf(message.headers, 'date');
  return date === undefined ? common : { ...common, date };
}

interface EventKind {
  /** As configuration sets name it, lower case. */
  readonly type: string;
  readonly detailType: string;
  readonly eventType: string;
}

const send: EventKind = { type: 'send', detailType: 'Email Sent', eventType: 'Send' };
const delivery: EventKind = { type: 'delivery', detailType: 'Email Delivered', eventType: 'Delivery' };
const bounce: EventKind = { type: 'bounce', detailType: 'Email Bounced', eventType: 'Bounce' };
const complaint: EventKind = { type: 'complaint', detailType: 'Email Complaint Received', eventType: 'Complaint' };
const delay: EventKind = { type: 'deliverydelay', detailType: 'Email Delivery Delayed', eventType: 'DeliveryDelay' };
const reject: EventKind = { type: 'reject', detailType: 'Email Rejected', eventType: 'Reject' };

const kinds = {
  send,
  delivery,
  'bounce-permanent': bounce,
  'bounce-transient': bounce,
  'bounce-suppressed': bounce,
  'automatic-response': bounce,
  complaint,
  'delivery-delay': delay,
  reject,
} as const satisfies Record<OutcomeEvent | 'send', EventKind>;

/** Whether a destination that lists these event types (`SEND`, `deliveryDelay`, ...) wants this event. */
export function wants(eventTypes: readonly string[], event: OutcomeEvent | 'send'): boolean {
  return eventTypes.some((type) => type.replaceAll('_', '').toLowerCase() === kinds[event].type);
}

export interface EventAbout {
  readonly event: OutcomeEvent | 'send';
  readonly mail: MailObject;
  readonly sentAt: number;
  readonly recipient: string;
  readonly now: number;
  /** Of this event; SES gives one to bounces and complaints. */
  readonly feedbackId: string;
}

/** The `detail` and `detail-type` of one event. */
export function mailEvent(about: EventAbout): Pick<BusEvent, 'source' | 'detailType' | 'detail' | 'time'> {
  const { detailType, eventType } = kinds[about.event];
  const detail = { eventType, mail: about.mail, ...particulars(about) };
  return { source: 'aws.ses', detailType, detail, time: about.now };
}

function particulars(about: EventAbout): Readonly<Record<string, unknown>> {
  const timestamp = new Date(about.now).toISOString();
  const { recipient, feedbackId } = about;
  switch (about.event) {
    case 'send':
      return { send: {} };
    case 'delivery':
      return {
        delivery: {
          timestamp,
          processingTimeMillis: about.now - about.sentAt,
          recipients: [recipient],
          smtpResponse: '250 2.6.0 Message received',
          remoteMtaIp: outgoingIp,
          reportingMTA: reportingMta.slice('dns; '.length),
        },
      };
    case 'complaint':
      return {
        complaint: {
          feedbackId,
          complaintSubType: null,
          complainedRecipients: [{ emailAddress: recipient }],
          timestamp,
          userAgent: 'Amazon SES Mailbox Simulator',
          complaintFeedbackType: 'abuse',
          arrivalDate: timestamp,
        },
      };
    case 'delivery-delay':
      return {
        deliveryDelay: {
          timestamp,
          delayType: 'TransientCommunicationFailure',
          expirationTime: new Date(about.sentAt + 14 * 60 * 60 * 1_000).toISOString(),
          delayedRecipients: [
            { emailAddress: recipient, status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 Unable to connect' },
          ],
          reportingMTA: reportingMta,
        },
      };
    case 'reject':
      return { reject: { reason: 'Bad content' } };
    default:
      return { bounce: { ...bounces[about.event](recipient), timestamp, feedbackId } };
  }
}

const suppressedText =
  'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid ' +
  'address. For more information about how to remove an address from the suppression list, see the Amazon SES ' +
  'Developer Guide';

const bounces = {
  'bounce-permanent': (emailAddress: string) => ({
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      { emailAddress, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
    ],
    reportingMTA: reportingMta,
  }),
  'bounce-transient': (emailAddress: string) => ({
    bounceType: 'Transient',
    bounceSubType: 'MailboxFull',
    bouncedRecipients: [
      { emailAddress, action: 'failed', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' },
    ],
    reportingMTA: reportingMta,
  }),
  'bounce-suppressed': (emailAddress: string) => ({
    bounceType: 'Permanent',
    bounceSubType: 'Suppressed',
    bouncedRecipients: [{ emailAddress, action: 'failed', status: '5.1.1', diagnosticCode: suppressedText }],
    reportingMTA: 'dns; amazonses.com',
  }),
  'automatic-response': (emailAddress: string) => ({
    bounceType: 'Transient',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress }],
  }),
} as const;
