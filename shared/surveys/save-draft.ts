/**
 * What has been typed so far is saved, complete or not, in one call that reads nothing first: only the fields that were
 * changed are written. Where somebody saved in between, both changes stand if they are of different fields. Where the
 * same field was changed, nothing is overwritten: both are handed back, and a person decides.
 */
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Instant, jstDateOf } from '../kernel/time.ts';
import type { Draft } from '../programmes/form-draft.ts';
import { type DraftEdit, type DraftInput, type EditRefusal, editOf, isShown, mergedInto } from './draft-edit.ts';
import { auditTargetOf } from './invitation.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import { standingAnswers } from './known-answers.ts';
import { modeOf } from './open-form.ts';
import { type FieldChanges, fieldsThatDiffer, type SavedDraft, sameAnswers } from './saved-draft.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { refusalOf, type SessionRefusal, type SurveySession } from './survey-session.ts';

export interface SaveDraftDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'saveDraft'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
}

export interface DraftSaved {
  readonly version: number;
  readonly savedAt: Instant;
  /** As posted; of a colleague, those that they may change. */
  readonly answers: Draft;
  /** The fields that this save was about. */
  readonly changed: readonly string[];
  /** Somebody else's changes stand beside these: the page does not show all that is stored. */
  readonly isMerged: boolean;
}

export type SaveDraftRefusal =
  | SessionRefusal
  | EditRefusal
  | { readonly kind: 'form-not-known' }
  /** The round moved to a newer version of the form since the page was drawn. */
  | { readonly kind: 'form-upgraded'; readonly opened: OpenedInvitation }
  | { readonly kind: 'already-submitted' }
  /** The organisation was excused. */
  | { readonly kind: 'not-asked' }
  /** The closing day is over. The draft stays as it was saved last. */
  | { readonly kind: 'closed'; readonly opened: OpenedInvitation }
  /** `typed`: what stands there, with what was typed over it; `fields`: those that both changed. */
  | {
      readonly kind: 'draft-changed-meanwhile';
      readonly opened: OpenedInvitation;
      readonly typed: Draft;
      readonly fields: readonly string[];
    };

/** More changes than this do not fit into one expression of the database; then the draft is read and written whole. */
export const mostFieldsAtOnce = 100;
const mostMerges = 3;

export async function saveDraft(
  deps: SaveDraftDeps,
  session: SurveySession,
  input: DraftInput,
  cause: Cause,
): Promise<Result<DraftSaved, SaveDraftRefusal>> {
  const form = deps.programmes.findForm(session.key.programmeId, input.formId, input.formVersion);
  if (form === undefined) return refuse({ kind: 'form-not-known' });
  const edited = editOf(form, session, input);
  if (!edited.ok) return edited;
  const edit = edited.value;
  const isFirst = input.seenVersion === 0;
  if (isFirst || (input.showed !== undefined && edit.changed.length <= mostFieldsAtOnce)) {
    const changes = changesBy(session, edit.changed, cause.at);
    const told = { changes, confirmed: confirmedBy(session, edit, cause.at) };
    const draft = draftOf(edit, input.seenVersion + 1, edit.answers, told, cause.at);
    const saved = await write(deps, session, draft, cause, isFirst ? undefined : edit.changed);
    if (saved) return ok(savedOf(draft, edit, false));
  }
  return merge(deps, session, edit, cause, mostMerges);
}

