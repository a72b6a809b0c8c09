import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  grouped,
  ReceiptNumber,
  readReceiptNumber,
  readTypedCode,
  receiptNumberFrom,
  TypedCode,
  typedCodeFrom,
} from '../../../shared/kernel/reference-number.ts';

const alphabet = [...'34679ACDEFGHJKMNPQRTWXY'];
const random = fc.uint8Array({ minLength: 16, maxLength: 32 });

describe('receipt numbers and typed codes', () => {
  test('use no character that looks like another', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        for (const text of [receiptNumberFrom(bytes), typedCodeFrom(bytes)]) {
          expect([...text].filter((character) => !alphabet.includes(character))).toEqual([]);
        }
        expect([receiptNumberFrom(bytes).length, typedCodeFrom(bytes).length]).toEqual([10, 8]);
      }),
    );
    for (const alike of ['0O', '1IL', '2Z', '5S', '8B', 'UV']) {
      expect([...alike].filter((character) => alphabet.includes(character)).length).toBeLessThanOrEqual(1);
    }
  });

  test('are read back as typed: lower case, full width, any hyphen, spaces', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const receipt = receiptNumberFrom(bytes);
        const fullWidth = [...receipt]
          .map((each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0))
          .join('');
        const shown = grouped(receipt);
        for (const typed of [receipt, shown, shown.toLowerCase(), shown.replace('-', 'ー'), ` ${shown} `, fullWidth]) {
          expect(readReceiptNumber(typed)).toBe(receipt);
        }
        expect(readTypedCode(grouped(typedCodeFrom(bytes)).toLowerCase())).toBe(typedCodeFrom(bytes));
      }),
    );
  });

  test('are shown in two equal groups', () => {
    expect(grouped(receiptNumberFrom(new Uint8Array(16)))).toBe('33333-33333');
    expect(grouped(typedCodeFrom(new Uint8Array(16)))).toBe('3333-3333');
  });

  test('one wrong character is always noticed', () => {
    fc.assert(
      fc.property(random, fc.nat(7), fc.constantFrom(...alphabet), (bytes, place, other) => {
        const code = typedCodeFrom(bytes);
        fc.pre(code[place] !== other);
        expect(readTypedCode(code.slice(0, place) + other + code.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  test('two characters that changed places are always noticed', () => {
    fc.assert(
      fc.property(random, fc.nat(9), fc.nat(9), (bytes, one, two) => {
        const receipt = [...receiptNumberFrom(bytes)];
        const [first, second] = [receipt[one], receipt[two]];
        fc.pre(first !== second && first !== undefined && second !== undefined);
        receipt[one] = second;
        receipt[two] = first;
        expect(readReceiptNumber(receipt.join(''))).toBeUndefined();
      }),
    );
  });

  test('a code is not a receipt number, and what is neither is refused', () => {
    const bytes = new Uint8Array(16).fill(77);
    expect(ReceiptNumber.safeParse(typedCodeFrom(bytes)).success).toBe(false);
    expect(TypedCode.safeParse(receiptNumberFrom(bytes)).success).toBe(false);
    for (const text of ['', 'ABCD', 'AAAA-AAAO', '受付番号']) expect(readTypedCode(text)).toBeUndefined();
  });

  test('differ for different randomness, and too little of it is a fault', () => {
    const many = Array.from({ length: 2000 }, (_, place) => {
      const bytes = new Uint8Array(16).fill(1);
      new DataView(bytes.buffer).setUint32(12, place);
      return typedCodeFrom(bytes);
    });
    expect(new Set(many).size).toBe(2000);
    expect(() => receiptNumberFrom(new Uint8Array(15))).toThrow(RangeError);
  });
});
