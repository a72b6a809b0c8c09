/** The demo data of an empty folder, and survey links for tests. */
import type { LinkWish, MintedLink, SeedContext } from '../seed-port.ts';
import { mintLink as mint } from './mint-link.ts';
import { seedAccounts } from './seed-accounts.ts';
import { openSeedGround } from './seed-ground.ts';
import { seedSurvey } from './seed-survey.ts';

export async function seed(context: SeedContext): Promise<void> {
  const ground = await openSeedGround(context);
  try {
    await seedAccounts(ground);
    await seedSurvey(ground);
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
