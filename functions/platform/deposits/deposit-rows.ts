/**
 * Where deposited addresses lie in the table of `notices`, for who puts them there (and can do nothing else) and for who
 * owns them. One entry is put once.
 */
import type { AddressDeposit, DepositKey } from '../../../shared/kernel/address-deposit.ts';
import type { RowWrite } from '../dynamodb/change.ts';
import { type Key, programmeKey } from '../dynamodb/keys.ts';

/** The second part of the partition key: by it the permission to put is limited to deposits. */
const depositPart = 'deposit';

export function depositRowKey(key: DepositKey): { readonly pk: Key; readonly sk: string } {
  const { programmeId, roundId, organisationId, purpose, number } = key;
  return {
    pk: programmeKey(programmeId, depositPart, roundId, organisationId),
    sk: `${purpose}#${String(number).padStart(2, '0')}`,
  };
}

export function depositRow(table: string, deposit: AddressDeposit): RowWrite {
  return {
    Put: {
      TableName: table,
      Item: { ...depositRowKey(deposit), ...deposit },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}
