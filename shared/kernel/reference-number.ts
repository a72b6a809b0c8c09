/**
 * Numbers that people read out, copy from paper and type: a receipt number (受付番号), and the code that is typed where
 * a link cannot be clicked. No character looks or sounds like another that is in use (no 0 O, 1 I L, 2 Z, 5 S, 8 B,
 * U V), and the last one checks the others.
 *
 * Nuances: the alphabet has a prime number of characters, so that the weighted sum finds every single wrong character
 * and every two that changed places. Randomness is given in; nothing here makes it.
 */
import * as z from 'zod';
import { normaliseCode } from './text.ts';

const alphabet = '34679ACDEFGHJKMNPQRTWXY';
const size = alphabet.length;

/** Below this, numbers of ten characters would be visibly uneven. */
const leastRandomBytes = 16;

/** Ten characters, the check character included; shown as `ABCDE-FGHJK`. */
export const ReceiptNumber = written(10).brand<'ReceiptNumber'>();
export type ReceiptNumber = z.infer<typeof ReceiptNumber>;

/** Eight characters, the check character included; shown as `ABCD-EFGH`. */
export const TypedCode = written(8).brand<'TypedCode'>();
export type TypedCode = z.infer<typeof TypedCode>;

export function receiptNumberFrom(random: Uint8Array): ReceiptNumber {
  return ReceiptNumber.parse(drawn(random, 10));
}

export function typedCodeFrom(random: Uint8Array): TypedCode {
  return TypedCode.parse(drawn(random, 8));
}

/** Reads what a person typed: lower case, full width, hyphens and spaces do not matter. `undefined` where it is none. */
export function readReceiptNumber(text: string): ReceiptNumber | undefined {
  return ReceiptNumber.safeParse(bare(text)).data;
}

/** As `readReceiptNumber`, for the typed code. */
export function readTypedCode(text: string): TypedCode | undefined {
  return TypedCode.safeParse(bare(text)).data;
}

/** In two groups, as it is shown and printed. */
export function grouped(reference: ReceiptNumber | TypedCode): string {
  const half = reference.length / 2;
  return `${reference.slice(0, half)}-${reference.slice(half)}`;
}

function written(length: number) {
  const pattern = new RegExp(`^[${alphabet}]{${length}}$`);
  return z.string().refine((text) => pattern.test(text) && checkCharacter(text.slice(0, -1)) === text.at(-1));
}

function drawn(random: Uint8Array, length: number): string {
  if (random.length < leastRandomBytes) throw new RangeError(`at least ${leastRandomBytes} random bytes are needed`);
  let rest = random.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  let payload = '';
  for (let place = 1; place < length; place += 1) {
    payload += alphabet.charAt(Number(rest % BigInt(size)));
    rest /= BigInt(size);
  }
  return payload + checkCharacter(payload);
}

function checkCharacter(payload: string): string {
  const sum = [...payload].reduce((total, character, place) => total + (place + 1) * alphabet.indexOf(character), 0);
  return alphabet.charAt(sum % size);
}

function bare(text: string): string {
  return normaliseCode(text).replaceAll('-', '').toUpperCase();
}
