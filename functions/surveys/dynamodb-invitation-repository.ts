import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Delegation } from '../../shared/surveys/delegation.ts';
import { Invitation, InvitationKey } from '../../shared/surveys/invitation.ts';
import type { InvitationRepository, OpenedInvitation } from '../../shared/surveys/invitation-repository.ts';
import { KnownAnswers } from '../../shared/surveys/known-answers.ts';
import { delegateEntryOf, LinkEntry } from '../../shared/surveys/link-entry.ts';
import { Response } from '../../shared/surveys/response.ts';
import { SavedDraft } from '../../shared/surveys/saved-draft.ts';
import type { ChangeSaver } from '../platform/dynamodb/change.ts';
import { getMany } from '../platform/dynamodb/get-many.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import { draftRows } from './draft-rows.ts';
import { knownAnswersRow } from './dynamodb-known-answers-repository.ts';
import { changedInvitationRows, responseRows, revokedLinkRows, supplementRows } from './invitation-rows.ts';
import {
  codeKey,
  delegationPrefix,
  invitationPartition,
  invitationRowKey,
  invitationsList,
  linkKey,
  type RowKey,
  responsePrefix,
} from './survey-keys.ts';

/** Rows of one partition are of several kinds; each is parsed by its own schema. */
const AnyRow = z.record(z.string(), z.unknown());

export interface SurveyStoreDeps {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly changes: ChangeSaver;
}

export function createInvitationRepository({ client, table, changes }: SurveyStoreDeps): InvitationRepository {
  const find = async (key: RowKey) => {
    const found = await client.send(new GetCommand({ TableName: table, Key: { ...key }, ConsistentRead: true }));
    return found.Item;
  };
  const open = async (key: InvitationKey) => {
    const rows = await queryAll(client, AnyRow, {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': invitationPartition(key) },
    });
    return openedFrom(rows);
  };
  return {
    open,
    async findByLink(tokenDigest) {
      const row = await find(linkKey(tokenDigest));
      if (row === undefined) return undefined;
      const pointer = DelegatePointer.safeParse(row).data;
      return pointer === undefined ? LinkEntry.parse(row) : delegateEntry(await open(pointer), pointer.delegation);
    },
    async findByCode(codeDigest) {
      const row = await find(codeKey(codeDigest));
      return row === undefined ? undefined : LinkEntry.parse(row);
    },
    async invitationsOf(programmeId, organisationId, rounds) {
      const keys = rounds.map((roundId) => invitationRowKey({ programmeId, roundId, organisationId }));
      const found = await getMany(client, Invitation, table, keys);
      return rounds.flatMap((roundId) => found.find((invitation) => invitation.roundId === roundId) ?? []);
    },
    saveDraft: (save, record) => changes.save(draftRows(table, save), record),
    accept: (invitation, known, record) =>
      changes.save([...changedInvitationRows(table, invitation, 'moves'), knownAnswersRow(table, known)], record),
    replace: (invitation, record) => changes.save(changedInvitationRows(table, invitation, 'moves'), record),
    amend: (invitation, record) => changes.save(changedInvitationRows(table, invitation, 'stays'), record),
    submit: (invitation, response, draftVersion, record) =>
      changes.save(
        [...changedInvitationRows(table, invitation, 'moves'), ...responseRows(table, response, draftVersion)],
        record,
      ),
    supplement: (invitation, response, draft, record) =>
      changes.save(
        [...changedInvitationRows(table, invitation, 'stays'), ...supplementRows(table, response, draft)],
        record,
      ),
    relink: (invitation, before, record) =>
      changes.save([...changedInvitationRows(table, invitation, 'stays'), ...revokedLinkRows(table, before)], record),
    async list(programmeId, roundId, statuses) {
      const listKey = invitationsList(programmeId, roundId);
      const parts = statuses === undefined ? [''] : statuses.toSorted().map((status) => `${status}#`);
      const found = await Promise.all(
        parts.map((prefix) => queryAll(client, Invitation, listQuery(table, listKey, prefix))),
      );
      return found.flat();
    },
    responsesOf(key) {
      return queryAll(client, Response, {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': invitationPartition(key), ':prefix': responsePrefix },
      });
    },
  };
}

function listQuery(table: string, listKey: string, prefix: string) {
  const all = { TableName: table, IndexName: 'list' };
  if (prefix === '') {
    return { ...all, KeyConditionExpression: 'listKey = :key', ExpressionAttributeValues: { ':key': listKey } };
  }
  return {
    ...all,
    KeyConditionExpression: 'listKey = :key AND begins_with(listSort, :prefix)',
    ExpressionAttributeValues: { ':key': listKey, ':prefix': prefix },
  };
}

/** What a colleague's link is found by: where to read on. */
const DelegatePointer = InvitationKey.unwrap().extend({ delegation: z.int() });

function delegateEntry(opened: OpenedInvitation | undefined, number: number): LinkEntry | undefined {
  const delegation = opened?.delegations?.find((each) => each.number === number);
  return opened && delegation && delegateEntryOf(opened.invitation, delegation);
}

function openedFrom(rows: readonly Record<string, unknown>[]): OpenedInvitation | undefined {
  const bySort = new Map(rows.map((row) => [row['sk'], row]));
  const invitation = bySort.get('invitation');
  if (invitation === undefined) return undefined;
  const draft = bySort.get('draft');
  const known = bySort.get('known');
  const response = rows.findLast((row) => String(row['sk']).startsWith(responsePrefix));
  const delegations = rows.filter((row) => String(row['sk']).startsWith(delegationPrefix));
  return {
    invitation: Invitation.parse(invitation),
    ...(draft === undefined ? {} : { draft: SavedDraft.parse(draft) }),
    ...(known === undefined ? {} : { known: KnownAnswers.parse(known) }),
    ...(response === undefined ? {} : { response: Response.parse(response) }),
    ...(delegations.length === 0 ? {} : { delegations: delegations.map((row) => Delegation.parse(row)) }),
  };
}
