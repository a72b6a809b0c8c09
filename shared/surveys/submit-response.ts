/**
 * An organisation submits what it has saved. Two calls: one read, one transaction. Until the end of the closing day in
 * Tokyo; everything that is missing is listed at once; the same command again answers the same receipt.
 */
import { happened } from '../../events/event.ts';
import { ResponseSubmitted } from '../../events/response-submitted.v1.ts';
import type { Cause, IdSource } from '../kernel/change.ts';
import { type CommandId, ResponseId } from '../kernel/ids.ts';
import { receiptNumberFrom } from '../kernel/reference-number.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { AnswersIncomplete } from '../programmes/form-submission.ts';
import { attributionOf } from './attribution.ts';
import { checkStanding } from './check-standing.ts';
import { auditTargetOf, carriedOver, keyOf, type Return, type SubmittedInvitation } from './invitation.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import { modeOf, receiptFor } from './open-form.ts';
import type { Receipt, Response } from './response.ts';
import type { SavedDraft } from './saved-draft.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { formOf, refusalOf, type SessionRefusal, type SurveySession } from './survey-session.ts';

export interface SubmitResponseDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'submit'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
  readonly ids: IdSource;
}

export interface SubmitInput {
  /** Version of the draft that the person checked; another one is not submitted in its place. */
  readonly seenVersion: number;
  readonly command?: CommandId | undefined;
}

export type SubmitResponseRefusal =
  | SessionRefusal
  | AnswersIncomplete
  /** A colleague fills in; the person in charge (取りまとめ担当) submits. */
  | { readonly kind: 'not-in-charge' }
  | { readonly kind: 'nothing-saved-yet' }
  | { readonly kind: 'already-submitted' }
  /** The organisation was excused. */
  | { readonly kind: 'not-asked' }
  /** The closing day is over. The draft stays. */
  | { readonly kind: 'closed'; readonly opened: OpenedInvitation }
  | { readonly kind: 'draft-changed-meanwhile' };

export async function submitResponse(
  deps: SubmitResponseDeps,
  session: SurveySession,
  input: SubmitInput,
  cause: Cause,
): Promise<Result<Receipt, SubmitResponseRefusal>> {
  const judged = judge(await deps.invitations.open(session.key), session, input, cause);
  if (judged.kind !== 'ready') return judged.answer;
  const { opened, draft } = judged;
  const checked = checkStanding(formOf(deps.programmes, opened), opened);
  if (!checked.ok) return checked;
  const submission = checked.value;
  const changes = attributionOf(formOf(deps.programmes, opened), draft, opened.delegations);
  const response = newResponse(deps.ids, opened, { submission, changes }, input, cause);
  const next = submittedFrom(opened, response);
  const saved = await deps.invitations.submit(next, response, draft.version, recordOf(next, response, cause));
  if (saved === 'saved') return ok(receiptFor(response, next));
  // Somebody was faster, perhaps this very command on its other way here.
  const again = judge(await deps.invitations.open(session.key), session, input, cause);
  return again.kind === 'ready' ? refuse({ kind: 'draft-changed-meanwhile' }) : again.answer;
}

type Judged =
  | { readonly kind: 'ready'; readonly opened: OpenedInvitation; readonly draft: SavedDraft }
  | { readonly kind: 'answered'; readonly answer: Result<Receipt, SubmitResponseRefusal> };

function judge(
  opened: OpenedInvitation | undefined,
  session: SurveySession,
  { seenVersion, command }: SubmitInput,
  { at }: Cause,
): Judged {
  const answered = (refusal: SubmitResponseRefusal): Judged => ({ kind: 'answered', answer: refuse(refusal) });
  const refusal = refusalOf(opened, session, at);
  if (refusal !== undefined || opened === undefined) return answered(refusal ?? { kind: 'link-not-valid' });
  if (session.delegation !== undefined) return answered({ kind: 'not-in-charge' });
  const { draft, response, invitation } = opened;
  const mode = modeOf(opened, at);
  if (mode === 'submitted') {
    const isRepeat = command !== undefined && response?.command === command;
    if (!isRepeat) return answered({ kind: 'already-submitted' });
    return { kind: 'answered', answer: ok(receiptFor(response, invitation)) };
  }
  if (mode === 'exempt') return answered({ kind: 'not-asked' });
  if (mode === 'closed') return answered({ kind: 'closed', opened });
  if (draft === undefined) return answered({ kind: 'nothing-saved-yet' });
  if (draft.version !== seenVersion) return answered({ kind: 'draft-changed-meanwhile' });
  return { kind: 'ready', opened, draft };
}

/** The next response of the invitation. */
export function newResponse(
  ids: IdSource,
  { invitation, draft }: OpenedInvitation,
  content: Pick<Response, 'submission' | 'changes'>,
  { command }: Pick<SubmitInput, 'command'>,
  cause: Cause,
): Response {
  const number = invitation.responses + 1;
  const { roundId, organisationId } = invitation;
  return {
    ...keyOf(invitation),
    ...{ responseId: ResponseId.parse(`${roundId}-${organisationId}-${number}`), number },
    ...{ referenceNumber: receiptNumberFrom(bytesOf(ids.next())), submittedAt: cause.at, ...content },
    ...(draft === undefined ? {} : { confirmed: draft.confirmed }),
    ...(command === undefined ? {} : { command }),
  };
}

/** The sixteen bytes of a UUID, six of their bits fixed: enough for a receipt number. */
function bytesOf(uuid: string): Uint8Array {
  const pairs = uuid.replaceAll('-', '').match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

function submittedFrom({ invitation, draft }: OpenedInvitation, response: Response): SubmittedInvitation {
  const { submittedAt, referenceNumber, number } = response;
  const draftedAt = 'draftedAt' in invitation ? invitation.draftedAt : (draft?.savedAt ?? submittedAt);
  return {
    ...carriedOver(invitation),
    ...(invitation.status === 'returned' ? { lastReturn: returnOf(invitation) } : {}),
    ...{ status: 'submitted', draftedAt, submittedAt, referenceNumber, responses: number },
    version: invitation.version + 1,
  };
}

function returnOf({ returnedAt, reason, comments, returnedResponse }: Return): Return {
  return { returnedAt, reason, comments, returnedResponse };
}

function recordOf(next: SubmittedInvitation, response: Response, cause: Cause) {
  const { roundId, organisationId, surveyTitle, linkGeneration, version, referenceNumber, submittedAt } = next;
  const event = happened(ResponseSubmitted, {
    ...{ roundId, organisationId, surveyTitle, referenceNumber, submittedAt, version, linkGeneration },
  });
  const detail = { number: response.number, formVersion: response.submission.formVersion };
  return {
    ...{ cause, events: [event] },
    audit: { action: 'submit-response', target: auditTargetOf(next), detail },
  };
}
