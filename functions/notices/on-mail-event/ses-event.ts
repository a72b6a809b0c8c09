/**
 * The events of SES, as far as they concern us, in our words. This is the one door through which they come in.
 * @source Amazon SES Developer Guide, "Contents of event data that Amazon SES publishes"
 */
import * as z from 'zod';
import { EventId, NoticeId, ProgrammeId } from '../../../shared/kernel/ids.ts';
import { type Instant, instantFromMs } from '../../../shared/kernel/time.ts';
import type { MailEvent } from '../../../shared/notices/hear-mail-event.ts';

const When = z.iso.datetime({ offset: true }).transform((text): Instant => instantFromMs(Date.parse(text)));
const Addresses = z.array(z.object({ emailAddress: z.string().max(320), status: z.string().max(40).optional() }));
const Tag = z.tuple([z.string()], z.string());

const SesDetail = z.object({
  eventType: z.string(),
  mail: z.object({
    timestamp: When,
    tags: z.object({ notice: Tag.optional(), programme: Tag.optional() }).optional(),
  }),
  delivery: z.object({ timestamp: When, recipients: z.array(z.string().max(320)) }).optional(),
  bounce: z
    .object({ timestamp: When, bounceType: z.string(), bounceSubType: z.string(), bouncedRecipients: Addresses })
    .optional(),
  complaint: z.object({ timestamp: When, complainedRecipients: Addresses }).optional(),
  deliveryDelay: z.object({ timestamp: When, delayType: z.string() }).optional(),
  reject: z.object({ reason: z.string().max(80) }).optional(),
});
type SesDetail = z.infer<typeof SesDetail>;

const BusEvent = z.object({ id: EventId, source: z.literal('aws.ses'), detail: SesDetail });

export interface HeardMailEvent {
  readonly eventId: EventId;
  /** Undefined where the mail is none of ours, or nothing follows from the event. */
  readonly event: MailEvent | undefined;
}

/** Throws where the message is no event of SES. */
export function readSesEvent(body: unknown): HeardMailEvent {
  const { id, detail } = BusEvent.parse(body);
  const noticeId = NoticeId.safeParse(detail.mail.tags?.notice?.[0]);
  const programmeId = ProgrammeId.safeParse(detail.mail.tags?.programme?.[0]);
  const told = tellingOf(detail);
  if (!noticeId.success || !programmeId.success || told === undefined) return { eventId: id, event: undefined };
  return { eventId: id, event: { noticeId: noticeId.data, programmeId: programmeId.data, ...told } };
}

type Telling = Omit<MailEvent, 'noticeId' | 'programmeId'>;

function tellingOf(detail: SesDetail): Telling | undefined {
  const { mail, delivery, bounce, complaint, deliveryDelay, reject } = detail;
  switch (detail.eventType) {
    case 'Send':
      return { kind: 'sent', at: mail.timestamp, recipients: [] };
    case 'Delivery':
      return delivery && { kind: 'delivered', at: delivery.timestamp, recipients: delivery.recipients };
    case 'Bounce':
      return bounce && bounceTelling(bounce);
    case 'Complaint':
      return (
        complaint && {
          kind: 'complained',
          at: complaint.timestamp,
          recipients: addressesOf(complaint.complainedRecipients),
        }
      );
    case 'DeliveryDelay':
      return (
        deliveryDelay && {
          kind: 'delayed',
          at: deliveryDelay.timestamp,
          recipients: [],
          reason: deliveryDelay.delayType,
        }
      );
    case 'Reject':
      return { kind: 'rejected', at: mail.timestamp, recipients: [], reason: reject?.reason ?? 'Reject' };
    case 'Rendering Failure':
      return { kind: 'rejected', at: mail.timestamp, recipients: [], reason: 'RenderingFailure' };
    default:
      return undefined;
  }
}

/** Only `Permanent` means that the address is dead; `Undetermined` is read as "not now". */
function bounceTelling(bounce: NonNullable<SesDetail['bounce']>): Telling {
  const { timestamp, bounceType, bounceSubType, bouncedRecipients } = bounce;
  const status = bouncedRecipients.find((each) => each.status !== undefined)?.status;
  return {
    kind: bounceType === 'Permanent' ? 'bounced' : 'came-back-for-now',
    at: timestamp,
    recipients: addressesOf(bouncedRecipients),
    reason: [bounceSubType, status]
      .filter((part) => part !== undefined)
      .join(' ')
      .slice(0, 120),
  };
}

/** Some mail systems report `Name <address>`. */
function addressesOf(recipients: z.infer<typeof Addresses>): readonly string[] {
  return recipients.map(({ emailAddress }) => /<([^<>]+)>/.exec(emailAddress)?.[1] ?? emailAddress);
}
