/** The writes about addresses that organisations named themselves. */
import type { DepositKey } from '../../shared/kernel/address-deposit.ts';
import type { AddressOverride } from '../../shared/notices/address-override.ts';
import { depositRowKey } from '../platform/deposits/deposit-rows.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { follows } from '../platform/dynamodb/condition.ts';
import { overrideKey } from './notice-keys.ts';

export function overrideRow(table: string, override: AddressOverride): RowWrite {
  const Item = { ...overrideKey(override.programmeId, override.organisationId), ...override };
  return { Put: { TableName: table, Item, ...follows(override.version) } };
}

export function forgottenRow(table: string, key: DepositKey): RowWrite {
  return { Delete: { TableName: table, Key: { ...depositRowKey(key) } } };
}