/** Looked up only after the write was refused, or where it does not fit, so that saving stays one call. */
async function merge(
  deps: SaveDraftDeps,
  session: SurveySession,
  edit: DraftEdit,
  cause: Cause,
  triesLeft: number,
): Promise<Result<DraftSaved, SaveDraftRefusal>> {
  const opened = await deps.invitations.open(session.key);
  const refusal = whyNot(opened, session, edit, cause.at);
  if (refusal !== undefined || opened === undefined) return refuse(refusal ?? { kind: 'link-not-valid' });
  const stored = opened.draft;
  const standing = standingAnswers(edit.form, opened);
  const merged = mergedInto(standing, stored?.version ?? 0, edit);
  if (merged.conflicts.length > 0 || triesLeft === 0) {
    return refuse({ kind: 'draft-changed-meanwhile', opened, typed: merged.answers, fields: merged.conflicts });
  }
  const isMerged = !isShown(merged.answers, edit);
  // The same answers sent twice (an answer that got lost on its way): what stands there is what was wanted.
  const isRepeat = stored !== undefined && stored.version !== edit.seenVersion;
  if (isRepeat && edit.confirms === undefined && sameAnswers(standing, merged.answers))
    return ok(savedOf(stored, edit, isMerged));
  const differing = fieldsThatDiffer(standing, merged.answers);
  const changes = { ...stored?.changes, ...changesBy(session, differing, cause.at) };
  const confirmed = { ...stored?.confirmed, ...confirmedBy(session, edit, cause.at) };
  const draft = draftOf(edit, (stored?.version ?? 0) + 1, merged.answers, { changes, confirmed }, cause.at);
  if (await write(deps, session, draft, cause)) return ok(savedOf(draft, edit, isMerged));
  return merge(deps, session, edit, cause, triesLeft - 1);
}

function whyNot(
  opened: OpenedInvitation | undefined,
  session: SurveySession,
  edit: DraftEdit,
  now: Instant,
): SaveDraftRefusal | undefined {
  const refusal = refusalOf(opened, session, now);
  if (refusal !== undefined || opened === undefined) return refusal ?? { kind: 'link-not-valid' };
  const mode = modeOf(opened, now);
  if (mode === 'submitted') return { kind: 'already-submitted' };
  if (mode === 'exempt') return { kind: 'not-asked' };
  if (mode === 'closed') return { kind: 'closed', opened };
  const { formId, formVersion } = opened.invitation;
  if (formId === edit.formId && formVersion > edit.formVersion) return { kind: 'form-upgraded', opened };
  return formId === edit.formId && formVersion === edit.formVersion ? undefined : { kind: 'form-not-known' };
}

function draftOf(
  edit: DraftEdit,
  version: number,
  answers: Draft,
  told: Pick<SavedDraft, 'changes' | 'confirmed'>,
  savedAt: Instant,
): SavedDraft {
  return { formId: edit.formId, formVersion: edit.formVersion, answers, ...told, version, savedAt };
}

function changesBy({ delegation }: SurveySession, names: readonly string[], at: Instant): FieldChanges {
  const change = { at, ...(delegation === undefined ? {} : { delegation: delegation.number }) };
  return Object.fromEntries(names.map((name) => [name, change]));
}

function confirmedBy(session: SurveySession, { confirms }: DraftEdit, at: Instant): FieldChanges {
  return changesBy(session, confirms === undefined ? [] : [confirms], at);
}

function savedOf({ version, savedAt }: SavedDraft, { answers, changed }: DraftEdit, isMerged: boolean): DraftSaved {
  return { version, savedAt, answers, changed, isMerged };
}

async function write(
  { invitations }: SaveDraftDeps,
  { key, linkDigest, delegation }: SurveySession,
  draft: SavedDraft,
  cause: Cause,
  onlyFields?: readonly string[],
): Promise<boolean> {
  const { version, answers } = draft;
  const saved = await invitations.saveDraft(
    {
      ...{ key, draft, linkDigest, today: jstDateOf(cause.at) },
      ...(delegation === undefined ? {} : { delegation }),
      ...(onlyFields === undefined ? {} : { onlyFields }),
    },
    {
      ...{ cause, events: [] },
      audit: {
        action: 'save-draft',
        target: auditTargetOf(key),
        detail: {
          ...{ version, answers: Object.keys(answers).length, confirmed: Object.keys(draft.confirmed).length },
          ...(delegation === undefined ? {} : { delegation: delegation.number }),
        },
      },
    },
  );
  return saved === 'saved';
}
