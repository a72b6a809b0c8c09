/** Survey links for tests: the one that was mailed, or one whose days are over. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { digestOfToken } from '../../../functions/platform/links/link-secrets.ts';
import { secretSource } from '../../../functions/platform/secrets/secrets.ts';
import { createInvitationRepository } from '../../../functions/surveys/dynamodb-invitation-repository.ts';
import { linkKey } from '../../../functions/surveys/survey-keys.ts';
import { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { addDays, endOfDay, jstDateOf } from '../../../shared/kernel/time.ts';
import { programmes } from '../../../shared/programmes/registry.ts';
import type { Invitation } from '../../../shared/surveys/invitation.ts';
import { linkEntryOf } from '../../../shared/surveys/link-entry.ts';
import type { LinkWish, MintedLink } from '../seed-port.ts';
import { environmentValue, type SeedGround } from './seed-ground.ts';
import { linkSecretsOf } from './seed-survey.ts';

export async function mintLink(ground: SeedGround, wish: LinkWish): Promise<MintedLink | undefined> {
  const invitation = await findInvitation(ground, wish);
  if (invitation === undefined) return undefined;
  const { token, closesOn } = wish.expired ? await expired(ground, invitation) : await mailed(ground, invitation);
  const { model, localise } = ground.context;
  const origin = localise(environmentValue(model, 'APP_ORIGIN'));
  return { url: `${origin}/s/${token}`, expiresAt: endOfDay(closesOn) };
}

async function findInvitation(ground: SeedGround, wish: LinkWish): Promise<Invitation | undefined> {
  const organisationId = OrganisationId.safeParse(wish.organisation);
  const roundId = RoundId.safeParse(wish.round);
  if (!organisationId.success || !roundId.success) return undefined;
  const table = ground.table('SURVEYS_TABLE');
  const invitations = createInvitationRepository({
    client: ground.client,
    table,
    changes: ground.changesOf('SURVEYS_TABLE'),
  });
  for (const { identity } of programmes) {
    const key = { programmeId: identity.id, roundId: roundId.data, organisationId: organisationId.data };
    const found = await invitations.open(key);
    if (found !== undefined) return found.invitation;
  }
  return undefined;
}

async function mailed(ground: SeedGround, invitation: Invitation) {
  const { token } = await linkSecretsOf(ground).linkOf(
    invitation,
    invitation.organisationId,
    invitation.linkGeneration,
  );
  return { token, closesOn: invitation.closesOn };
}

/** A link of its own, since the mailed one has to stay as it is. */
async function expired(ground: SeedGround, invitation: Invitation) {
  const token = secretSource.next().slice(0, 23);
  const yesterday = addDays(jstDateOf(ground.now), -1);
  const days = { opensOn: addDays(yesterday, -30), dueOn: yesterday, closesOn: yesterday };
  const Item = { ...linkKey(digestOfToken(token)), ...linkEntryOf(invitation), ...days };
  await ground.client.send(new PutCommand({ TableName: ground.table('SURVEYS_TABLE'), Item }));
  return { token, closesOn: yesterday };
}
