import { sourcesOf } from '../../shared/kernel/moves.ts';
import { type Delegation, type DelegationStatus, delegationMoves } from '../../shared/surveys/delegation.ts';
import type { DelegationRepository, NewDelegation } from '../../shared/surveys/delegation-repository.ts';
import { answerable, type Digest, type InvitationKey, keyOf } from '../../shared/surveys/invitation.ts';
import { depositRow } from '../platform/deposits/deposit-rows.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { statusIn } from '../platform/dynamodb/condition.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { delegationKey, invitationRowKey, linkKey } from './survey-keys.ts';

const isNew = 'attribute_not_exists(pk)';

/** @param deps.noticesTable where deposited addresses lie; nothing of it is read */
export function createDelegationRepository({
  table,
  changes,
  noticesTable,
}: Pick<SurveyStoreDeps, 'table' | 'changes'> & { readonly noticesTable: string }): DelegationRepository {
  return {
    add: (added, record) =>
      changes.save(
        [
          attended(table, added),
          { Put: { TableName: table, Item: rowOf(added.delegation), ConditionExpression: isNew } },
          pointerRow(table, added.delegation),
          depositRow(noticesTable, added.deposit),
        ],
        record,
      ),
    noteMail: (delegation, record) => changes.save([rowOver(table, delegation, ['active'])], record),
    end: (ended, byLink, record) =>
      changes.save(
        [
          rowOver(table, ended, sourcesOf(delegationMoves, ended.status)),
          ...(byLink === undefined ? [] : [opens(table, ended, byLink)]),
        ],
        record,
      ),
  };
}

function rowOf(delegation: Delegation): Record<string, unknown> {
  return { ...delegationKey(delegation, delegation.number), ...delegation };
}

/** What the colleague's link is found by; all else stands under the invitation. */
function pointerRow(table: string, delegation: Delegation): RowWrite {
  const Item = { ...linkKey(delegation.linkDigest), ...keyOf(delegation), delegation: delegation.number };
  return { Put: { TableName: table, Item, ConditionExpression: isNew } };
}

/** Only over a row in one of these states. */
function rowOver(table: string, delegation: Delegation, from: readonly DelegationStatus[]): RowWrite {
  const { names, values, condition } = statusIn(from);
  return {
    Put: {
      TableName: table,
      Item: rowOf(delegation),
      ConditionExpression: condition,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    },
  };
}

function attended(table: string, { delegation, byLink, today }: NewDelegation): RowWrite {
  const { names, values, condition } = statusIn(answerable);
  return {
    Update: {
      TableName: table,
      Key: invitationRowKey(delegation),
      UpdateExpression: 'SET attendedAt = :at',
      ConditionExpression: `${condition} AND contains(linkDigests, :link) AND opensOn <= :today AND closesOn >= :today`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ...values, ':at': delegation.delegatedAt, ':link': byLink, ':today': today },
    },
  };
}

function opens(table: string, key: InvitationKey, link: Digest): RowWrite {
  return {
    ConditionCheck: {
      TableName: table,
      Key: invitationRowKey(key),
      ConditionExpression: 'contains(linkDigests, :link)',
      ExpressionAttributeValues: { ':link': link },
    },
  };
}
