import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { inChunks } from '../../shared/kernel/chunks.ts';
import type { ImportId, ProgrammeId } from '../../shared/kernel/ids.ts';
import { sourcesOf } from '../../shared/kernel/moves.ts';
import type { Contact } from '../../shared/notices/contact.ts';
import { ContactImport, importMoves } from '../../shared/notices/contact-import.ts';
import type { ContactImportRepository, FileFindings } from '../../shared/notices/contact-import-repository.ts';
import { FileProblem, FileWarning } from '../../shared/notices/file-problem.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { follows, followsFrom } from '../platform/dynamodb/condition.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import { contactKey, currentKey, importKey, importPartition, importsList } from './notice-keys.ts';
import { correctionRow } from './notice-rows.ts';
import type { NoticesStore } from './notices-store.ts';

const isNew = 'attribute_not_exists(pk)';
/** Findings of a long file would not fit one row; a thousand of them are some 100 KB. */
const findingsPerRow = 1_000;
const newestShown = 10;

const FindingsRow = z.object({ sk: z.string(), findings: z.string() });

export function createContactImportRepository({ client, table, changes }: NoticesStore): ContactImportRepository {
  return {
    async find(programmeId, importId) {
      const Key = { ...importKey(programmeId, importId) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : ContactImport.parse(found.Item);
    },
    async listNewest(programmeId) {
      const query = new QueryCommand({
        ...{ TableName: table, IndexName: 'list', KeyConditionExpression: 'listKey = :key' },
        ...{ ExpressionAttributeValues: { ':key': importsList(programmeId) } },
        ...{ ScanIndexForward: false, Limit: newestShown },
      });
      return z.array(ContactImport).parse((await client.send(query)).Items ?? []);
    },
    async findings(programmeId, importId) {
      const part = async <Finding>(prefix: string, finding: z.ZodType<Finding>) => {
        const rows = await queryAll(client, FindingsRow, {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': importPartition(programmeId, importId), ':prefix': prefix },
          ConsistentRead: true,
        });
        return rows.flatMap((row) => z.array(finding).parse(JSON.parse(row.findings)));
      };
      const [problems, warnings] = await Promise.all([part('problems#', FileProblem), part('warnings#', FileWarning)]);
      return { problems, warnings };
    },
    add(contactImport, { contacts, problems, warnings }, record) {
      return changes.save(
        [
          { Put: { TableName: table, Item: rowOf(contactImport), ConditionExpression: isNew } },
          ...contactRows(table, contactImport, contacts),
          ...findingsRows(table, contactImport, { problems, warnings }),
        ],
        record,
      );
    },
    stage(contactImport, contacts, record) {
      return changes.save([changedRow(table, contactImport), ...contactRows(table, contactImport, contacts)], record);
    },
    confirm(contactImport, current, corrections, record) {
      const Item = { ...currentKey(current.programmeId), ...current };
      const pointer = { Put: { TableName: table, Item, ...follows(current.version) } };
      const noted = corrections.map((correction) => correctionRow(table, correction));
      return changes.save([changedRow(table, contactImport), pointer, ...noted], record);
    },
  };
}

function rowOf(contactImport: ContactImport): Record<string, unknown> {
  const { programmeId, importId, requestedAt } = contactImport;
  return {
    ...importKey(programmeId, importId),
    ...contactImport,
    ...{ listKey: importsList(programmeId), listSort: `${requestedAt}#${importId}` },
  };
}

function changedRow(table: string, contactImport: ContactImport): RowWrite {
  return {
    Put: {
      TableName: table,
      Item: rowOf(contactImport),
      ...followsFrom(sourcesOf(importMoves, contactImport.status), contactImport.version),
    },
  };
}

/** Two parts of a row cannot have one key in a transaction: the codes of a file are all different. */
function contactRows(
  table: string,
  { programmeId, importId }: { readonly programmeId: ProgrammeId; readonly importId: ImportId },
  contacts: readonly Contact[],
): RowWrite[] {
  return contacts.map((contact) => {
    const Item = { ...contactKey(programmeId, importId, contact.organisationId), ...contact };
    return { Put: { TableName: table, Item, ConditionExpression: isNew } };
  });
}

function findingsRows(table: string, { programmeId, importId }: ContactImport, findings: FileFindings): RowWrite[] {
  const pk = importPartition(programmeId, importId);
  return (['problems', 'warnings'] as const).flatMap((kind) => {
    const all: readonly unknown[] = findings[kind];
    return inChunks(all, findingsPerRow).map((page, at) => ({
      Put: {
        TableName: table,
        Item: { pk, sk: `${kind}#${String(at).padStart(4, '0')}`, findings: JSON.stringify(page) },
      },
    }));
  });
}
