/**
 * SES as far as this system uses it: SendRawEmail and GetSendQuota. Mail goes into an archive instead of out into
 * the world; the events that follow are durable before the call is answered. docs/local-host/ses.md says what of the
 * real service is kept.
 */
import { randomUUID } from 'node:crypto';
import type { MailModel } from '../../model.ts';
import type {
  Caller,
  Endpoint,
  EventSink,
  GateRequest,
  GateResponse,
  MailArchive,
  NeededPermission,
  ParsedCall,
  Store,
  SystemClock,
  WorkBoard,
} from '../../ports.ts';
import { readBody } from '../read-body.ts';
import { notKept, ServiceError } from '../service-error.ts';
import { openBehaviours } from './behaviours.ts';
import { createEventTeller } from './event-teller.ts';
import { envelopeAddress, type Letter, mostMailBytes, readLetter, tooLong } from './letter.ts';
import { domainOf, sameAddress } from './mail-address.ts';
import { mailObject } from './mail-events.ts';
import type { MailBehaviour } from './outcomes.ts';
import { placePastMails } from './past-mails.ts';
import { answerXml, readForm, xmlAnswer, xmlRefusal } from './query-protocol.ts';
import { createSendRate } from './send-rate.ts';
import { openSentMails } from './sent-mails.ts';

export interface SesOptions {
  readonly mail: MailModel;
  readonly region: string;
  readonly account: string;
  /** Where the .eml files lie, one folder per day. */
  readonly folder: string;
  readonly store: Store;
  readonly clock: SystemClock;
  readonly events: EventSink;
  readonly board: WorkBoard;
  /** Recipients per second on the system's clock; absent means that nothing is throttled. */
  readonly maxPerSecond?: number;
}

export interface SesEndpoint extends Endpoint, MailArchive {
  /** The bytes of a mail as they were sent. */
  raw(id: string): Promise<Buffer | undefined>;
  /** What mails to this address come to from now on, for tests; `deliver` makes it an ordinary address. */
  behave(address: string, behaviour: MailBehaviour): void;
}

/** Of a production account that asked for nothing. */
const usualRate = 14;
const usualQuota = 50_000;
const dayMs = 24 * 60 * 60 * 1_000;
/** A mail in base64 in a form, where `+`, `/` and `=` take three characters each. */
const mostFormBytes = 2 * mostMailBytes;

interface Call {
  readonly needs: readonly NeededPermission[];
  run(): Promise<GateResponse>;
}

export function createSesEndpoint(options: SesOptions): SesEndpoint {
  const { mail: model, region, account, store, clock } = options;
  const mails = openSentMails(store, options.folder);
  const behaviours = openBehaviours(store);
  const teller = createEventTeller({ ...options, mails, behaviours });
  const mayPass = createSendRate(clock, options.maxPerSecond);
  const arn = (rest: string) => `arn:aws:ses:${region}:${account}:${rest}`;

  function sendRawEmail(letter: Letter, caller: Caller): Call {
    const identities = [letter.from, envelopeAddress(letter.source)].map((address) => ({
      address,
      verified: identityFor(address, model.identities),
    }));
    const conditions = {
      'ses:FromAddress': [letter.from],
      'ses:FromDisplayName': [letter.fromName],
      'ses:FeedbackAddress': [envelopeAddress(letter.source)],
      'ses:Recipients': letter.destinations,
    };
    const set = letter.configurationSet;
    const resources = new Set(identities.map((i) => arn(`identity/${i.verified ?? domainOf(i.address)}`)));
    if (set !== undefined) resources.add(arn(`configuration-set/${set}`));
    const needs = [...resources].map((resource) => ({ action: 'ses:SendRawEmail', resource, conditions }));
    return {
      needs,
      async run() {
        const unverified = identities.filter((identity) => identity.verified === undefined);
        if (unverified.length > 0) throw notVerified(unverified.map(({ address }) => address));
        if (set !== undefined && !model.configurationSets.some(({ name }) => name === set))
          throw new ServiceError('ConfigurationSetDoesNotExist', `Configuration set <${set}> does not exist.`);
        if (!mayPass(letter.destinations.length))
          throw new ServiceError('Throttling', 'Maximum sending rate exceeded.');
        const id = await accept(letter, identities[0]?.verified ?? letter.from, caller);
        return xmlAnswer('SendRawEmail', { MessageId: id });
      },
    };
  }

  /** The file first, then one transaction with the row, the Send event and all that will follow. */
  async function accept(letter: Letter, identity: string, caller: Caller): Promise<string> {
    const sentAt = clock.now();
    const id = messageId(sentAt);
    const file = `${new Date(sentAt).toISOString().slice(0, 10)}/${id}.eml`;
    const mail = mailObject({ region, account }, letter, { id, identity, sentAt, caller: callerName(caller) });
    await mails.keepFile(file, letter.raw);
    store.transaction(() => {
      const { subject, text } = letter.message;
      const { destinations: recipients, configurationSet } = letter;
      mails.add({ id, sentAt, recipients, subject, text, file, configurationSet, mail });
      teller.begin(id, recipients);
    });
    return id;
  }

  function getSendQuota(): Call {
    return {
      needs: [{ action: 'ses:GetSendQuota', resource: '*' }],
      run: async () =>
        xmlAnswer('GetSendQuota', {
          Max24HourSend: `${usualQuota}`,
          MaxSendRate: `${options.maxPerSecond ?? usualRate}`,
          SentLast24Hours: `${mails.recipientsSince(clock.now() - dayMs)}`,
        }),
    };
  }

  async function read(request: GateRequest): Promise<{ readonly operation: string; readonly call: Call }> {
    const body = await readBody(request.body, mostFormBytes);
    if (!body) return refused('SendRawEmail', tooLong(mostFormBytes));
    const form = readForm(body);
    const operation = form.action || 'Unknown';
    try {
      if (operation === 'SendRawEmail') return { operation, call: sendRawEmail(readLetter(form), request.caller) };
      if (operation === 'GetSendQuota') return { operation, call: getSendQuota() };
      return refused(operation, notKept(`the call ${operation}`));
    } catch (error) {
      return refused(operation, error);
    }
  }

  return {
    service: 'ses',
    refuse: xmlRefusal,
    async parse(request): Promise<ParsedCall> {
      const { operation, call } = await read(request);
      return { operation, needs: call.needs, run: () => answerXml(() => call.run()) };
    },
    list: mails.list,
    place: (placed) => placePastMails(mails, store, placed),
    raw: mails.raw,
    behave: behaviours.set,
  };
}

function refused(operation: string, error: unknown): { readonly operation: string; readonly call: Call } {
  return { operation, call: { needs: [], run: () => Promise.reject(error) } };
}

/** The verified identity that lets this address send: itself, else its domain or the nearest domain above. */
function identityFor(address: string, identities: readonly string[]): string | undefined {
  const known = new Map(identities.map((identity) => [sameAddress(identity), identity]));
  const labels = domainOf(address).split('.');
  const domains = labels.map((_, from) => labels.slice(from).join('.'));
  return [sameAddress(address), ...domains].map((name) => known.get(name)).find((identity) => identity !== undefined);
}

function notVerified(addresses: readonly string[]): ServiceError {
  const names = [...new Set(addresses)].join(', ');
  return new ServiceError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check: ${names}`,
  );
}

/** Of the form that SES gives: the time first, so that ids sort. */
function messageId(now: number): string {
  return `0106${now.toString(16).padStart(12, '0')}-${randomUUID()}-000000`;
}

function callerName(caller: Caller): string {
  return caller.kind === 'anonymous' ? 'anonymous' : caller.functionId;
}
