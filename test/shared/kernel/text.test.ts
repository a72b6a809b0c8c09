import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  composeKana,
  keepAsTyped,
  normaliseCode,
  normaliseMailAddress,
  normaliseWebAddress,
  unifyNewlines,
  widenKana,
} from '../../../shared/kernel/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('names and free text stay as typed', () => {
  // Each of these is changed by NFC or NFKC; U+FA19, U+FA10, U+F9DC are other characters for the person who bears them.
  test.each(['神\ufa19', '塚\ufa10', '\uf9dc', '髙﨑', '①㈱㎡', '〜～－', '葛\u{e0100}城', 'Å', '①'])('%s', (name) => {
    expect(keepAsTyped(name)).toBe(name);
    expect(composeKana(name)).toBe(name);
  });

  test('only a detached voice mark on kana is composed', () => {
    expect(composeKana('か\u3099く\u3099ハ\u309aス')).toBe('がぐパス');
    expect(composeKana('漢\u3099')).toBe('漢\u3099');
    expect(composeKana('e\u0301')).toBe('e\u0301');
  });

  test('newlines are unified, control characters and lone surrogates go', () => {
    expect(keepAsTyped('一\r\n二\r三\n四\t五')).toBe('一\n二\n三\n四\t五');
    expect(keepAsTyped('a\u0000b\u001bc\u0085d')).toBe('abcd');
    expect(keepAsTyped('a\ud83d')).toBe('a\ufffd');
    expect(unifyNewlines('\r\r\n\n')).toBe('\n\n\n');
  });

  test('keeping is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(keepAsTyped(keepAsTyped(text))).toBe(keepAsTyped(text));
      }),
    );
  });

  test('half-width kana are widened without touching what stands beside them', () => {
    expect(widenKana('ﾄｳｷｮｳﾄ①ＡＢ ｶﾞ')).toBe('トウキョウト①ＡＢ ガ');
  });
});

describe('codes', () => {
  test.each([
    ['０１１００２', '011002'],
    [' 01 1002\u3000', '011002'],
    ['ABCD－EFGH', 'ABCD-EFGH'],
    ['ABCDーEFGH', 'ABCD-EFGH'],
    ['ABCDｰEFGH', 'ABCD-EFGH'],
    ['ABCD‐EFGH−J—K―L', 'ABCD-EFGH-J-K-L'],
    ['\ufeffAB\u200bCD', 'ABCD'],
  ])('%j is read as %s', (typed, code) => {
    expect(normaliseCode(typed)).toBe(code);
  });
});

describe('mail addresses', () => {
  test.each([
    ['josei@city.example.jp', 'josei@city.example.jp'],
    [' Josei.Shien@CITY.Example.JP ', 'Josei.Shien@city.example.jp'],
    ['ｊｏｓｅｉ＠ｃｉｔｙ．ｅｘａｍｐｌｅ．ｊｐ', 'josei@city.example.jp'],
    ['fukushi－ka@pref.example.lg.jp', 'fukushi-ka@pref.example.lg.jp'],
    ['a+b@example.com', 'a+b@example.com'],
  ])('%j is sent to %s', (typed, address) => {
    expect(normaliseMailAddress(typed)).toBe(address);
  });

  test.each([
    '',
    'josei',
    '@example.jp',
    'a@b',
    'a@example.jp,b@example.jp',
    '担当<a@example.jp>',
    'a@-x.jp',
    'a@x..jp',
    '福祉課@example.jp',
    'a b@@example.jp',
    `${'a'.repeat(65)}@example.jp`,
  ])('%j is no mail address', (typed) => {
    expect(normaliseMailAddress(typed)).toBeUndefined();
  });

  test('an address can never carry a line break into a mail header', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a@.\r\n: bJP'), maxLength: 30 }), (text) => {
        expect(normaliseMailAddress(text) ?? '').not.toMatch(/[\r\n\s]/);
      }),
    );
    expect(normaliseMailAddress('a@example.jp\r\nBcc: b@example.jp')).toBeUndefined();
  });
});

describe('web addresses', () => {
  test.each([
    ['https://www.city.example.jp/fukushi/', 'https://www.city.example.jp/fukushi/'],
    ['　http://www.town.example.jp　', 'http://www.town.example.jp/'],
  ])('%j is a link', (typed, href) => {
    expect(normaliseWebAddress(typed)).toBe(href);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'www.city.example.jp',
    'https://',
    'https://localhost',
    'file:///etc',
    'https://user:pass@example.jp/',
    'https://exa mple.jp/',
    ' java\nscript:x',
    '',
  ])('%j is no link', (typed) => {
    expect(normaliseWebAddress(typed)).toBeUndefined();
  });
});

test('nothing here throws, whatever is typed', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const read = [keepAsTyped, normaliseCode, widenKana, normaliseMailAddress, normaliseWebAddress];
      for (const each of read) expect(() => each(text)).not.toThrow();
    }),
  );
});
