import { know, read } from '../capabilities.ts';
import { below } from '../constructs/http-function.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { change, hears, staffDoor, staffPage, subscriber } from './habits.ts';

export function directory(house: Holdings): readonly FunctionEntry[] {
  const { tables } = house;
  return [
    {
      trigger: 'http',
      folder: 'directory/staff',
      paths: [...below('/console/directory'), ...below('/api/v1/directory')],
      ...staffPage,
      may: [read(tables.directory), know(tables.outbox), know(tables.audit), staffDoor(house)],
      failureImpact: 'Staff cannot look up consultation desks and what changed about them.',
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
