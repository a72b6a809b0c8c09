/**
 * Looks at a zip file's directory before anything is unpacked: how much would come out of it? The library then unpacks
 * no entry beyond the size that the directory states, so what is stated here is what can happen.
 */

export interface ZipBounds {
  readonly entries: number;
  readonly unpackedBytes: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;
const longestComment = 65_535;
/** Stands where the true figure is in a 64-bit record, which no contact list needs. */
const isIn64Bits = 0xffff_ffff;

/** `undefined` where it is no such file, or one whose directory leaves a size open. */
export function zipBoundsOf(bytes: Uint8Array): ZipBounds | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return undefined;
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let unpackedBytes = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + entryBytes > bytes.length || view.getUint32(at, true) !== entrySignature) return undefined;
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    if (packed === isIn64Bits || unpacked === isIn64Bits) return undefined;
    const name = nameOf(bytes, view, at);
    // A size of nothing is how "not known yet" is written; only folders and empty files may have it.
    if (unpacked === 0 && packed > 2) return undefined;
    if (unpacked === 0 && packed === 0 && /\.(xml|rels)$/i.test(name)) return undefined;
    unpackedBytes += unpacked;
    at += entryBytes + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { entries, unpackedBytes };
}

function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - endBytes - longestComment);
  for (let at = view.byteLength - endBytes; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return undefined;
}

function nameOf(bytes: Uint8Array, view: DataView, at: number): string {
  const from = at + entryBytes;
  return new TextDecoder().decode(bytes.subarray(from, from + view.getUint16(at + 28, true)));
}
