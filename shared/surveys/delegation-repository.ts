import type { AddressDeposit } from '../kernel/address-deposit.ts';
import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { JstDate } from '../kernel/time.ts';
import type { Delegation } from './delegation.ts';
import type { Digest } from './invitation.ts';

export interface NewDelegation {
  readonly delegation: Extract<Delegation, { status: 'active' }>;
  /** Goes to the owner of addresses in the same transaction, and is not kept here. */
  readonly deposit: AddressDeposit;
  /** The link of the person in charge; it must still open the invitation. */
  readonly byLink: Digest;
  readonly today: JstDate;
}

export interface DelegationRepository {
  /**
   * `changed-meanwhile` where the number is taken, the link is not among the invitation's, its status takes no answers,
   * or the day is outside of its days. The invitation remembers that a person was there.
   */
  add(added: NewDelegation, record: ChangeRecord): Promise<Saved>;
  /** What was heard of its mail; `changed-meanwhile` where the delegation has ended. */
  noteMail(delegation: Extract<Delegation, { status: 'active' }>, record: ChangeRecord): Promise<Saved>;
  /**
   * `changed-meanwhile` where the stored status does not lead there.
   * @param byLink where the person in charge does it: must still open the invitation
   */
  end(
    ended: Exclude<Delegation, { status: 'active' }>,
    byLink: Digest | undefined,
    record: ChangeRecord,
  ): Promise<Saved>;
}
