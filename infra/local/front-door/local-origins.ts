/**
 * What the template calls `https://app.localhost` and `https://<programme>.localhost`, as this machine's addresses.
 * Environment values of functions and header policies of distributions are rewritten so, and nothing else is.
 */
import type { DistributionModel } from '../model.ts';

export const appAlias = 'app.localhost';
/** The portal that plain 127.0.0.1 shows. */
export const plainPortalAlias = 'womens-support-2026.localhost';

export interface LocalOrigins {
  readonly app: string;
  /** Alias -> origin, e.g. `http://young-carers-chiba-2026.localhost:4000`. */
  readonly byAlias: ReadonlyMap<string, string>;
  localise(text: string): string;
}

export function localOrigins(distributions: readonly DistributionModel[], port: number): LocalOrigins {
  const app = `http://127.0.0.1:${port}`;
  const aliases = distributions.flatMap((distribution) => distribution.aliases);
  const byAlias = new Map(aliases.map((alias) => [alias, alias === appAlias ? app : `http://${alias}:${port}`]));
  return {
    app,
    byAlias,
    localise(text) {
      if (!text.includes('https://')) return text;
      return text.replace(/https:\/\/([a-z0-9.-]+)/g, (found, host: string) => byAlias.get(host) ?? found);
    },
  };
}
