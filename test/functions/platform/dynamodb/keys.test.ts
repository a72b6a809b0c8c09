import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainKey, programmeKey, shardCount, shardOf } from '../../../../functions/platform/dynamodb/keys.ts';
import { ProgrammeId } from '../../../../shared/kernel/ids.ts';

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/).map((id) => ProgrammeId.parse(id));
const part = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((text) => !text.includes('#'));
const parts = fc.array(part, { minLength: 1, maxLength: 4 });

describe('a key', () => {
  it('differs wherever the programme or any part differs', () => {
    fc.assert(
      fc.property(slug, parts, slug, parts, (one, first, other, second) => {
        const same = one === other && JSON.stringify(first) === JSON.stringify(second);
        expect(programmeKey(one, ...first) === programmeKey(other, ...second)).toBe(same);
      }),
    );
  });

  it("never begins with another programme's prefix", () => {
    fc.assert(
      fc.property(slug, parts, slug, (one, first, other) => {
        fc.pre(one !== other);
        expect(programmeKey(one, ...first).startsWith(`${other}#`)).toBe(false);
      }),
    );
  });

  it('cannot be made of a part that is empty or holds the separator', () => {
    for (const bad of [[''], ['a', ''], ['a#b'], ['#']]) {
      expect(() => programmeKey(ProgrammeId.parse('a'), ...bad)).toThrow('holds the separator');
      expect(() => plainKey(...bad)).toThrow('holds the separator');
    }
  });
});

describe('the shard of a row', () => {
  it('is one of eight, always the same, and all are used', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const shard = shardOf(id);
        seen.add(shard);
        expect(shardOf(id)).toBe(shard);
        expect(Number(shard)).toBeLessThan(shardCount);
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });
});
