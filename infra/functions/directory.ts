import { below } from '../constructs/http-function.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { change, hears, staffDoor, staffPage, subscriber } from './habits.ts';

export function directory(house: Holdings): readonly FunctionEntry[] {
  const changes = change(house.tables.directory, house);
  return [
    {
      trigger: 'http',
      folder: 'directory/staff',
      paths: [...below('/console/directory'), ...below('/api/v1/directory')],
      ...staffPage,
      may: [...changes, staffDoor(house)],
      failureImpact: 'Staff cannot look up or correct consultation desks.',
    },
    {
      trigger: 'event',
      folder: 'directory/on-response-accepted',
      pattern: hears('response-accepted.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'Accepted answers do not reach the directory, so the public sees outdated consultation desks.',
    },
  ];
}
