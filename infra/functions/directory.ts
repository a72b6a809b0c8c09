import { deriveLinks } from '../capabilities.ts';
import { below } from '../constructs/http-function.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { change, hears, staffDoor, staffPage, subscriber } from './habits.ts';

export function directory(house: Holdings): readonly FunctionEntry[] {
  const { tables, linkKey } = house;
  return [
    {
      trigger: 'http',
      folder: 'directory/staff',
      paths: [...below('/console/directory'), ...below('/api/v1/directory')],
      ...staffPage,
      may: [...change(tables.directory, house), staffDoor(house)],
      failureImpact: 'Staff cannot look up consultation desks, compare measures or decide on corrections.',
    },
    {
      trigger: 'http',
      folder: 'directory/public',
      paths: ['/corrections', '/corrections/{token}'],
      memoryMb: 512,
      timeoutSeconds: 20,
      concurrency: 10,
      may: [...change(tables.directory, house), deriveLinks(linkKey)],
      failureImpact: 'Municipalities cannot ask for a correction of their published desks.',
    },
    {
      trigger: 'event',
      folder: 'directory/on-response-accepted',
      pattern: hears('response-accepted.v1'),
      ...subscriber,
      may: change(tables.directory, house),
      failureImpact: 'Accepted answers do not reach the directory, so the public sees outdated consultation desks.',
    },
  ];
}
