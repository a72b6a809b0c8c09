/**
 * 期限延長 for one organisation in one round: until which day, and why. Its due day moves, and its closing day where that
 * is earlier; on time and late follow from the new day. Taking it back leaves the days from before.
 * @source FEATURES AC-D5
 */
import { closedDayOn } from '../calendar/open-day.ts';
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { JstDate, jstDateOf } from '../kernel/time.ts';
import {
  type ChangedTerms,
  type ChangeTermsDeps,
  type ChangeTermsRefusal,
  changedTerms,
  type TermsError,
  type TermsKey,
  termsChanged,
  termsReasonErrors,
} from './exempt-organisation.ts';
import { auditTargetOf, type Invitation, isAnswerable } from './invitation.ts';

export type ExtendDueDayRefusal =
  | ChangeTermsRefusal
  | { readonly kind: 'already-exempt' }
  | { readonly kind: 'terms-not-valid'; readonly errors: readonly TermsError[] };

export async function extendDueDay(
  { invitations }: ChangeTermsDeps,
  /** @param input.until `YYYY-MM-DD` */
  input: TermsKey & { readonly until: string; readonly reason: string },
  cause: Cause,
): Promise<Result<ChangedTerms, ExtendDueDayRefusal>> {
  const { roundId, organisationId } = input;
  const opened = await invitations.open({ programmeId: cause.programmeId, roundId, organisationId });
  if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
  const { invitation } = opened;
  if (invitation.status === 'exempt') return refuse({ kind: 'already-exempt' });
  if (!isAnswerable(invitation)) return refuse({ kind: 'already-answered' });
  const reason = keepAsTyped(input.reason).trim();
  const until = JstDate.safeParse(input.until).data;
  const errors = [...dayErrors(until, invitation, jstDateOf(cause.at)), ...termsReasonErrors(reason)];
  if (errors.length > 0 || until === undefined) return refuse({ kind: 'terms-not-valid', errors });
  const { dueOn, closesOn, extension } = invitation;
  const next: Invitation = {
    ...{ ...invitation, dueOn: until, closesOn: closesOn < until ? until : closesOn },
    extension: { until, reason, grantedAt: cause.at, before: extension?.before ?? { dueOn, closesOn } },
    version: invitation.version + 1,
  };
  const result = changedTerms(next);
  const saved = await invitations.amend(next, {
    ...{ cause, result, events: [termsChanged(next, 'extended')] },
    audit: { action: 'extend-due-day', target: auditTargetOf(next), detail: { until, from: dueOn } },
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

export async function endExtension(
  { invitations }: ChangeTermsDeps,
  { roundId, organisationId }: TermsKey,
  cause: Cause,
): Promise<Result<ChangedTerms, ChangeTermsRefusal | { readonly kind: 'not-extended' }>> {
  const opened = await invitations.open({ programmeId: cause.programmeId, roundId, organisationId });
  if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
  const { invitation } = opened;
  if (invitation.extension === undefined) return refuse({ kind: 'not-extended' });
  if (!isAnswerable(invitation)) return refuse({ kind: 'already-answered' });
  const { extension, ...rest } = invitation;
  const next: Invitation = { ...rest, ...extension.before, version: invitation.version + 1 };
  const result = changedTerms(next);
  const saved = await invitations.amend(next, {
    ...{ cause, result, events: [termsChanged(next, 'extension-ended')] },
    audit: {
      action: 'end-extension',
      target: auditTargetOf(next),
      detail: { until: extension.until, dueOn: next.dueOn },
    },
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

function dayErrors(
  until: JstDate | undefined,
  { dueOn, extension }: Pick<Invitation, 'dueOn' | 'extension'>,
  today: JstDate,
): readonly TermsError[] {
  const error = (message: string) => [{ field: 'until' as const, message }];
  if (until === undefined) return error('延長後の期限を、年月日で入力してください。');
  if (until < today) return error('延長後の期限は、今日以降の日を入力してください。');
  if (until <= (extension?.before.dueOn ?? dueOn)) {
    return error('延長後の期限は、今の提出期限より後の日を入力してください。');
  }
  const closed = closedDayOn(until);
  return closed === undefined
    ? []
    : error(`延長後の期限の日は閉庁日（${closed.name}）です。開庁日を入力してください。`);
}
