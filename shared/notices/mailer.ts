import type { NoticeId, OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** One mail, ready to go. */
export interface OutgoingMail {
  readonly noticeId: NoticeId;
  readonly programmeId: ProgrammeId;
  readonly senderName: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly at: Instant;
}

/**
 * How a try ended: `accepted`; `throttled` (not sent, come back soon); `refused` (not sent, may pass later);
 * `unwanted` (not sent, and never will be); `unknown` (perhaps sent).
 */
export type SendOutcome =
  | { readonly kind: 'accepted' | 'throttled' | 'unknown' }
  | { readonly kind: 'refused' | 'unwanted'; readonly reason: string };

export interface Mailer {
  send(mail: OutgoingMail): Promise<SendOutcome>;
}

/** What an organisation needs to come to its form; derived, never stored. */
export interface LetterLink {
  /** On one line of its own in the mail. */
  readonly url: string;
  /** The short address under which the code is typed. */
  readonly typedUrl: string;
  /** In groups, as printed. */
  readonly code: string;
}

export interface LetterLinks {
  linkOf(
    round: { readonly programmeId: ProgrammeId; readonly roundId: RoundId },
    organisationId: OrganisationId,
    generation: number,
  ): Promise<LetterLink>;
  /** Of a colleague, who types no code. */
  delegateUrlOf(
    round: { readonly programmeId: ProgrammeId; readonly roundId: RoundId },
    organisationId: OrganisationId,
    delegation: number,
  ): Promise<string>;
  /** The address of the form by which an organisation corrects its desks. */
  correctionUrlOf(programmeId: ProgrammeId, organisationId: OrganisationId, askId: string): Promise<string>;
}
