/** Long campaigns against the whole system. Each prints what it counted and answers how many of its runs went wrong. */
import { provedBadInput } from './bad-input.ts';
import { provedLoadKills } from './load-campaign.ts';
import { provedKills, provedOfficerFaults } from './officer-campaigns.ts';
import { provedOpeningFaults, provedOpeningKills } from './opening-campaigns.ts';
import { provedTenThousand } from './ten-thousand.ts';

export interface SystemCampaign {
  readonly name: string;
  readonly run: () => Promise<number>;
}

export const systemCampaigns: readonly SystemCampaign[] = [
  { name: 'officer-faults', run: provedOfficerFaults },
  { name: 'kills', run: provedKills },
  { name: 'opening-faults', run: provedOpeningFaults },
  { name: 'opening-kills', run: provedOpeningKills },
  { name: 'load-kills', run: provedLoadKills },
  { name: 'bad-input', run: provedBadInput },
  { name: 'ten-thousand', run: provedTenThousand },
];
