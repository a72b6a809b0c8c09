/** What others are told of a mail with an organisation's link, or of one that announced it: whether it arrived. */
import type * as z from 'zod';
import { DelegationDeliveryChanged } from '../../events/delegation-delivery-changed.v1.ts';
import { happened } from '../../events/event.ts';
import { InvitationDeliveryChanged } from '../../events/invitation-delivery-changed.v1.ts';
import { PreNoticeDeliveryChanged } from '../../events/pre-notice-delivery-changed.v1.ts';
import type { Fact } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import type { Notice, NoticeStatus } from './notice.ts';

type Told = z.input<typeof InvitationDeliveryChanged.data>['state'];

/** States that say nothing of the mail's fate are not told. */
const toldAs = {
  ...{ delivered: 'delivered', 'permanent-failure': 'bounced', suppressed: 'bounced', 'no-address': 'no-address' },
  ...{ 'temporary-failure': 'failed', 'technical-failure': 'failed' },
} as const satisfies Partial<Record<NoticeStatus, Told>>;

/**
 * Never to which address; only of an invitation, a pre-notice or a colleague's link, and only where the state became
 * another.
 * @param before absent where the notice is new
 */
export function deliveryFacts(before: Notice | undefined, after: Notice, at: Instant): readonly Fact[] {
  const state = stateOf(after);
  if (state === undefined || (before !== undefined && state === stateOf(before))) return [];
  const { content, version } = after;
  if (content.purpose === 'survey-pre-notice') {
    const { roundId, organisationId } = content;
    return [happened(PreNoticeDeliveryChanged, { roundId, organisationId, state, at, version })];
  }
  if (content.purpose === 'survey-delegation') {
    if (state === 'delayed') return [];
    const { roundId, organisationId, delegation } = content;
    const hasArrived = state === 'delivered';
    return [happened(DelegationDeliveryChanged, { roundId, organisationId, delegation, hasArrived, version })];
  }
  if (content.purpose !== 'survey-invitation') return [];
  const { roundId, organisationId, linkGeneration } = content;
  return [happened(InvitationDeliveryChanged, { roundId, organisationId, linkGeneration, state, at, version })];
}

function stateOf(notice: Notice): Told | undefined {
  const { status, delayedAt } = notice;
  // Only a dead address says something of the organisation; other mails were held back although they could have arrived.
  if (notice.status === 'suppressed' && notice.reason !== 'address-bounced') return undefined;
  const isTold = (name: string): name is keyof typeof toldAs => Object.hasOwn(toldAs, name);
  if (isTold(status)) return toldAs[status];
  return status === 'sent' && delayedAt !== undefined ? 'delayed' : undefined;
}
