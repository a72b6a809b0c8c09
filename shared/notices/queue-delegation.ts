/** A colleague's link is mailed if the address is one of the organisation; else it is declined, and forgotten. */
import type * as z from 'zod';
import { DelegationDeclined } from '../../events/delegation-declined.v1.ts';
import { happened } from '../../events/event.ts';
import type { SurveyDelegated } from '../../events/survey-delegated.v1.ts';
import type { SurveyDelegationEnded } from '../../events/survey-delegation-ended.v1.ts';
import type { DepositKey } from '../kernel/address-deposit.ts';
import type { Cause } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import type { ContactBook } from './contact-book.ts';
import { carriedOn, queuedNotice } from './notice.ts';
import { delegationNoticeId } from './notice-id.ts';
import type { NoticeRepository } from './notice-repository.ts';
import { isOwnAddress } from './own-address.ts';

export interface DelegationNoticeDeps {
  readonly notices: Pick<NoticeRepository, 'find' | 'add' | 'move'>;
  readonly contacts: Pick<ContactBook, 'current' | 'find' | 'depositOf' | 'forgetDeposit'>;
}

type Delegated = z.output<typeof SurveyDelegated.data>;

/** Where the address is gone already, the delegation ended before this was heard. */
export async function queueDelegation(
  { notices, contacts }: DelegationNoticeDeps,
  delegated: Delegated & { readonly at: Instant },
  cause: Cause,
): Promise<void> {
  const { programmeId } = cause;
  const { roundId, organisationId, surveyTitle, dueOn, delegation, at } = delegated;
  const key = keyOf(cause, delegated);
  const deposit = await contacts.depositOf(key);
  if (deposit === undefined) return;
  const content = { purpose: 'survey-delegation' as const, roundId, organisationId, surveyTitle, dueOn, delegation };
  if ((await notices.find(programmeId, delegationNoticeId(delegated))) !== undefined) return;
  const current = await contacts.current(programmeId);
  const [contact] = current === undefined ? [] : await contacts.find(current, [organisationId]);
  if (!isOwnAddress(deposit.mail, contact)) {
    const event = happened(DelegationDeclined, { roundId, organisationId, delegation });
    const audit = auditOf('decline-address', delegated);
    await contacts.forgetDeposit(key, { cause, audit, events: [event] });
    return;
  }
  const audit = auditOf('queue-delegation', delegated);
  const saved = await notices.add([queuedNotice(content, programmeId, at)], {}, { cause, audit, events: [] });
  if (saved === 'changed-meanwhile') throw new Error('the notice was written meanwhile');
}

type Ended = z.output<typeof SurveyDelegationEnded.data>;

/** The address goes, also from the notice that was sent to it. What is still queued finds no address and stays. */
export async function forgetDelegation(
  { notices, contacts }: DelegationNoticeDeps,
  ended: Ended,
  cause: Cause,
): Promise<void> {
  const { programmeId } = cause;
  const notice = await notices.find(programmeId, delegationNoticeId(ended));
  if (notice?.recipients !== undefined) {
    const { recipients: _, ...rest } = { ...notice, ...carriedOn(notice) };
    if (!(await notices.move(rest))) throw new Error('the notice moved while its address was forgotten');
  }
  await contacts.forgetDeposit(keyOf(cause, ended), { cause, audit: auditOf('forget-address', ended), events: [] });
}

function keyOf({ programmeId }: Cause, { roundId, organisationId, delegation }: Ended): DepositKey {
  return { programmeId, roundId, organisationId, purpose: 'delegation', number: delegation };
}

function auditOf(action: string, { roundId, organisationId, delegation }: Ended) {
  return { action, target: `round/${roundId}/organisation/${organisationId}`, detail: { delegation } };
}
