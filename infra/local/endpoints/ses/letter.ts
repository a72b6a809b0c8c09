/** What a SendRawEmail call asks to send, read and checked before anything is looked up or written. */
import { ServiceError } from '../service-error.ts';
import { decodeWords } from './encoded-words.ts';
import { addressProblem, type Mailbox, mailboxes, sameAddress } from './mail-address.ts';
import { headerOf, type MimeMessage, parseMessage, wireProblem } from './mime-message.ts';
import type { QueryForm } from './query-protocol.ts';

/** Bytes of the raw mail, after base64 of the call is undone. */
export const mostMailBytes = 10 * 1024 * 1024;
const mostRecipients = 50;

export interface Letter {
  readonly raw: Buffer;
  readonly message: MimeMessage;
  /** The address in the From header. */
  readonly from: string;
  readonly fromName: string;
  /** The envelope sender: `Source` of the call, else the From header. */
  readonly source: string;
  /** Without duplicates. */
  readonly destinations: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: readonly (readonly [string, string])[];
}

/** Refuses what SES refuses of the call itself: form, size, headers, addresses, tags. */
export function readLetter(form: QueryForm): Letter {
  const raw = rawMail(form.text('RawMessage.Data'));
  const problem = wireProblem(raw);
  if (problem) throw invalid(problem);
  const message = parseMessage(raw);
  const single = singleHeaders(message);
  const from = single('from');
  const author = from === undefined ? undefined : mailboxes(from)[0];
  if (!author) throw invalid("Missing required header 'From'.");
  const source = form.text('Source') ?? author.address;
  const destinations = recipientsOf(form, message);
  for (const address of [author.address, envelopeAddress(source), ...destinations]) checkAddress(address);
  const letter = {
    raw,
    message,
    from: author.address,
    fromName: decodeWords(author.name),
    source,
    destinations,
    configurationSet: nonEmpty(form.text('ConfigurationSetName')) ?? single('x-ses-configuration-set'),
    tags: tagsOf(form, single('x-ses-message-tags')),
  };
  form.refuseRest();
  return letter;
}

/** The one address of a `Source` such as `事務局 <office@example.jp>`; the whole text where it is not that simple. */
export function envelopeAddress(source: string): string {
  const [only, ...more] = mailboxes(source);
  return only && more.length === 0 && !/[\r\n:;]/.test(source) ? only.address : source;
}

function rawMail(data: string | undefined): Buffer {
  if (!data) throw new ServiceError('ValidationError', "Value at 'rawMessage.data' must not be null");
  const raw = Buffer.from(data, 'base64');
  if (raw.length > mostMailBytes) throw tooLong(raw.length);
  return raw;
}

export function tooLong(bytes: number): ServiceError {
  return invalid(`Message length is more than ${mostMailBytes} bytes long: '${bytes}'.`);
}

/** Reads a header that may stand once only (RFC 5322 section 3.6). */
function singleHeaders({ headers }: MimeMessage): (name: string) => string | undefined {
  const once = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'subject', 'date', 'message-id', 'return-path'];
  for (const name of once) {
    const count = headers.filter((header) => header.name.toLowerCase() === name).length;
    if (count > 1) throw invalid(`Duplicate header '${name}'.`);
  }
  return (name) => headerOf(headers, name);
}

/** `Destinations` of the call; without them, everybody in To, Cc and Bcc. */
function recipientsOf(form: QueryForm, { headers }: MimeMessage): readonly string[] {
  const listed = form.list('Destinations').map(envelopeAddress);
  const inHeaders = (name: string): readonly Mailbox[] => mailboxes(headerOf(headers, name) ?? '');
  const all =
    listed.length > 0 ? listed : ['to', 'cc', 'bcc'].flatMap((name) => inHeaders(name).map(({ address }) => address));
  const unique = [...new Map(all.map((address) => [sameAddress(address), address])).values()];
  if (unique.length === 0) throw invalid('Missing required header: To');
  if (unique.length > mostRecipients) throw invalid(`Recipient count exceeds ${mostRecipients}.`);
  return unique;
}

function checkAddress(address: string): void {
  const problem = addressProblem(address);
  if (problem) throw invalid(problem);
}

/** Tags of the call; without them, of the header. */
function tagsOf(form: QueryForm, header: string | undefined): readonly (readonly [string, string])[] {
  const listed = form.pairs('Tags', 'Name', 'Value');
  const tags = listed.length > 0 || header === undefined ? listed : header.split(',').map(tagPair);
  for (const half of tags.flat()) {
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(half))
      throw invalid(`Invalid tag: <${half}>. Only alphanumeric ASCII characters, '_', and '-' are allowed.`);
  }
  return tags;
}

function tagPair(text: string): readonly [string, string] {
  const [name = '', value = ''] = text.split('=');
  return [name.trim(), value.trim()];
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterValue', message);
}
