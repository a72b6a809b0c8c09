/** The one place that hashes: algorithms can be exchanged here (SECURITY C06). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256, lower-case hex. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** HMAC-SHA-256. */
export function hmac(key: Uint8Array, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

/** Compares without telling by its duration how much was right. */
export function sameText(left: string, right: string): boolean {
  const a = Buffer.from(sha256Hex(left));
  const b = Buffer.from(sha256Hex(right));
  return timingSafeEqual(a, b);
}
