import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { LocalGovernmentCode } from '../../../shared/kernel/ids.ts';
import {
  findLocalGovernment,
  fullName,
  type LocalGovernmentKind,
  listedLocalGovernments,
  localGovernments,
  municipalitiesOf,
  prefectureOf,
  prefectures,
} from '../../../shared/programmes/local-governments.ts';

const count = (kind: LocalGovernmentKind) => listedLocalGovernments.filter((each) => each.kind === kind).length;

describe('who is asked', () => {
  test('are 47 prefectures and 1,741 municipalities, 1,788 in all', () => {
    expect(localGovernments).toHaveLength(1788);
    expect(prefectures).toHaveLength(47);
    expect(localGovernments.filter(({ kind }) => kind !== 'prefecture')).toHaveLength(1741);
    expect(count('city') + count('designated-city')).toBe(792);
    expect([count('designated-city'), count('town'), count('village'), count('special-ward')]).toEqual([
      20, 743, 183, 23,
    ]);
  });

  test('wards and the Northern Territories are listed and not asked', () => {
    expect(listedLocalGovernments).toHaveLength(1965);
    expect([count('ward'), count('northern-territories-village')]).toEqual([171, 6]);
    const asked = new Set(localGovernments.map(({ kind }) => kind));
    expect(asked.has('ward') || asked.has('northern-territories-village')).toBe(false);
  });

  test('the municipalities of all prefectures together are everybody, once', () => {
    const all = prefectures.flatMap(({ code }) => municipalitiesOf(code));
    expect(new Set(all.map(({ code }) => code)).size).toBe(1741);
    expect(all).toHaveLength(1741);
    expect(municipalitiesOf(LocalGovernmentCode.parse('130001'))).toHaveLength(62);
  });
});

describe('every entry', () => {
  test('has a code of its own with the right check digit', () => {
    const codes = listedLocalGovernments.map(({ code }) => code);
    expect(new Set(codes).size).toBe(1965);
    expect(codes.filter((code) => !LocalGovernmentCode.safeParse(code).success)).toEqual([]);
  });

  test('has a name that CP932 can write, and a reading in hiragana', () => {
    const unwritable = listedLocalGovernments.filter(
      ({ name }) => iconv.decode(iconv.encode(name, 'cp932'), 'cp932') !== name,
    );
    expect(unwritable).toEqual([]);
    expect(listedLocalGovernments.filter(({ kana }) => !/^[ぁ-ゖー]+$/.test(kana))).toEqual([]);
    expect(listedLocalGovernments.filter(({ name }) => /\s|^$/.test(name))).toEqual([]);
  });

  test('lies in its prefecture, and a ward in its designated city', () => {
    for (const { code, kind, parentCode, prefectureCode } of listedLocalGovernments) {
      expect(prefectureOf(code)?.kind).toBe('prefecture');
      expect(prefectureCode.slice(0, 2)).toBe(code.slice(0, 2));
      const parent = parentCode === undefined ? undefined : findLocalGovernment(parentCode)?.kind;
      expect(parent).toBe(kind === 'prefecture' ? undefined : kind === 'ward' ? 'designated-city' : 'prefecture');
    }
  });

  test('is the one of the official list', () => {
    const digest = createHash('sha256');
    for (const { code, kind, name, kana } of listedLocalGovernments) digest.update(`${code},${kind},${name},${kana}\n`);
    expect(digest.digest('hex')).toBe('23137f5c876aac60bfd747663dc96acc2ca314801229eacb83ae8a3af5e8f987');
  });
});

describe('look-up', () => {
  test('is by code', () => {
    expect(findLocalGovernment('011002')).toEqual({
      code: '011002',
      kind: 'designated-city',
      name: '札幌市',
      kana: 'さっぽろし',
      prefectureCode: '010006',
      parentCode: '010006',
    });
    expect(findLocalGovernment('221392')?.name).toBe('浜松市浜名区');
    for (const stray of ['', '札幌市', '000000', '999993', 'constructor'])
      expect(findLocalGovernment(stray)).toBeUndefined();
    expect(prefectureOf('000000')).toBeUndefined();
  });

  test('by name does not exist, because names repeat: only the full name of the asked names one place', () => {
    expect(localGovernments.filter(({ name }) => name === '池田町').map(fullName)).toEqual([
      '北海道池田町',
      '福井県池田町',
      '長野県池田町',
      '岐阜県池田町',
    ]);
    expect(new Set(localGovernments.map(fullName)).size).toBe(1788);
    for (const { name } of listedLocalGovernments) {
      expect([findLocalGovernment(name), prefectureOf(name)]).toEqual([undefined, undefined]);
    }
  });

  test('a prefecture is called by its own name', () => {
    expect(prefectures.map(fullName).slice(0, 2)).toEqual(['北海道', '青森県']);
  });
});
