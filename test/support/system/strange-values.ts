/** Values, path parts, types and bodies that are wrong, or right in a way nobody thinks of. */
import { type Draw, pick } from './bad-input.ts';

const values: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -0, 2 ** 53, '', ' ', '　', '\u0000', '\ud800', '\udfff\ud800', 'ﾊﾝｶｸ'],
  ...['a'.repeat(5000), '漢'.repeat(3000), '😀'.repeat(1000), '2026-02-30', '9999-12-31', '../../etc/passwd'],
  ...[
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '\r\nX-Injected: 1',
    'constructor',
    '__proto__',
    '٣',
    'Ⅷ',
    '\u202eabc',
  ],
  ...[[], {}, [[[[[]]]]], { $ne: null }, [null], Array.from({ length: 500 }, () => 0)],
];

export const strangeValue = (draw: Draw): unknown => pick(draw, values);

const parts = [
  ...['%00', '%', '%2', '%zz', '%E3%81', '%ED%A0%80', '%C0%AF', '..%2f..%2f', '%2e%2e', 'null', 'undefined', '-1', '0'],
  ...[
    '%E6%BC%A2%E5%AD%97',
    '%F0%9F%98%80',
    'x'.repeat(900),
    '00000000-0000-0000-0000-000000000000',
    '%0d%0aX-Injected:1',
  ],
  ...['__proto__', 'constructor', "'", '%22', '%3Cscript%3E', '+', '%20', '~', '@', ';', 'a;b=c', '131016', '130001'],
];
const slashed = ['..', '.', 'a/b', '/', '//', '..;/', '%2F/%2F', ''];

/** `isOne`: the part stays one segment. */
export const strangePathPart = (draw: Draw, isOne: boolean): string =>
  pick(draw, isOne ? parts : [...parts, ...slashed]);

const types = [
  ...['', 'text/plain', 'application/xml', 'application/json; charset=utf-16', 'application/json;', 'APPLICATION/JSON'],
  ...[
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=x',
    '*/*',
    ';;;',
    'a'.repeat(300),
  ],
  ...['application/x-www-form-urlencoded; charset=shift_jis', 'application/problem+json'],
];

export const strangeType = (draw: Draw): string => pick(draw, types);

const makers: readonly ((good: string) => string | Buffer)[] = [
  () => '',
  () => '{',
  () => 'null',
  () => '[]',
  () => '"text"',
  () => '1e999',
  () => '{"a":'.repeat(2000),
  () => `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  (good) => good.slice(0, -1),
  (good) => `\ufeff${good}`,
  (good) => `${good}${good}`,
  (good) => Buffer.from(good, 'utf16le'),
  () => Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80]),
  () => Buffer.from([0x82, 0xa0, 0x82, 0xa2]),
  () => '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc\r\n--x--\r\n',
  () => '--x\r\nContent-Disposition: form-data\r\n\r\n',
  () => '%=%&%zz=%E3%81&=&&a=b&a=c&a',
  () => Array.from({ length: 3000 }, (_, nth) => `f${nth}=1`).join('&'),
  () => '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}',
];
/** Over the limit of a body, and over what a function takes. */
const large: readonly (() => string)[] = [() => 'x'.repeat(1_200_000), () => `{"a":"${'漢'.repeat(2_200_000)}"}`];

export function strangeBody(draw: Draw, good: string): Buffer {
  const made = draw() < 0.02 ? pick(draw, large)() : pick(draw, makers)(good);
  return typeof made === 'string' ? Buffer.from(made) : made;
}
