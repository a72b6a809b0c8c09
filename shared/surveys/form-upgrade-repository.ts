import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { OrganisationId } from '../kernel/ids.ts';
import type { Invitation, InvitationKey } from './invitation.ts';

export interface FormUpgradeRepository {
  /** As they are now, of at most 100 organisations. */
  invitationsOf(
    round: Pick<InvitationKey, 'programmeId' | 'roundId'>,
    organisations: readonly OrganisationId[],
  ): Promise<readonly Invitation[]>;
  /** `changed-meanwhile` where one of them is not the version before, or has another status by now. */
  move(invitations: readonly Invitation[], record: ChangeRecord): Promise<Saved>;
}
