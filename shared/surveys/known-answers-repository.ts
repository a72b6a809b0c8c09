import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import type { KnownAnswers } from './known-answers.ts';

export interface KnownAnswersRepository {
  /** Of those organisations (at most 100) that have answered this form before. */
  of(
    programmeId: ProgrammeId,
    formId: string,
    organisations: readonly OrganisationId[],
  ): Promise<readonly KnownAnswers[]>;
  /** Lays a copy beside each one's invitation of the round, over one that is there; at most ten at once. */
  copyInto(roundId: RoundId, known: readonly KnownAnswers[], record: ChangeRecord): Promise<Saved>;
  /** In place of what is known, and beside invitations; `changed-meanwhile` where it was answered or corrected anew. */
  correct(
    corrected: readonly { readonly before: KnownAnswers; readonly after: KnownAnswers }[],
    copies: readonly { readonly roundId: RoundId; readonly known: KnownAnswers }[],
    record: ChangeRecord,
  ): Promise<Saved>;
}
