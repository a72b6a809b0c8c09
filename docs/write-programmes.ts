/** `npm run documents`: writes docs/programmes/ anew from the definitions. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programmes } from '../shared/programmes/registry.ts';
import { programmeDocument } from './programme-document.ts';

const folder = join(import.meta.dirname, 'programmes');
mkdirSync(folder, { recursive: true });
for (const programme of programmes) {
  writeFileSync(join(folder, `${programme.identity.id}.md`), programmeDocument(programme));
}
