import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { fileMoves, UploadedFile } from '../../shared/assets/file.ts';
import type { FileRepository } from '../../shared/assets/file-repository.ts';
import type { FileId, ProgrammeId } from '../../shared/kernel/ids.ts';
import { sourcesOf } from '../../shared/kernel/moves.ts';
import type { ChangeSaver } from '../platform/dynamodb/change.ts';
import { followsFrom } from '../platform/dynamodb/condition.ts';
import { programmeKey } from '../platform/dynamodb/keys.ts';

export interface FileRepositoryDeps {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly changes: ChangeSaver;
}

const filesOnAPage = 100;

export function createFileRepository({ client, table, changes }: FileRepositoryDeps): FileRepository {
  return {
    async find(programmeId, fileId) {
      const Key = keyOf(programmeId, fileId);
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : UploadedFile.parse(found.Item);
    },
    async list(programmeId) {
      const found = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'list',
          KeyConditionExpression: 'listKey = :key',
          ExpressionAttributeValues: { ':key': programmeKey(programmeId, 'files') },
          ScanIndexForward: false,
          Limit: filesOnAPage,
        }),
      );
      return z.array(UploadedFile).parse(found.Items ?? []);
    },
    add(file, record) {
      return changes.save(
        [{ Put: { TableName: table, Item: rowOf(file), ConditionExpression: 'attribute_not_exists(pk)' } }],
        record,
      );
    },
    replace(file, record) {
      const Put = {
        TableName: table,
        Item: rowOf(file),
        ...followsFrom(sourcesOf(fileMoves, file.status), file.version),
      };
      return changes.save([{ Put }], record);
    },
  };
}

function keyOf(programmeId: ProgrammeId, fileId: FileId): { pk: string; sk: string } {
  return { pk: programmeKey(programmeId, 'file', fileId), sk: 'file' };
}

function rowOf(file: UploadedFile): Record<string, unknown> {
  return {
    ...keyOf(file.programmeId, file.fileId),
    ...file,
    listKey: programmeKey(file.programmeId, 'files'),
    listSort: `${file.requestedAt}#${file.fileId}`,
  };
}
