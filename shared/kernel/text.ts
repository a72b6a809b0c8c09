/**
 * What is done to text that people type, and what is not. Names, addresses and other people's words are stored as
 * typed: Unicode normalisation would replace characters of names (U+FA19 神 becomes another 神 already under NFC).
 * Codes and mail addresses are normalised, since there only the meaning counts.
 */

const kanaWithDetachedMark = /[\u3040-\u30ff][\u3099\u309a]/g;
const newlines = /\r\n?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const halfWidthKana = /[\uff61-\uff9f]+/g;
const hyphenLookAlikes = /[\u02d7\u2010-\u2015\u2043\u2212\u2500\u2501\u30fc]/g;
const invisible = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** か and a detached ゛ (as some systems decompose file names and input) become が; nothing else changes. */
export function composeKana(text: string): string {
  return text.replace(kanaWithDetachedMark, (pair) => pair.normalize('NFC'));
}

/** CR LF and CR, as browsers and Excel send them, become LF. */
export function unifyNewlines(text: string): string {
  return text.replace(newlines, '\n');
}

/**
 * How a name or free text is stored: as typed, but kana composed, newlines unified, and without what nobody types and
 * no file can carry (control characters, halves of surrogate pairs).
 */
export function keepAsTyped(text: string): string {
  return composeKana(unifyNewlines(text)).replace(controls, '').toWellFormed();
}

/** ｱｲｳ become アイウ; other characters stay, unlike under NFKC. */
export function widenKana(text: string): string {
  return text.replace(halfWidthKana, (run) => run.normalize('NFKC'));
}

/** Full width becomes half width, every hyphen look-alike (－ − ー ‐ –) becomes `-`, spaces and invisible marks go. */
export function normaliseCode(text: string): string {
  return text.normalize('NFKC').replace(hyphenLookAlikes, '-').replace(invisible, '');
}

/**
 * A mail address as it is sent to, or `undefined` where the text is none. The domain becomes lower case; what stands
 * before the `@` keeps its case.
 */
export function normaliseMailAddress(text: string): string | undefined {
  const [, local, domain] = mailAddress.exec(normaliseCode(text)) ?? [];
  if (local === undefined || domain === undefined) return undefined;
  const address = `${local}@${domain.toLowerCase()}`;
  return local.length <= 64 && address.length <= 254 ? address : undefined;
}

/** In lower case: mail systems do not tell capitals of a domain apart. */
export function mailDomainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** @source HTML Standard, "valid email address"; here with at least one dot in the domain */
const mailAddress =
  /^([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+)@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])$/;

/** An address of a page that may be shown as a link: http or https, nothing else (no script, no file); else `undefined`. */
export function normaliseWebAddress(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(trimmed) || !URL.canParse(trimmed)) return undefined;
  const { href, username, password } = new URL(trimmed);
  return username === '' && password === '' ? href : undefined;
}
