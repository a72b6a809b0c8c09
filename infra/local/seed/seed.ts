/** The demo data of an empty folder, and survey links for tests. */
import type { LinkWish, MintedLink, SeedContext } from '../seed-port.ts';
import { mintLink as mint } from './mint-link.ts';
import { seedAccounts } from './seed-accounts.ts';
import { demoContacts, seedContacts, seedDigestRecipients, singleParentContacts } from './seed-contacts.ts';
import { seedDeliveries } from './seed-deliveries.ts';
import { openSeedGround } from './seed-ground.ts';
import { seedMails } from './seed-mails.ts';
import { seedPlannedRound } from './seed-planned-round.ts';
import { requestSites, seedDesks } from './seed-site.ts';
import { seedSurvey } from './seed-survey.ts';

export async function seed(context: SeedContext): Promise<void> {
  const ground = await openSeedGround(context);
  try {
    await seedAccounts(ground);
    await seedDigestRecipients(ground);
    const round = await seedSurvey(ground);
    await seedContacts(ground, round.programmeId, demoContacts);
    const planned = await seedPlannedRound(ground);
    await seedContacts(ground, planned.programmeId, singleParentContacts);
    await seedMails(ground, round);
    await seedDeliveries(ground, round);
    await seedDesks(ground, round.programmeId);
    await requestSites(ground);
  } finally {
    await ground.close();
  }
}

export async function mintLink(context: SeedContext, wish: LinkWish): Promise<MintedLink | undefined> {
  const ground = await openSeedGround(context);
  try {
    return await mint(ground, wish);
  } finally {
    await ground.close();
  }
}
