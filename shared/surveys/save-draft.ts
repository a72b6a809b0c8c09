/**
 * What has been typed so far is saved, complete or not, in one call that reads nothing first. Where somebody saved in
 * between, nothing is overwritten: both are handed back, and a person decides.
 */
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Instant, jstDateOf } from '../kernel/time.ts';
import type { Draft, DraftTooLarge, PostedFields } from '../programmes/form-draft.ts';
import { parseDraft } from '../programmes/form-draft.ts';
import { auditTargetOf } from './invitation.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import { modeOf } from './open-form.ts';
import { type SavedDraft, sameAnswers } from './saved-draft.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { refusalOf, type SessionRefusal, type SurveySession } from './survey-session.ts';

export interface SaveDraftDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'saveDraft'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
}

export interface DraftInput {
  /** The form that the page showed. */
  readonly formId: string;
  readonly formVersion: number;
  readonly fields: PostedFields;
  /** Version of the draft that the page showed; 0 where there was none. */
  readonly seenVersion: number;
}

export type SaveDraftRefusal =
  | SessionRefusal
  | DraftTooLarge
  | { readonly kind: 'form-not-known' }
  | { readonly kind: 'already-submitted' }
  /** The closing day is over. The draft stays as it was saved last. */
  | { readonly kind: 'closed'; readonly opened: OpenedInvitation }
  | { readonly kind: 'draft-changed-meanwhile'; readonly opened: OpenedInvitation; readonly typed: Draft };

export async function saveDraft(
  deps: SaveDraftDeps,
  session: SurveySession,
  input: DraftInput,
  cause: Cause,
): Promise<Result<SavedDraft, SaveDraftRefusal>> {
  const { formId, formVersion, seenVersion } = input;
  const form = deps.programmes.findForm(session.key.programmeId, formId, formVersion);
  if (form === undefined) return refuse({ kind: 'form-not-known' });
  const parsed = parseDraft(form, input.fields);
  if (!parsed.ok) return parsed;
  const draft = { formId, formVersion, answers: parsed.value, version: seenVersion + 1, savedAt: cause.at };
  const saved = await deps.invitations.saveDraft(
    { key: session.key, draft, linkDigest: session.linkDigest, today: jstDateOf(cause.at) },
    { cause, audit: auditOf(session, draft), events: [] },
  );
  return saved === 'saved' ? ok(draft) : whyNot(deps, session, draft, cause.at);
}

function auditOf({ key }: SurveySession, draft: SavedDraft) {
  const detail = { version: draft.version, answers: Object.keys(draft.answers).length };
  return { action: 'save-draft', target: auditTargetOf(key), detail };
}

/** Looked up only after the write was refused, so that saving stays one call. */
async function whyNot(
  { invitations }: SaveDraftDeps,
  session: SurveySession,
  draft: SavedDraft,
  now: Instant,
): Promise<Result<SavedDraft, SaveDraftRefusal>> {
  const opened = await invitations.open(session.key);
  const refusal = refusalOf(opened, session, now);
  if (refusal !== undefined || opened === undefined) return refuse(refusal ?? { kind: 'link-not-valid' });
  const mode = modeOf(opened, now);
  if (mode === 'submitted') return refuse({ kind: 'already-submitted' });
  if (mode === 'closed') return refuse({ kind: 'closed', opened });
  const { draft: stored, invitation } = opened;
  if (invitation.formId !== draft.formId || invitation.formVersion !== draft.formVersion) {
    return refuse({ kind: 'form-not-known' });
  }
  // The same answers sent twice (an answer that got lost on its way): what stands there is what was wanted.
  if (stored !== undefined && sameAnswers(stored.answers, draft.answers)) return ok(stored);
  return refuse({ kind: 'draft-changed-meanwhile', opened, typed: draft.answers });
}
