import { KnownAnswers } from '../../shared/surveys/known-answers.ts';
import type { KnownAnswersRepository } from '../../shared/surveys/known-answers-repository.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { getMany } from '../platform/dynamodb/get-many.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { knownAnswersKey, knownCopyKey } from './survey-keys.ts';

export function createKnownAnswersRepository({ client, table, changes }: SurveyStoreDeps): KnownAnswersRepository {
  return {
    of(programmeId, formId, organisations) {
      const keys = organisations.map((organisationId) => ({ ...knownAnswersKey(programmeId, organisationId, formId) }));
      return getMany(client, KnownAnswers, table, keys);
    },
    copyInto: (roundId, known, record) =>
      changes.save(
        known.map((each): RowWrite => {
          const { programmeId, organisationId } = each;
          const key = knownCopyKey({ programmeId, roundId, organisationId });
          return { Put: { TableName: table, Item: { ...key, ...each } } };
        }),
        record,
      ),
  };
}

/** Whoever accepts last knows best: the row is written over. */
export function knownAnswersRow(table: string, known: KnownAnswers): RowWrite {
  const key = knownAnswersKey(known.programmeId, known.organisationId, known.formId);
  return { Put: { TableName: table, Item: { ...key, ...known } } };
}
