/**
 * The little XML that the REST protocols of S3 and CloudFront speak: elements and text, no attributes that matter,
 * no document types (so no entity can be defined by a sender).
 */

export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** An element's content: text, or an array of parts that are already XML. `undefined` leaves the element out. */
export type XmlContent = string | number | boolean | readonly string[] | undefined;

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const deepest = 20;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Control characters become references, as S3 writes them for keys that hold some. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"\p{Cc}]/gu, (found) => `&#${found.codePointAt(0)};`);
}

export function xml(name: string, content: XmlContent, namespace?: string): string {
  if (content === undefined) return '';
  const inner = Array.isArray(content) ? content.join('') : escapeXml(String(content));
  return `<${name}${namespace ? ` xmlns="${namespace}"` : ''}>${inner}</${name}>`;
}

export function xmlDocument(name: string, content: readonly string[], namespace?: string): string {
  return declaration + xml(name, content, namespace);
}

export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function unescapeXml(text: string): string {
  return text.replaceAll(/&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);/g, (_, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number.parseInt(name.slice(1), 10));
    const known = named[name];
    if (known === undefined) throw new SyntaxError(`Unknown entity ${name}`);
    return known;
  });
}

interface OpenElement {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

/** Reads one document. Throws SyntaxError for anything that is not well-formed or needs more than elements and text. */
export function parseXml(source: string): XmlElement {
  const token = /<\?[^>]*\?>|<!--[\s\S]*?-->|<\/([^\s>]+)\s*>|<([^\s/>!?]+)[^>]*?(\/?)>|([^<]+)/gy;
  const root: OpenElement = { name: '', text: '', children: [] };
  const open: OpenElement[] = [root];
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    const current = open.at(-1);
    if (!match || !current) throw new SyntaxError(`Not XML at character ${at}`);
    const [, closed, opened, selfClosing, text] = match;
    if (text !== undefined) current.text += unescapeXml(text);
    else if (opened !== undefined) {
      const element: OpenElement = { name: opened.replace(/^.*:/, ''), text: '', children: [] };
      current.children.push(element);
      if (selfClosing !== '/') open.push(element);
      if (open.length > deepest) throw new SyntaxError('Nested too deeply');
    } else if (closed !== undefined) {
      if (current === root || current.name !== closed.replace(/^.*:/, ''))
        throw new SyntaxError(`Unexpected </${closed}>`);
      open.pop();
    }
  }
  const [document, ...more] = root.children;
  if (!document || more.length > 0 || open.length !== 1 || root.text.trim() !== '') {
    throw new SyntaxError('Not exactly one document element');
  }
  return document;
}
