import { answerable } from '../../shared/surveys/invitation.ts';
import type { RemindedInvitation, ReminderRepository } from '../../shared/surveys/reminder-repository.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { statusIn } from '../platform/dynamodb/condition.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { invitationRowKey } from './survey-keys.ts';

export function createReminderRepository({
  table,
  changes,
}: Pick<SurveyStoreDeps, 'table' | 'changes'>): ReminderRepository {
  return {
    mark: (reminded, record) =>
      changes.save(
        reminded.map((each) => markRow(table, each)),
        record,
      ),
  };
}

function markRow(table: string, invitation: RemindedInvitation): RowWrite {
  const { lastReminder, linkGeneration, dueOn } = invitation;
  const { names, values, condition } = statusIn(answerable);
  return {
    Update: {
      TableName: table,
      Key: invitationRowKey(invitation),
      UpdateExpression: 'SET lastReminder = :reminder',
      ConditionExpression: `${condition} AND linkGeneration = :generation AND dueOn = :dueOn AND (attribute_not_exists(lastReminder) OR lastReminder.#step < :step)`,
      ExpressionAttributeNames: { ...names, '#step': 'step' },
      ExpressionAttributeValues: {
        ...values,
        ...{ ':reminder': lastReminder, ':step': lastReminder.step },
        ...{ ':generation': linkGeneration, ':dueOn': dueOn },
      },
    },
  };
}
