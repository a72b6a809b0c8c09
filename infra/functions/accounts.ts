import { administer, authenticate, know, register, write } from '../capabilities.ts';
import { below } from '../constructs/http-function.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { change, staffDoor, staffPage } from './habits.ts';

export function accounts(house: Holdings): readonly FunctionEntry[] {
  const { tables, userPool } = house;
  const changes = change(tables.accounts, house);
  return [
    {
      trigger: 'http',
      folder: 'accounts/public',
      paths: [...below('/console/login'), '/api/v1/sessions'],
      ...staffPage,
      may: [...changes, write(tables.sessions), authenticate(userPool)],
      failureImpact: 'Nobody of the staff can log in.',
    },
    {
      trigger: 'http',
      folder: 'accounts/staff',
      paths: ['/console', ...below('/console/accounts'), ...below('/api/v1/accounts')],
      ...staffPage,
      may: [...changes, write(tables.sessions), staffDoor(house), administer(userPool)],
      failureImpact: 'Staff cannot log out, and administrators cannot make, suspend or unlock accounts.',
    },
    {
      trigger: 'hand',
      folder: 'accounts/register-administrator',
      memoryMb: 512,
      timeoutSeconds: 30,
      concurrency: 1,
      may: [...changes, know(tables.sessions), register(userPool)],
      failureImpact: 'A new installation gets no first administrator and stays empty.',
    },
  ];
}
