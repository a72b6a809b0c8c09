/** Remembers that a programme has its contact list, without which no round may open. */
import type { Cause } from '../kernel/change.ts';
import type { ContactsMark, RoundRepository } from './round-repository.ts';

/** Hearing it again has no further effect; an older import heard late does not replace a newer one. */
export async function markContacts(
  { rounds }: { readonly rounds: Pick<RoundRepository, 'markContacts'> },
  input: Omit<ContactsMark, 'programmeId'>,
  cause: Cause,
): Promise<void> {
  await rounds.markContacts(
    { programmeId: cause.programmeId, ...input },
    {
      ...{ cause, events: [] },
      audit: { action: 'mark-contacts', target: `import/${input.importId}`, detail: { count: input.organisations } },
    },
  );
}
