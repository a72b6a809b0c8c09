/** What the functions work with that read contact files: they carry the spreadsheet library and the list of codes. */
import { readConfig } from '../platform/config.ts';
import { createPrivateObjects } from '../platform/s3/private-objects.ts';
import { createContactFileReader } from './contact-file-reader.ts';
import { noticesWiring } from './wiring.ts';

export function importingWiring() {
  const { PRIVATE_BUCKET } = readConfig(['PRIVATE_BUCKET']);
  return { ...noticesWiring(), files: createContactFileReader(createPrivateObjects(PRIVATE_BUCKET)) };
}
