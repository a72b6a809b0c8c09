/** Whether the bytes are what the name says. Only what this system takes is known here; everything else is refused. */

/** `firstBytes`: the beginning of the file, some kilobytes. */
export function looksLike(ending: string, firstBytes: Uint8Array): boolean {
  if (ending === 'xlsx') return startsWith(firstBytes, [0x50, 0x4b, 0x03, 0x04]);
  if (ending === 'csv')
    return !firstBytes.some((byte) => byte === 0) && !binaryStarts.some((start) => startsWith(firstBytes, start));
  return false;
}

/** Files that are no text although they may hold no zero byte at first: zip, PDF, old Office, PNG, JPEG, programs. */
const binaryStarts: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x4d, 0x5a],
];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, place) => bytes[place] === byte);
}

/** `名簿.CSV` -> `csv`; empty where there is none. */
export function endingOf(fileName: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
