import type { ReadLog } from '../../shared/surveys/read-response.ts';
import type { ChangeSaver } from '../platform/dynamodb/change.ts';

/** A change of nothing but its audit row. */
export function createReadLog(changes: ChangeSaver): ReadLog {
  return {
    async write(record) {
      const saved = await changes.save([], record);
      if (saved !== 'saved') throw new Error('the reading could not be written down');
    },
  };
}
