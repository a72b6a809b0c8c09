import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalisePhone, specialNumbers, telHref } from '../../../shared/kernel/phone.ts';

describe('telephone numbers', () => {
  test.each([
    ['03-5253-1111', '03-5253-1111', '0352531111'],
    ['０３ー５２５３ー１１１１', '03-5253-1111', '0352531111'],
    ['03(5253)1111', '03(5253)1111', '0352531111'],
    ['03 5253 1111', '03-5253-1111', '0352531111'],
    ['0123-45-6789', '0123-45-6789', '0123456789'],
    ['0120-279-889', '0120-279-889', '0120279889'],
    ['0570-0-55210', '0570-0-55210', '0570055210'],
    ['0800-123-4567', '0800-123-4567', '08001234567'],
    ['050-1234-5678', '050-1234-5678', '05012345678'],
    ['090-1234-5678', '090-1234-5678', '09012345678'],
    ['+81-3-5253-1111', '+81-3-5253-1111', '0352531111'],
    ['+81 (0)3-5253-1111', '+81(0)3-5253-1111', '0352531111'],
    ['03-5253-1111（代表）', '03-5253-1111(代表)', '0352531111'],
    ['#8008', '#8008', '#8008'],
    ['＃８７７８', '#8778', '#8778'],
    ['110', '110', '110'],
    ['１８９', '189', '189'],
  ])('%j is shown as %s and dialled as %s', (typed, display, dial) => {
    expect(normalisePhone(typed)).toEqual({ display, dial });
  });

  test.each(['03-5253-1111（内線4567）', '03-5253-1111 内線：4567', '03-5253-1111 ext.4567'])(
    'the extension of %s is kept apart from what is dialled',
    (typed) => {
      expect(normalisePhone(typed)).toMatchObject({ dial: '0352531111', extension: '4567' });
    },
  );

  test.each([
    '',
    'なし',
    '03-5253-111',
    '03-5253-11111',
    '5253-1111',
    '#88',
    '111',
    '00-1234-5678',
    '020-1234-5678',
    '03-5253-1111、03-5253-2222',
    '0A0-1234-5678',
    '090-1234-567',
    '内線4567',
    '-',
    '+81',
  ])('%j is no telephone number', (typed) => {
    expect(normalisePhone(typed)).toBeUndefined();
  });

  test('what is dialled reads back as itself, and nothing throws', () => {
    const likeAPhone = fc.string({ unit: fc.constantFrom(...'0123456789-ー()（）+#内線代表 '), maxLength: 20 });
    fc.assert(
      fc.property(fc.oneof(likeAPhone, fc.string({ unit: 'binary' })), (text) => {
        const phone = normalisePhone(text);
        expect(phone === undefined || normalisePhone(phone.dial)?.dial === phone.dial).toBe(true);
      }),
    );
  });
});

describe('links', () => {
  test.each(specialNumbers)('$dial ($label) is dialable', ({ dial }) => {
    const phone = normalisePhone(dial);
    expect(phone?.dial).toBe(dial);
    expect(phone && telHref(phone)).toBe(`tel:${dial.replace('#', '%23')}`);
  });

  test('a link dials digits only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-()#+') }), (text) => {
        const phone = normalisePhone(text);
        fc.pre(phone !== undefined);
        expect(telHref(phone)).toMatch(/^tel:(%23)?\d+$/);
      }),
      { numRuns: 50, maxSkipsPerRun: 2000 },
    );
  });
});
