/**
 * What was heard of the mail with a colleague's link. Who asked the colleague is to see that it did not arrive: the
 * address is typed by hand. In any order and any number of times: the newest word stands.
 */
import type { Cause } from '../kernel/change.ts';
import type { DelegationRepository } from './delegation-repository.ts';
import { auditTargetOf, type InvitationKey } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';

export interface NoteDelegationMailDeps {
  readonly invitations: Pick<InvitationRepository, 'open'>;
  readonly delegations: Pick<DelegationRepository, 'noteMail'>;
}

export interface DelegationMail {
  readonly key: InvitationKey;
  readonly number: number;
  readonly hasArrived: boolean;
  /** Of the notice. */
  readonly version: number;
}

/** Of a delegation that has ended, nothing more is noted. Throws where it changed in this moment. */
export async function noteDelegationMail(
  { invitations, delegations }: NoteDelegationMailDeps,
  { key, number, hasArrived, version }: DelegationMail,
  cause: Cause,
): Promise<void> {
  const opened = await invitations.open(key);
  const delegation = opened?.delegations?.find((each) => each.number === number);
  if (delegation?.status !== 'active' || (delegation.mail?.version ?? 0) >= version) return;
  const saved = await delegations.noteMail(
    { ...delegation, mail: { hasArrived, version } },
    {
      ...{ cause, events: [] },
      audit: { action: 'note-delegation-mail', target: auditTargetOf(key), detail: { delegation: number, hasArrived } },
    },
  );
  if (saved === 'changed-meanwhile') throw new Error('the delegation changed while its mail was noted');
}
