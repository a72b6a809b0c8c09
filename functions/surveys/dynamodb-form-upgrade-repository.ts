import type { FormUpgradeRepository } from '../../shared/surveys/form-upgrade-repository.ts';
import { Invitation } from '../../shared/surveys/invitation.ts';
import { getMany } from '../platform/dynamodb/get-many.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { movedFormRow } from './invitation-rows.ts';
import { invitationRowKey } from './survey-keys.ts';

export function createFormUpgradeRepository({ client, table, changes }: SurveyStoreDeps): FormUpgradeRepository {
  return {
    invitationsOf(round, organisations) {
      const keys = organisations.map((organisationId) => ({ ...invitationRowKey({ ...round, organisationId }) }));
      return getMany(client, Invitation, table, keys);
    },
    move: (invitations, record) =>
      changes.save(
        invitations.map((each) => movedFormRow(table, each)),
        record,
      ),
  };
}
