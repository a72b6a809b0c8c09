/** 差戻し: the work goes back with a reason and a new day, and comes again. The link is the same, the draft is kept. */
import { closedDayOn } from '../calendar/open-day.ts';
import type { Cause } from '../kernel/change.ts';
import type { OrganisationId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { JstDate, jstDateOf } from '../kernel/time.ts';
import type { ReviewedResponse, ReviewRefusal } from './accept-response.ts';
import { auditTargetOf } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';

export interface ReturnInput {
  readonly roundId: RoundId;
  readonly organisationId: OrganisationId;
  readonly ifVersion: number;
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
}

interface ReturnError {
  readonly field: 'reason' | 'dueOn';
  readonly message: string;
}

export type ReturnResponseRefusal =
  | ReviewRefusal
  | { readonly kind: 'return-not-valid'; readonly errors: readonly ReturnError[] };

const longestReason = 2000;

export async function returnResponse(
  { invitations }: { readonly invitations: Pick<InvitationRepository, 'open' | 'replace'> },
  input: ReturnInput,
  cause: Cause,
): Promise<Result<ReviewedResponse, ReturnResponseRefusal>> {
  const { roundId, organisationId } = input;
  const reason = keepAsTyped(input.reason).trim();
  const dueOn = JstDate.safeParse(input.dueOn).data;
  const errors = [...reasonErrors(reason), ...dayErrors(dueOn, jstDateOf(cause.at))];
  if (errors.length > 0 || dueOn === undefined) return refuse({ kind: 'return-not-valid', errors });
  const opened = await invitations.open({ programmeId: cause.programmeId, roundId, organisationId });
  if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
  const { invitation } = opened;
  if (invitation.status !== 'submitted') return refuse({ kind: 'response-not-submitted' });
  if (invitation.version !== input.ifVersion) return refuse({ kind: 'changed-meanwhile' });
  const version = invitation.version + 1;
  const closesOn = invitation.closesOn < dueOn ? dueOn : invitation.closesOn;
  const result = { roundId, organisationId, version };
  const saved = await invitations.replace(
    { ...invitation, status: 'returned', returnedAt: cause.at, reason, dueOn, closesOn, version },
    {
      ...{ cause, events: [], result },
      audit: { action: 'return-response', target: auditTargetOf(invitation), detail: { dueOn } },
    },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

function reasonErrors(reason: string): readonly ReturnError[] {
  if (reason === '') return [{ field: 'reason', message: '差戻しの理由を入力してください。' }];
  return [...reason].length <= longestReason
    ? []
    : [{ field: 'reason', message: `差戻しの理由は、${longestReason}文字以内で入力してください。` }];
}

function dayErrors(dueOn: JstDate | undefined, today: JstDate): readonly ReturnError[] {
  if (dueOn === undefined) return [{ field: 'dueOn', message: '新しい期限を、年月日で入力してください。' }];
  if (dueOn < today) return [{ field: 'dueOn', message: '新しい期限は、今日以降の日を入力してください。' }];
  const closed = closedDayOn(dueOn);
  return closed === undefined
    ? []
    : [{ field: 'dueOn', message: `新しい期限の日は閉庁日（${closed.name}）です。開庁日を入力してください。` }];
}
