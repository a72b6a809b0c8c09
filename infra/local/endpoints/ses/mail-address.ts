/** Addresses as they stand in headers and envelopes (RFC 5322 section 3.4). */

export interface Mailbox {
  /** The display name, quotes removed, encoded words still encoded; empty where there is none. */
  readonly name: string;
  readonly address: string;
}

const specials = new Set(['<', '>', ',', ':', ';']);

/**
 * The mailboxes of a From, To or Cc header; the members of a group stand like any others. Says nothing on whether
 * the addresses are valid.
 */
export function mailboxes(header: string): readonly Mailbox[] {
  const found: Mailbox[] = [];
  let name = '';
  let angle: string | undefined;
  let plain = '';
  const finish = () => {
    const address = (angle ?? plain).trim();
    if (address) found.push({ name: angle === undefined ? '' : name.trim(), address });
    name = '';
    plain = '';
    angle = undefined;
  };
  let inAngle = false;
  for (const { text, quoted } of tokens(header)) {
    if (!quoted && text === '<') [inAngle, angle] = [true, ''];
    else if (!quoted && text === '>') inAngle = false;
    else if (!quoted && (text === ',' || text === ';')) finish();
    else if (!quoted && text === ':' && !inAngle) [name, plain] = ['', ''];
    else if (inAngle) angle = `${angle ?? ''}${quoted ? `"${text}"` : text}`;
    else {
      name += text;
      plain += quoted ? `"${text}"` : text;
    }
  }
  finish();
  return found;
}

/** Splits at specials; comments are dropped, a quoted string is one token without its quotes. */
function* tokens(header: string): Generator<{ readonly text: string; readonly quoted: boolean }> {
  let depth = 0;
  for (let at = 0; at < header.length; at += 1) {
    const char = header[at] ?? '';
    if (char === '\\' && depth > 0) at += 1;
    else if (char === '(') depth += 1;
    else if (char === ')' && depth > 0) depth -= 1;
    else if (depth > 0) continue;
    else if (char === '"') {
      const { text, end } = quotedString(header, at + 1);
      yield { text, quoted: true };
      at = end;
    } else if (specials.has(char)) yield { text: char, quoted: false };
    else yield { text: char, quoted: false };
  }
}

function quotedString(header: string, from: number): { readonly text: string; readonly end: number } {
  let text = '';
  let at = from;
  for (; at < header.length && header[at] !== '"'; at += 1) {
    if (header[at] === '\\') at += 1;
    text += header[at] ?? '';
  }
  return { text, end: at };
}

const plainLocal = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const quotedLocal = /^"[\x20\x21\x23-\x7e]+"$/;
const domainLabel = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Why SES refuses an address, in its words; undefined when it takes it. Dots at the end of a local part or two in a
 * row, which Japanese mobile carriers once gave out, pass only inside quotes: `"a..b"@docomo.example`.
 */
export function addressProblem(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  if (at < 0 || at === address.length - 1) return "Missing final '@domain'";
  return localProblem(address.slice(0, at)) ?? domainProblem(address.slice(at + 1));
}

function localProblem(local: string): string | undefined {
  if (local === '') return 'Missing local name';
  if (local.length > 64) return 'Local address is too long';
  if (/[^\x20-\x7e]/.test(local)) return 'Local address contains control, whitespace or non-ASCII characters';
  if (quotedLocal.test(local)) return undefined;
  if (/\s/.test(local)) return 'Local address contains control or whitespace';
  if (local.startsWith('.')) return 'Local address starts with dot';
  if (local.endsWith('.')) return 'Local address ends with dot';
  if (local.includes('..')) return 'Local address contains dot-dot';
  return plainLocal.test(local) ? undefined : 'Local address contains illegal character';
}

function domainProblem(domain: string): string | undefined {
  const isValid = domain.length <= 253 && domain.split('.').every((label) => domainLabel.test(label));
  return isValid ? undefined : 'Domain contains illegal character';
}

/** How addresses are compared: without regard to case, as SES and mail servers do. */
export function sameAddress(address: string): string {
  return address.trim().toLowerCase();
}

export function domainOf(address: string): string {
  return sameAddress(address).slice(address.trim().lastIndexOf('@') + 1);
}
