import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as ids from '../../../shared/kernel/ids.ts';
import { ok, refuse } from '../../../shared/kernel/result.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';

describe('local government codes', () => {
  test.each(['010006', '011002', '131016', '221392', '471003', '473821'])('%s has the right check digit', (code) => {
    expect(ids.LocalGovernmentCode.safeParse(code).success).toBe(true);
  });

  test('exactly one check digit is right for any five digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (number) => {
        const five = String(number).padStart(5, '0');
        const right = [...'0123456789'].filter((digit) => ids.LocalGovernmentCode.safeParse(five + digit).success);
        expect(right).toHaveLength(1);
      }),
    );
  });

  test.each(['', '01000', '0100061', '010007', '０１０００６', '01000a', ' 010006'])('%j is none', (text) => {
    expect(ids.LocalGovernmentCode.safeParse(text).success).toBe(false);
  });
});

describe('organisations', () => {
  test('an id of a national organisation is never a code, and both are organisations', () => {
    expect(ids.OrganisationId.safeParse('011002').success).toBe(true);
    expect(ids.OrganisationId.safeParse('N00019').success).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (number) => {
        const id = nationalOrganisationCode(number);
        expect(ids.NationalOrganisationId.safeParse(id).success).toBe(true);
        expect(ids.LocalGovernmentCode.safeParse(id).success).toBe(false);
      }),
    );
    for (const text of ['N00010', 'n00019', 'N0001', 'N000199', ''])
      expect(ids.OrganisationId.safeParse(text).success).toBe(false);
  });
});

describe('every kind of id', () => {
  const schemas = Object.entries(ids).map(([name, schema]) => ({ name, schema }));

  test.each(schemas)('$name refuses what could leave its key or path', ({ schema }) => {
    for (const text of ['', '#', 'a#b', '../x', 'a/b', 'a b', 'a\nb', 'a'.repeat(200), 'あ', "' OR 1=1"]) {
      expect(schema.safeParse(text).success).toBe(false);
    }
  });

  test.each(schemas)('$name answers and never throws', ({ schema }) => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(typeof schema.safeParse(anything).success).toBe('boolean');
      }),
    );
  });

  test('a programme id is a short slug', () => {
    expect(ids.ProgrammeId.safeParse('womens-support-2026').success).toBe(true);
    for (const text of ['Womens', '-a', 'a-', 'a--b', 'a'.repeat(41)]) {
      expect(ids.ProgrammeId.safeParse(text).success).toBe(false);
    }
  });
});

describe('results', () => {
  test('a value and a refusal are told apart by one field', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(refuse({ kind: 'round-closed' })).toEqual({ ok: false, refusal: { kind: 'round-closed' } });
  });
});
