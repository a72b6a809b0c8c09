/**
 * A source text in which comments, the contents of strings and of regular expressions are blank, so that a search
 * finds code only. Lengths and line breaks stay as they are; what stands in `${}` is code and stays too.
 *
 * Nuances: it reads tokens, not grammar. A quotation mark that finds no partner on its line (text in TSX) is passed
 * over.
 */
export function codeOf(source: string): string {
  const out: string[] = [];
  /** One entry per open template: how many braces are open inside its `${}`. */
  const templates: number[] = [];
  let at = 0;
  while (at < source.length) {
    const token = tokenAt(source, at, out, templates);
    out.push(token.blank ? source.slice(at, token.end).replace(/[^\n]/g, ' ') : source.slice(at, token.end));
    at = token.end;
  }
  return out.join('');
}

interface Token {
  readonly end: number;
  readonly blank: boolean;
}

function tokenAt(source: string, at: number, out: readonly string[], templates: number[]): Token {
  const rest = source.slice(at, at + 2);
  if (rest === '//') return { end: lineEnd(source, at), blank: true };
  if (rest === '/*') return { end: after(source, '*/', at + 2), blank: true };
  const char = source.charAt(at);
  if (char === "'" || char === '"') return quoted(source, at);
  if (char === '`') return template(source, at + 1, templates);
  if (char === '/' && regularExpressionMayStart(out)) return regularExpression(source, at);
  const depth = templates.at(-1);
  if (depth !== undefined && char === '{') templates[templates.length - 1] = depth + 1;
  if (depth !== undefined && char === '}') {
    if (depth === 0) {
      templates.pop();
      return template(source, at + 1, templates);
    }
    templates[templates.length - 1] = depth - 1;
  }
  return { end: at + 1, blank: false };
}

/** The text of a template up to its end or its next `${`. */
function template(source: string, from: number, templates: number[]): Token {
  for (let at = from; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\\') at++;
    else if (char === '`') return { end: at + 1, blank: true };
    else if (char === '$' && source.charAt(at + 1) === '{') {
      templates.push(0);
      return { end: at + 2, blank: true };
    }
  }
  return { end: source.length, blank: true };
}

function quoted(source: string, at: number): Token {
  const found = /^(['"])(?:\\.|(?!\1)[^\\\n])*\1/.exec(source.slice(at, lineEnd(source, at)));
  return found === null ? { end: at + 1, blank: false } : { end: at + found[0].length, blank: true };
}

function regularExpression(source: string, at: number): Token {
  const found = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/.exec(source.slice(at, lineEnd(source, at)));
  return found === null ? { end: at + 1, blank: false } : { end: at + found[0].length, blank: true };
}

/** A slash behind a name, a number, a bracket or the `<` of a closing tag divides or closes. */
function regularExpressionMayStart(out: readonly string[]): boolean {
  const before = out.slice(-40).join('').trimEnd();
  return /(^|[(,=:[!&|?{};>+*%~^-]|\b(return|typeof|case|in|of))$/.test(before);
}

function lineEnd(source: string, at: number): number {
  const found = source.indexOf('\n', at);
  return found === -1 ? source.length : found;
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found === -1 ? source.length : found + mark.length;
}
