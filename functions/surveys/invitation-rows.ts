/** The writes that make one change of an invitation: the row, and the copies by which its link and code find it. */

import { sourcesOf } from '../../shared/kernel/moves.ts';
import { type Invitation, invitationMoves } from '../../shared/surveys/invitation.ts';
import type { DraftSave } from '../../shared/surveys/invitation-repository.ts';
import { linkEntryOf } from '../../shared/surveys/link-entry.ts';
import type { Response } from '../../shared/surveys/response.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { follows, followsFrom, statusIn } from '../platform/dynamodb/condition.ts';
import {
  codeKey,
  draftKey,
  invitationRowKey,
  invitationSort,
  invitationsList,
  linkKey,
  responseKey,
} from './survey-keys.ts';

const isNew = 'attribute_not_exists(pk)';

/** Three rows. */
export function newInvitationRows(table: string, invitation: Invitation): RowWrite[] {
  return [
    { Put: { TableName: table, Item: rowOf(invitation), ConditionExpression: isNew } },
    ...linkRows(table, invitation),
  ];
}

/** `stays` where the change is none of the status. */
export function changedInvitationRows(table: string, invitation: Invitation, how: 'moves' | 'stays'): RowWrite[] {
  const from = how === 'stays' ? [invitation.status] : sourcesOf(invitationMoves, invitation.status);
  return [
    {
      Put: {
        TableName: table,
        Item: rowOf(invitation),
        ...followsFrom(from, invitation.version),
      },
    },
    ...linkRows(table, invitation),
  ];
}

/** What a revoked link and code are found by from now on. */
export function revokedLinkRows(table: string, before: Invitation): RowWrite[] {
  return linkRows(table, before, true);
}

export function responseRows(table: string, response: Response, draftVersion: number): RowWrite[] {
  const Item = { ...responseKey(response, response.number), ...response };
  return [
    { Put: { TableName: table, Item, ConditionExpression: isNew } },
    {
      ConditionCheck: {
        TableName: table,
        Key: draftKey(response),
        ConditionExpression: '#version = :draft',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':draft': draftVersion },
      },
    },
  ];
}

/** The draft with its condition, and what the invitation must be for it. Nothing has been read before. */
export function draftRows(table: string, save: DraftSave): RowWrite[] {
  const { key, draft } = save;
  const Item = { ...draftKey(key), ...draft };
  const draftRow = { Put: { TableName: table, Item, ...follows(draft.version) } };
  if (draft.version === 1) return [firstDraft(table, save), draftRow];
  const { names, values, condition } = statusIn(['drafting', 'returned']);
  const link = admits(save);
  return [
    {
      ConditionCheck: {
        TableName: table,
        Key: invitationRowKey(key),
        ConditionExpression: `${condition} AND ${link.condition}`,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ...values, ...link.values },
      },
    },
    draftRow,
  ];
}

function firstDraft(table: string, save: DraftSave): RowWrite {
  const { key, draft } = save;
  const { names, values, condition } = statusIn(sourcesOf(invitationMoves, 'drafting'));
  const link = admits(save);
  return {
    Update: {
      TableName: table,
      Key: invitationRowKey(key),
      UpdateExpression: 'SET #status = :drafting, draftedAt = :at, listSort = :sort, #version = #version + :one',
      ConditionExpression: `${condition} AND ${link.condition}`,
      ExpressionAttributeNames: { ...names, '#version': 'version' },
      ExpressionAttributeValues: {
        ...values,
        ...link.values,
        ':drafting': 'drafting',
        ':at': draft.savedAt,
        ':sort': invitationSort('drafting', key.organisationId),
        ':one': 1,
      },
    },
  };
}

/** The link opens this invitation, today is one of its days, and the answers are to its form. */
function admits({ draft, linkDigest, today }: DraftSave) {
  return {
    condition:
      'contains(linkDigests, :link) AND opensOn <= :today AND closesOn >= :today AND formId = :form AND formVersion = :formVersion',
    values: { ':link': linkDigest, ':today': today, ':form': draft.formId, ':formVersion': draft.formVersion },
  };
}

function linkRows(table: string, invitation: Invitation, isRevoked = false): RowWrite[] {
  const entry = linkEntryOf(invitation, isRevoked);
  return [...invitation.linkDigests.map(linkKey), codeKey(invitation.codeDigest)].map((key) => ({
    Put: { TableName: table, Item: { ...key, ...entry } },
  }));
}

function rowOf(invitation: Invitation): Record<string, unknown> {
  const { programmeId, roundId, organisationId, status } = invitation;
  return {
    ...invitationRowKey(invitation),
    ...invitation,
    listKey: invitationsList(programmeId, roundId),
    listSort: invitationSort(status, organisationId),
  };
}
