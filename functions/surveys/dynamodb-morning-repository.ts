import type { MorningRepository } from '../../shared/surveys/finish-morning-run.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { morningKey } from './survey-keys.ts';

export function createMorningRepository({
  table,
  changes,
}: Pick<SurveyStoreDeps, 'table' | 'changes'>): MorningRepository {
  return {
    finish(programmeId, on, record) {
      const Item = { ...morningKey(programmeId, on), finishedAt: record.cause.at };
      return changes.save(
        [{ Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }],
        record,
      );
    },
  };
}
