/**
 * One chunk of the job that moves a round's invitations to a newer version of its form. An accepted answer is final and
 * stays; all others are asked by the new version from now on. Heard again, what has moved is left as it is.
 */
import type * as z from 'zod';
import { happened } from '../../events/event.ts';
import { FormUpgraded } from '../../events/form-upgraded.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FormUpgradeRepository } from './form-upgrade-repository.ts';
import type { Invitation } from './invitation.ts';
import type { RoundRepository } from './round-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';

export interface MoveInvitationsDeps {
  readonly rounds: Pick<RoundRepository, 'find'>;
  readonly programmes: Pick<SurveyProgrammes, 'recipientsOf'>;
  readonly upgrades: FormUpgradeRepository;
}

export type MoveInvitationsRefusal = { readonly kind: 'round-not-found' } | { readonly kind: 'changed-meanwhile' };

const organisationsAtOnce = 30;

export async function moveInvitations(
  { rounds, programmes, upgrades }: MoveInvitationsDeps,
  upgrade: z.output<typeof FormUpgraded.data>,
  cause: Cause,
): Promise<Result<{ readonly moved: number }, MoveInvitationsRefusal>> {
  const { roundId, doneSoFar, formVersion } = upgrade;
  const round = await rounds.find(cause.programmeId, roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (round.formVersion !== formVersion) return ok({ moved: 0 });
  const recipients = programmes.recipientsOf(round);
  const chunk = recipients
    .slice(doneSoFar, doneSoFar + organisationsAtOnce)
    .map(({ organisationId }) => organisationId);
  const found = await upgrades.invitationsOf(round, chunk);
  const moving = found.filter((each) => each.status !== 'accepted' && each.formVersion < formVersion);
  const moved = moving.map((each) => movedTo(each, upgrade));
  const done = doneSoFar + chunk.length;
  const asking = moved.filter(({ status }) => status === 'submitted');
  const asked = asking.map(({ organisationId }) => organisationId);
  const laterLinks = asking
    .filter(({ linkGeneration }) => linkGeneration > 1)
    .map(({ organisationId, linkGeneration }) => ({ organisationId, linkGeneration }));
  const saved = await upgrades.move(moved, {
    cause,
    audit: { action: 'move-invitations', target: `round/${roundId}`, detail: { moved: moved.length, doneSoFar: done } },
    events: [
      happened(FormUpgraded, { ...upgrade, doneSoFar: done, isLast: done >= recipients.length, asked, laterLinks }),
    ],
  });
  return saved === 'changed-meanwhile' ? refuse({ kind: saved }) : ok({ moved: saved === 'saved' ? moved.length : 0 });
}

/** Whoever has not begun meets the new form alone; all others are told what is new. */
function movedTo(invitation: Invitation, { formVersion, dueOn }: z.output<typeof FormUpgraded.data>): Invitation {
  const moved = { ...invitation, formVersion, version: invitation.version + 1 };
  if (invitation.status === 'invited') return moved;
  const fromVersion = invitation.formUpgrade?.fromVersion ?? invitation.formVersion;
  return { ...moved, formUpgrade: { fromVersion, dueOn } };
}
