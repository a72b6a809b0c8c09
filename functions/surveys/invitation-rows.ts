/** The writes that make one change of an invitation: the row, and the copies by which its link and code find it. */

import { sourcesOf } from '../../shared/kernel/moves.ts';
import { type Invitation, invitationMoves } from '../../shared/surveys/invitation.ts';
import { linkEntryOf } from '../../shared/surveys/link-entry.ts';
import type { Response } from '../../shared/surveys/response.ts';
import type { SavedDraft } from '../../shared/surveys/saved-draft.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { follows, followsFrom } from '../platform/dynamodb/condition.ts';
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

/** The version of the form alone, over the version before; link and code know nothing of it. */
export function movedFormRow(table: string, invitation: Invitation): RowWrite {
  return {
    Put: { TableName: table, Item: rowOf(invitation), ...followsFrom([invitation.status], invitation.version) },
  };
}

/** What a revoked link and code are found by from now on. */
export function revokedLinkRows(table: string, before: Invitation): RowWrite[] {
  return linkRows(table, before, true);
}

/** The rest of an answer that is in: another response, and the draft that a later correction goes on from. */
export function supplementRows(table: string, response: Response, draft: SavedDraft): RowWrite[] {
  return [
    {
      Put: {
        TableName: table,
        Item: { ...responseKey(response, response.number), ...response },
        ConditionExpression: isNew,
      },
    },
    { Put: { TableName: table, Item: { ...draftKey(response), ...draft }, ...follows(draft.version) } },
  ];
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
