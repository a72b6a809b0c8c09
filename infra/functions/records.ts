import { read } from '../capabilities.ts';
import { below } from '../constructs/http-function.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { staffDoor, staffPage } from './habits.ts';

export function records(house: Holdings): readonly FunctionEntry[] {
  const { tables } = house;
  return [
    {
      trigger: 'http',
      folder: 'records/staff',
      paths: [...below('/console/records'), ...below('/api/v1/records')],
      ...staffPage,
      may: [read(tables.audit), staffDoor(house)],
      failureImpact: 'Auditors cannot read the audit records.',
    },
  ];
}
