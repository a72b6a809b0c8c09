/** What others are told of the mail that carries an organisation's link: whether it arrived. Never to which address. */
import type * as z from 'zod';
import { happened } from '../../events/event.ts';
import { InvitationDeliveryChanged } from '../../events/invitation-delivery-changed.v1.ts';
import type { Fact } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import type { Notice, NoticeStatus } from './notice.ts';

type Told = z.input<typeof InvitationDeliveryChanged.data>['state'];

/** States that say nothing of the mail's fate are not told. An invitation is held back only because its address is dead. */
const toldAs = {
  ...{ delivered: 'delivered', 'permanent-failure': 'bounced', suppressed: 'bounced', 'no-address': 'no-address' },
  ...{ 'temporary-failure': 'failed', 'technical-failure': 'failed' },
} as const satisfies Partial<Record<NoticeStatus, Told>>;

/** Only of an invitation, and only where the state became another. @param before absent where the notice is new */
export function deliveryFacts(before: Notice | undefined, after: Notice, at: Instant): readonly Fact[] {
  const state = stateOf(after);
  if (state === undefined || (before !== undefined && state === stateOf(before))) return [];
  if (after.content.purpose !== 'survey-invitation') return [];
  const { roundId, organisationId, linkGeneration } = after.content;
  const { version } = after;
  return [happened(InvitationDeliveryChanged, { roundId, organisationId, linkGeneration, state, at, version })];
}

function stateOf({ status, delayedAt }: Notice): Told | undefined {
  const isTold = (name: string): name is keyof typeof toldAs => Object.hasOwn(toldAs, name);
  if (isTold(status)) return toldAs[status];
  return status === 'sent' && delayedAt !== undefined ? 'delayed' : undefined;
}
