/** The writes that make up changes of notices. */
import { sourcesOf } from '../../shared/kernel/moves.ts';
import type { Correction } from '../../shared/notices/correction.ts';
import { type Notice, noticeMoves } from '../../shared/notices/notice.ts';
import type { AnswerFact } from '../../shared/notices/round-facts.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { followsFrom } from '../platform/dynamodb/condition.ts';
import {
  aboutAt,
  answerPrefix,
  correctionSort,
  correctionsPartition,
  dueKeysOf,
  groupOf,
  noticeKey,
  noticeSort,
  noticesList,
  organisationNotices,
  roundPartition,
} from './notice-keys.ts';

export function newNoticeRow(table: string, notice: Notice): RowWrite {
  return { Put: { TableName: table, Item: noticeRow(notice), ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** A change that leaves the state (a delay, a complaint, a later try) is one of the version alone. */
export function changedNotice(table: string, after: Notice) {
  const from = [...new Set([...sourcesOf(noticeMoves, after.status), after.status])];
  return {
    TableName: table,
    Item: noticeRow(after),
    ...followsFrom(from, after.version),
  };
}

function noticeRow(notice: Notice): Record<string, unknown> {
  return {
    ...noticeKey(notice.programmeId, notice.noticeId),
    ...notice,
    ...{ listKey: noticesList(groupOf(notice)), listSort: noticeSort(notice) },
    ...dueKeysOf(notice),
    ...aboutKeysOf(notice),
  };
}

/** A digest is about no organisation. */
function aboutKeysOf(notice: Notice): { readonly aboutKey?: string; readonly aboutAt?: string } {
  const { content, programmeId } = notice;
  if (!('organisationId' in content)) return {};
  return { aboutKey: organisationNotices(programmeId, content.organisationId), aboutAt: aboutAt(notice) };
}

/** The latest word about an address replaces the one before; that it was repaired, only the bounce that was meant. */
export function correctionRow(table: string, correction: Correction): RowWrite {
  const { programmeId, organisationId, mail, notedAt, repaired } = correction;
  const key = { pk: correctionsPartition(programmeId), sk: correctionSort(organisationId, mail) };
  const Item = { ...key, ...correction };
  if (repaired === undefined) return { Put: { TableName: table, Item } };
  return {
    Put: {
      ...{ TableName: table, Item, ConditionExpression: 'notedAt = :notedAt AND attribute_not_exists(repaired)' },
      ExpressionAttributeValues: { ':notedAt': notedAt },
    },
  };
}

/** Only over an older version. */
export function answerRow(table: string, answer: AnswerFact): RowWrite {
  const { programmeId, roundId, organisationId } = answer;
  const key = { pk: roundPartition(programmeId, roundId), sk: `${answerPrefix}${organisationId}` };
  return {
    Put: {
      TableName: table,
      Item: { ...key, ...answer },
      ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': answer.version },
    },
  };
}
