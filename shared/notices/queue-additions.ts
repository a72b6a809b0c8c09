/** Those who had answered when a running round moved to a newer form are asked, once, for what is new in it. */
import type * as z from 'zod';
import type { FormUpgraded } from '../../events/form-upgraded.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import { type QueueNoticesDeps, queueNotices } from './queue-notices.ts';

type Upgraded = z.output<typeof FormUpgraded.data>;

/** The decision itself, and a chunk in which nobody had answered, ask nobody. */
export async function queueAdditions(
  deps: QueueNoticesDeps,
  upgraded: Upgraded & { readonly at: Instant },
  cause: Cause,
): Promise<void> {
  const { roundId, surveyTitle, dueOn, formVersion, asked, laterLinks = [], at } = upgraded;
  if (asked.length === 0) return;
  const generations = new Map(laterLinks.map((each) => [each.organisationId, each.linkGeneration] as const));
  const contents = asked.map((organisationId) => ({
    ...{ purpose: 'survey-addition' as const, roundId, organisationId, surveyTitle, dueOn, formVersion },
    linkGeneration: generations.get(organisationId) ?? 1,
  }));
  await queueNotices(deps, { roundId, contents, requestedAt: at }, cause);
}
