import type { HandOverRepository } from '../../shared/surveys/hand-over-repository.ts';
import { depositRow } from '../platform/deposits/deposit-rows.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { changedInvitationRows, revokedLinkRows } from './invitation-rows.ts';

/** @param deps.noticesTable where deposited addresses lie; nothing of it is read */
export function createHandOverRepository({
  table,
  changes,
  noticesTable,
}: Pick<SurveyStoreDeps, 'table' | 'changes'> & { readonly noticesTable: string }): HandOverRepository {
  return {
    handOver: (next, before, deposit, record) =>
      changes.save(
        [
          ...changedInvitationRows(table, next, 'stays'),
          ...revokedLinkRows(table, before),
          depositRow(noticesTable, deposit),
        ],
        record,
      ),
  };
}
