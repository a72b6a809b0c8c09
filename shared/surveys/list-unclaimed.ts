/** 未引継ぎ・未着手の団体: whom nobody has taken up since the change of staff on 1 April, from the tenth on. */
import type { ProgrammeId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Instant, type JstDate, jstDateOf } from '../kernel/time.ts';
import type { Invitation } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import type { Round } from './round.ts';
import type { RoundRepository } from './round-repository.ts';
import { concernsStaffChange, isUnclaimed, staffChangeBefore } from './staff-change.ts';

export interface Unclaimed {
  readonly round: Round;
  /** The first of April since which nobody was there; absent where there is nothing to list. */
  readonly since?: JstDate;
  readonly invitations: readonly Invitation[];
}

export async function listUnclaimed(
  {
    rounds,
    invitations,
  }: { readonly rounds: Pick<RoundRepository, 'find'>; readonly invitations: Pick<InvitationRepository, 'list'> },
  input: { readonly programmeId: ProgrammeId; readonly roundId: RoundId },
  now: Instant,
): Promise<Result<Unclaimed, { readonly kind: 'round-not-found' }>> {
  const round = await rounds.find(input.programmeId, input.roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  const since = unclaimedSince(round, now);
  if (since === undefined) return ok({ round, invitations: [] });
  const invited = await invitations.list(input.programmeId, input.roundId, ['invited']);
  return ok({ round, since, invitations: invited.filter((invitation) => isUnclaimed(invitation, since)) });
}

/** Undefined where the round is not open, began later, or it is too early to tell. */
export function unclaimedSince(round: Round, now: Instant): JstDate | undefined {
  const since = staffChangeBefore(jstDateOf(now));
  if (since === undefined || round.status !== 'open') return undefined;
  return concernsStaffChange(round.opensOn, since) ? since : undefined;
}
