/**
 * 差戻し: the work goes back with a reason, comments on single fields and a new day, and comes again. The link is the
 * same, the draft is kept. The mail says that and by when, never what was asked.
 */
import { happened } from '../../events/event.ts';
import { ResponseReturned } from '../../events/response-returned.v1.ts';
import { closedDayOn } from '../calendar/open-day.ts';
import type { Cause } from '../kernel/change.ts';
import type { OrganisationId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { JstDate, jstDateOf } from '../kernel/time.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import { allFields } from '../programmes/form-draft.ts';
import type { ReviewedResponse, ReviewRefusal } from './accept-response.ts';
import {
  auditTargetOf,
  carriedOver,
  type FieldComment,
  type Invitation,
  type Return,
  type SubmittedInvitation,
} from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { formOf } from './survey-session.ts';

export interface ReturnInput {
  readonly roundId: RoundId;
  readonly organisationId: OrganisationId;
  readonly ifVersion: number;
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  /** By name of field; an empty one is none. */
  readonly comments?: Readonly<Record<string, string>> | undefined;
}

export interface ReturnResponseDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'replace'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
}

interface ReturnError {
  /** `reason`, `dueOn`, or the field of a comment as `commentField` names it. */
  readonly field: string;
  readonly message: string;
}

export type ReturnResponseRefusal =
  | ReviewRefusal
  | { readonly kind: 'return-not-valid'; readonly errors: readonly ReturnError[] };

const longestReason = 2000;
const longestComment = 500;
const mostComments = 50;

/** What a comment on a field is called among the errors, and on the page. */
export function commentField(field: string): string {
  return `comment.${field}`;
}

export async function returnResponse(
  { invitations, programmes }: ReturnResponseDeps,
  input: ReturnInput,
  cause: Cause,
): Promise<Result<ReviewedResponse, ReturnResponseRefusal>> {
  const { roundId, organisationId } = input;
  const reason = keepAsTyped(input.reason).trim();
  const dueOn = JstDate.safeParse(input.dueOn).data;
  const typed = commentsTyped(input.comments ?? {});
  const errors = [...reasonErrors(reason), ...dayErrors(dueOn, jstDateOf(cause.at)), ...commentErrors(typed)];
  if (errors.length > 0 || dueOn === undefined) return refuse({ kind: 'return-not-valid', errors });
  const opened = await invitations.open({ programmeId: cause.programmeId, roundId, organisationId });
  if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
  const { invitation } = opened;
  if (invitation.status !== 'submitted') return refuse({ kind: 'response-not-submitted' });
  if (invitation.version !== input.ifVersion) return refuse({ kind: 'changed-meanwhile' });
  const comments = commentsOn(formOf(programmes, opened), typed);
  const next = sentBack(invitation, { returnedAt: cause.at, reason, comments, dueOn });
  const { surveyTitle, linkGeneration, version } = next;
  const result = { roundId, organisationId, version };
  const saved = await invitations.replace(next, {
    ...{ cause, result },
    audit: {
      action: 'return-response',
      target: auditTargetOf(invitation),
      detail: { dueOn, comments: comments.length },
    },
    events: [happened(ResponseReturned, { roundId, organisationId, surveyTitle, dueOn, linkGeneration, version })],
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

/** The new day takes the place of an extension: it is the later word. */
function sentBack(
  invitation: SubmittedInvitation,
  { dueOn, ...words }: Omit<Return, 'returnedResponse'> & { readonly dueOn: JstDate },
): Invitation & { readonly status: 'returned' } {
  const { draftedAt, submittedAt, referenceNumber, responses } = invitation;
  const { extension: _, ...carried } = carriedOver(invitation);
  const closesOn = invitation.closesOn < dueOn ? dueOn : invitation.closesOn;
  return {
    ...{ ...carried, status: 'returned', draftedAt, submittedAt, referenceNumber, ...words },
    ...{ returnedResponse: responses, dueOn, closesOn, version: invitation.version + 1 },
  };
}

function commentsTyped(comments: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const typed = Object.entries(comments).map(([field, text]) => [field, keepAsTyped(text).trim()] as const);
  return new Map(typed.filter(([, text]) => text !== ''));
}

/** In the order of the form; what is no field of it is left out. */
function commentsOn(form: FormDefinition, typed: ReadonlyMap<string, string>): readonly FieldComment[] {
  return allFields(form).flatMap(({ name, label }) => {
    const text = typed.get(name);
    return text === undefined ? [] : [{ field: name, label, text }];
  });
}

function commentErrors(typed: ReadonlyMap<string, string>): readonly ReturnError[] {
  const tooMany = [...typed.keys()].slice(mostComments, mostComments + 1);
  const tooLong = [...typed].filter(([, text]) => [...text].length > longestComment).map(([field]) => field);
  return [
    ...tooMany.map((field) => ({
      field: commentField(field),
      message: `項目ごとのコメントは、${mostComments}件までにしてください。全体にわたることは、差戻しの理由に書いてください。`,
    })),
    ...tooLong.map((field) => ({
      field: commentField(field),
      message: `項目ごとのコメントは、${longestComment}文字以内で入力してください。`,
    })),
  ];
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
