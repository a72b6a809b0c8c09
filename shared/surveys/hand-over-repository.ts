import type { AddressDeposit } from '../kernel/address-deposit.ts';
import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { Invitation } from './invitation.ts';

export interface HandOverRepository {
  /** As `relink` of the invitations, with the successor's address laid down in the same transaction. */
  handOver(next: Invitation, before: Invitation, deposit: AddressDeposit, record: ChangeRecord): Promise<Saved>;
}
