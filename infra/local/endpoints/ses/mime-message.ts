/** Reads a mail well enough for an archive: its headers, its subject and its plain text. */
import { decodeText, decodeWords, quotedBytes } from './encoded-words.ts';

export interface Header {
  readonly name: string;
  /** Unfolded; encoded words still encoded. */
  readonly value: string;
}

export interface MimeMessage {
  readonly headers: readonly Header[];
  readonly subject: string;
  /** The first text/plain part that is not an attachment, lines ended by LF; empty where there is none. */
  readonly text: string;
}

export function parseMessage(raw: Buffer): MimeMessage {
  const entity = splitEntity(raw.toString('latin1'));
  return {
    headers: entity.headers,
    subject: decodeWords(headerOf(entity.headers, 'subject') ?? ''),
    text: plainText(entity, 0) ?? '',
  };
}

/** The first header of that name (lower case). */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

interface Entity {
  readonly headers: readonly Header[];
  /** One byte per character. */
  readonly body: string;
}

const deepestNesting = 10;

function splitEntity(latin1: string): Entity {
  const lead = /^\r?\n/.exec(latin1);
  if (lead) return { headers: [], body: latin1.slice(lead[0].length) };
  const gap = /\r?\n\r?\n/.exec(latin1);
  const head = gap ? latin1.slice(0, gap.index) : latin1;
  const body = gap ? latin1.slice(gap.index + gap[0].length) : '';
  return { headers: parseHeaders(head), body };
}

function parseHeaders(head: string): readonly Header[] {
  const lines = head.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/);
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    if (colon <= 0) return [];
    const value = Buffer.from(line.slice(colon + 1), 'latin1').toString('utf8');
    return [{ name: line.slice(0, colon).trimEnd(), value: value.trim() }];
  });
}

function plainText(entity: Entity, depth: number): string | undefined {
  const type = headerOf(entity.headers, 'content-type') ?? 'text/plain; charset=us-ascii';
  const mediaType = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (mediaType.startsWith('multipart/') && depth < deepestNesting) {
    for (const part of parts(entity.body, parameter(type, 'boundary'))) {
      const text = plainText(splitEntity(part), depth + 1);
      if (text !== undefined) return text;
    }
    return undefined;
  }
  const isAttachment = /^\s*attachment/i.test(headerOf(entity.headers, 'content-disposition') ?? '');
  if (mediaType !== 'text/plain' || isAttachment) return undefined;
  const bytes = decodeBody(entity.body, headerOf(entity.headers, 'content-transfer-encoding') ?? '7bit');
  return decodeText(bytes, parameter(type, 'charset') ?? 'utf-8').replaceAll('\r\n', '\n');
}

function decodeBody(body: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return quotedBytes(body.replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/=\r?\n/g, ''));
    default:
      return Buffer.from(body, 'latin1');
  }
}

function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(header);
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2];
}

/** What stands between the delimiter lines; a mail cut off before its last delimiter still shows its parts. */
function parts(body: string, boundary: string | undefined): readonly string[] {
  if (!boundary) return [];
  const found: string[] = [];
  let current: string[] | undefined;
  for (const line of body.split('\n')) {
    const bare = line.trimEnd();
    if (bare === `--${boundary}` || bare === `--${boundary}--`) {
      if (current) found.push(current.join('\n').replace(/\r$/, ''));
      current = bare.endsWith(`${boundary}--`) ? undefined : [];
    } else current?.push(line);
  }
  if (current) found.push(current.join('\n'));
  return found;
}

const longestLine = 998;

/**
 * Why a mail's bytes are refused, undefined when they are fine. Stricter than SES, which repairs some of this: a lone
 * CR or LF among the headers is how a value smuggles in a header of its own.
 */
export function wireProblem(raw: Buffer): string | undefined {
  const latin1 = raw.toString('latin1');
  const gap = latin1.indexOf('\r\n\r\n');
  const head = gap < 0 ? latin1 : latin1.slice(0, gap);
  if (/\r(?!\n)|(?<!\r)\n/.test(head)) return 'Header section contains a bare CR or LF';
  const lines = head.split('\r\n').filter((line) => line !== '');
  if (!lines.every((line) => /^(?:[\x21-\x39\x3b-\x7e]+:|[ \t])/.test(line))) return 'Malformed header line';
  if (head.includes('\0')) return 'Header section contains a NUL';
  if (latin1.split('\n').some((line) => line.length > longestLine + 1))
    return `A line is longer than ${longestLine} octets`;
  return undefined;
}
