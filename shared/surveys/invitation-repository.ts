import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import type { Instant, JstDate } from '../kernel/time.ts';
import type { Delegation, FormSectionIds } from './delegation.ts';
import type { Digest, Invitation, InvitationKey, InvitationStatus } from './invitation.ts';
import type { KnownAnswers } from './known-answers.ts';
import type { LinkEntry } from './link-entry.ts';
import type { Response } from './response.ts';
import type { SavedDraft } from './saved-draft.ts';

/** All that stands under one invitation, in one read. */
export interface OpenedInvitation {
  readonly invitation: Invitation;
  readonly draft?: SavedDraft;
  /** The one submitted last. */
  readonly response?: Response;
  /** What was known from before when the round opened; absent where nothing was. */
  readonly known?: KnownAnswers;
  /** With whom the draft is or was shared, in the order of their numbers; absent where with nobody. */
  readonly delegations?: readonly Delegation[];
}

export interface DraftSave {
  readonly key: InvitationKey;
  /** The draft as it is to be; version 1 is the first and moves the invitation from invited to drafting. */
  readonly draft: SavedDraft;
  /**
   * Only the answers to these fields, and the changes and confirmations that the draft tells of, are written over the version before, at
   * most a hundred; absent: the draft takes the place of what is stored.
   */
  readonly onlyFields?: readonly string[];
  /** The link by which the draft comes; it must still open the invitation. */
  readonly linkDigest: Digest;
  /** Whose link it is and what it may change; the delegation must say the same. */
  readonly delegation?: { readonly number: number; readonly formSections?: FormSectionIds | undefined };
  readonly today: JstDate;
}

export interface InvitationRepository {
  open(key: InvitationKey): Promise<OpenedInvitation | undefined>;
  /** Of one organisation in these rounds, in their order; rounds that did not ask it are left out. */
  invitationsOf(
    programmeId: ProgrammeId,
    organisationId: OrganisationId,
    rounds: readonly RoundId[],
  ): Promise<readonly Invitation[]>;
  findByLink(tokenDigest: Digest): Promise<LinkEntry | undefined>;
  findByCode(codeDigest: Digest): Promise<LinkEntry | undefined>;
  /**
   * One transaction that reads nothing first. `changed-meanwhile` where the stored draft is not the version before,
   * the link is not among the invitation's, the status takes no answers, or the day is outside of its days.
   */
  saveDraft(save: DraftSave, record: ChangeRecord): Promise<Saved>;
  /** `changed-meanwhile` where the stored version is not the one before, or its status does not lead to the new one. */
  replace(invitation: Invitation, record: ChangeRecord): Promise<Saved>;
  /** As `replace`, with what is known from now on. */
  accept(invitation: Invitation, known: KnownAnswers, record: ChangeRecord): Promise<Saved>;
  /** As `replace`, where the status stays as it is. */
  amend(invitation: Invitation, record: ChangeRecord): Promise<Saved>;
  /** As `replace`, with the response; `draftVersion` is the draft that was submitted. */
  submit(invitation: Invitation, response: Response, draftVersion: number, record: ChangeRecord): Promise<Saved>;
  /** The status stays; the response is a further one, and the draft takes the place of the version before. */
  supplement(invitation: Invitation, response: Response, draft: SavedDraft, record: ChangeRecord): Promise<Saved>;
  /** As `replace`; what `before` was reached by is revoked. The status may stay. */
  relink(invitation: Invitation, before: Invitation, record: ChangeRecord): Promise<Saved>;
  /** Of a round, by status and then by code; without `statuses` all of them. */
  list(
    programmeId: ProgrammeId,
    roundId: RoundId,
    statuses?: readonly InvitationStatus[],
  ): Promise<readonly Invitation[]>;
  /** Every response of an organisation in a round, the oldest first. */
  responsesOf(key: InvitationKey): Promise<readonly Response[]>;
}

/** Slows down guessing of typed codes. */
export interface CodeAttempts {
  /** Takes one attempt before the code is looked at, so that many guesses at once are still counted. */
  take(organisationCode: string, now: Instant): Promise<'go-on' | 'locked'>;
  /** After a right code. */
  clear(organisationCode: string): Promise<void>;
}
