/** One-time codes by time (RFC 6238: HMAC-SHA-1, 30 seconds, six digits), as authenticator apps show them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const stepMs = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 256 random bits in base32, 52 characters, as Cognito gives them out. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(32));
}

export function stepAt(now: number): number {
  return Math.floor(now / stepMs);
}

export function totpCode(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

export type CodeCheck = { readonly kind: 'right'; readonly step: number } | { readonly kind: 'wrong' | 'used' };

/**
 * Takes the code of this step and of its two neighbours, and none that is not later than the last one taken.
 * `lastStep` is the step of that one; 0 where none was taken yet.
 */
export function checkCode(secret: string, code: string, now: number, lastStep: number): CodeCheck {
  const bytes = fromBase32(secret);
  if (!/^\d{6}$/.test(code)) return { kind: 'wrong' };
  const current = stepAt(now);
  const steps = [current - 1, current, current + 1].filter((step) => step >= 0);
  const step = steps.find((candidate) => timingSafeEqual(Buffer.from(totpCode(bytes, candidate)), Buffer.from(code)));
  if (step === undefined) return { kind: 'wrong' };
  return step <= lastStep ? { kind: 'used' } : { kind: 'right', step };
}

/** RFC 4648 without padding. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '').join('');
}

/** Throws for a character that base32 does not have; case, spaces and padding do not matter. */
export function fromBase32(text: string): Buffer {
  const bits = [...text.toUpperCase().replace(/[\s=]/g, '')].map((char) => {
    const value = alphabet.indexOf(char);
    if (value < 0) throw new TypeError('Not base32');
    return value.toString(2).padStart(5, '0');
  });
  const whole = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(whole.map((byte) => Number.parseInt(byte, 2)));
}
