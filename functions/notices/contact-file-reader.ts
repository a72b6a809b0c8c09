import type { ContactFileReader } from '../../shared/notices/contact-file-reader.ts';
import { largestFileBytes } from '../../shared/notices/contact-import.ts';
import type { PrivateObjects } from '../platform/s3/private-objects.ts';
import { readCsv } from '../platform/spreadsheet/read-csv.ts';
import { readXlsx } from '../platform/spreadsheet/read-xlsx.ts';
import type { ReadSheet } from '../platform/spreadsheet/spreadsheet.ts';

/** Read before the first one, where a workbook has several sheets. */
const preferredSheet = '連絡先';
const zipStart = [0x50, 0x4b, 0x03, 0x04];
const oleStart = [0xd0, 0xcf, 0x11, 0xe0];

export function createContactFileReader(objects: PrivateObjects): ContactFileReader {
  return {
    async read(file) {
      return readContactFile(await objects.read({ ...file, largestBytes: largestFileBytes }));
    },
  };
}

/** By its bytes, whatever its name says. */
export async function readContactFile(bytes: Uint8Array): Promise<ReadSheet> {
  const begins = (start: readonly number[]) => start.every((byte, place) => bytes[place] === byte);
  return begins(zipStart) || begins(oleStart) ? readXlsx(bytes, preferredSheet) : readCsv(bytes);
}
