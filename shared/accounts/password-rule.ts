/**
 * Which passwords fall to a dictionary although they are long enough: a common word with figures around it, a row of
 * keys, the same few characters again and again, figures alone, or one's own login name. Length itself is checked by
 * the user pool.
 * @source 千葉県 仕様書 別記2 5.3(1)（辞書攻撃への耐性）; OWASP ASVS 5.0, 6.2.4, 6.2.11, 6.2.12
 */

/** Whether the password is found by trying what people commonly choose. `email` is the login name. */
export function isEasyToGuess(password: string, email: string): boolean {
  const lower = password.toLowerCase();
  const [ownName = ''] = email.toLowerCase().split('@');
  if (/^[\d\s/.-]+$/.test(lower) || isRepeated(lower)) return true;
  const known = ownName.length >= 4 ? [...commonParts, ownName] : commonParts;
  return unforeseen(lower, known) < leastUnforeseen;
}

const leastUnforeseen = 5;

/** One to four characters again and again. */
function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/u.test(text);
}

/** How much is left where known parts are taken away: a letter counts whole, a figure or sign half. */
function unforeseen(text: string, known: readonly string[]): number {
  const isKnown = new Array<boolean>(text.length).fill(false);
  for (const form of [text, asLetters(text)]) {
    for (const part of known) {
      for (let at = form.indexOf(part); at >= 0; at = form.indexOf(part, at + 1)) {
        isKnown.fill(true, at, at + part.length);
      }
    }
  }
  return text.split('').reduce((sum, character, at) => (isKnown[at] === true ? sum : sum + weightOf(character)), 0);
}

function weightOf(character: string): number {
  return /\p{L}/u.test(character) ? 1 : 0.5;
}

/** Figures and signs that stand for letters; as long as the text itself. */
function asLetters(text: string): string {
  return text.replace(/[@430$5!]/g, (sign) => standsFor[sign] ?? sign);
}

const standsFor: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '0': 'o',
  $: 's',
  '5': 's',
  '!': 'i',
};

const words =
  `password passwd pass secret welcome letmein admin administrator login master user test guest root iloveyou
sunshine princess dragon monkey football baseball superman batman shadow michael jordan charlie trustno freedom whatever
starwars computer internet changeme default summer winter spring autumn hello world love google pokemon naruto doraemon
sakura arigato konnichiwa nihon nippon japan tokyo osaka mikata pasuwado shiyakusho kencho soudan madoguchi aishiteru
daisuki takahashi tanaka suzuki yamada correct horse battery staple`.split(/\s+/);

const rows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc',
  'abcdefghijklmnopqrstuvwxyz',
] as const;

/** Every three keys in a row, forwards and backwards. */
const keyRuns = rows.flatMap((row) => {
  const back = [...row].reverse().join('');
  return [row, back].flatMap((line) => Array.from({ length: line.length - 2 }, (_, at) => line.slice(at, at + 3)));
});

const commonParts = [...words, ...keyRuns];
