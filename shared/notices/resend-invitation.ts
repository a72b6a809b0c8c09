/**
 * An invitation that did not arrive goes again, to the address that the contact list has now and with the same link. The
 * new mail's id follows from the old one's, so that a second click, or a second person, sends nothing more.
 */
import * as z from 'zod';
import type { Cause } from '../kernel/change.ts';
import { NoticeId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { JstDate } from '../kernel/time.ts';
import type { ContactBook } from './contact-book.ts';
import { hasLiveAddress } from './live-addresses.ts';
import { hasFailed, type Notice, type NoticeContent, queuedNotice } from './notice.ts';
import { noticeIdOf } from './notice-id.ts';
import type { NoticeRepository } from './notice-repository.ts';
import type { RoundFacts } from './round-facts.ts';

export interface ResendInvitationDeps {
  readonly notices: Pick<NoticeRepository, 'find' | 'known' | 'add' | 'ofOrganisation'>;
  readonly contacts: Pick<ContactBook, 'current' | 'find' | 'correctionsOf' | 'overrideOf'>;
  readonly facts: Pick<RoundFacts, 'answerOf'>;
}

export type ResendInvitationRefusal =
  | { readonly kind: 'mail-not-found' }
  | { readonly kind: 'mail-not-resendable' }
  | { readonly kind: 'mail-not-wanted' }
  | { readonly kind: 'address-not-corrected' }
  | { readonly kind: 'mail-resent-already' };

export const InvitationResent = z.object({ noticeId: NoticeId }).readonly();

type Invitation = Extract<NoticeContent, { purpose: 'survey-invitation' }>;

export async function resendInvitation(
  deps: ResendInvitationDeps,
  input: { readonly noticeId: NoticeId },
  cause: Cause,
): Promise<Result<z.infer<typeof InvitationResent>, ResendInvitationRefusal>> {
  const { programmeId, at } = cause;
  const failed = await deps.notices.find(programmeId, input.noticeId);
  if (failed?.content.purpose !== 'survey-invitation') return refuse({ kind: 'mail-not-found' });
  const { content } = failed;
  if (!isResendable(failed)) return refuse({ kind: 'mail-not-resendable' });
  const answer = await deps.facts.answerOf(programmeId, content.roundId, content.organisationId);
  if (answer !== undefined && answer.status !== 'open') return refuse({ kind: 'mail-not-wanted' });
  if (!(await hasLiveAddress(deps.contacts, programmeId, content.organisationId)))
    return refuse({ kind: 'address-not-corrected' });
  // Goes on counting, so that what is told of the new mail is newer than what was told of the old one.
  const dueOn = dueDayOf(content, await deps.notices.ofOrganisation(programmeId, content.organisationId));
  const again = { ...queuedNotice({ ...nextTimeOf(content), dueOn }, programmeId, at), version: failed.version + 1 };
  const later = [again.noticeId, noticeIdOf({ ...content, linkGeneration: content.linkGeneration + 1 }, programmeId)];
  if ((await deps.notices.known(programmeId, later)).length > 0) return refuse({ kind: 'mail-resent-already' });
  const result = { noticeId: again.noticeId };
  const audit = { action: 'resend-invitation', target: `notice/${failed.noticeId}` };
  const saved = await deps.notices.add([again], {}, { cause, result, audit, events: [] });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'mail-resent-already' });
}

/** The organisation's own day, where it was given another one since: of that a mail was written, whether it arrived or not. */
function dueDayOf({ roundId, dueOn }: Invitation, mails: readonly Notice[]): JstDate {
  const changes = mails.flatMap(({ content }) =>
    content.purpose === 'survey-change' && content.roundId === roundId ? [content] : [],
  );
  return changes.toSorted((one, other) => other.version - one.version)[0]?.dueOn ?? dueOn;
}

/** An invitation that will not arrive any more. */
export function isResendable(notice: Notice): boolean {
  return notice.content.purpose === 'survey-invitation' && hasFailed(notice);
}

/** Every link of another generation begins to count anew. */
function nextTimeOf(content: Invitation): Invitation {
  return { ...content, resend: (content.resend ?? 0) + 1 };
}
