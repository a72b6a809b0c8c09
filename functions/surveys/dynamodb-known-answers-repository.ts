import type { RoundId } from '../../shared/kernel/ids.ts';
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
        known.map((each) => copyRow(table, roundId, each)),
        record,
      ),
    correct: (corrected, copies, record) =>
      changes.save(
        [
          ...corrected.map((each) => correctedRow(table, each)),
          ...copies.map(({ roundId, known }) => copyRow(table, roundId, known)),
        ],
        record,
      ),
  };
}

function copyRow(table: string, roundId: RoundId, known: KnownAnswers): RowWrite {
  const { programmeId, organisationId } = known;
  return { Put: { TableName: table, Item: { ...knownCopyKey({ programmeId, roundId, organisationId }), ...known } } };
}

function correctedRow(
  table: string,
  { before, after }: { readonly before: KnownAnswers; readonly after: KnownAnswers },
): RowWrite {
  const isAsBefore =
    before.directoryVersion === undefined ? 'attribute_not_exists(directoryVersion)' : 'directoryVersion = :version';
  return {
    Put: {
      TableName: table,
      Item: { ...knownAnswersKey(after.programmeId, after.organisationId, after.formId), ...after },
      ConditionExpression: `roundId = :round AND confirmedOn = :day AND ${isAsBefore}`,
      ExpressionAttributeValues: {
        ...{ ':round': before.roundId, ':day': before.confirmedOn },
        ...(before.directoryVersion === undefined ? {} : { ':version': before.directoryVersion }),
      },
    },
  };
}

/** Whoever accepts last knows best: the row is written over. */
export function knownAnswersRow(table: string, known: KnownAnswers): RowWrite {
  const key = knownAnswersKey(known.programmeId, known.organisationId, known.formId);
  return { Put: { TableName: table, Item: { ...key, ...known } } };
}
