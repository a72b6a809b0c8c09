/** The `/_local` addresses of a running host: its clock, its mails, its faults. */
import * as z from 'zod';
import { DemoAccount } from './web-client.ts';

const Mail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  sentAt: z.string(),
});
export type Mail = z.infer<typeof Mail>;

const dayMs = 86_400_000;

export interface LocalSystem {
  now(): Promise<number>;
  moveTo(instant: string): Promise<void>;
  /** ISO 8601, e.g. `PT90M`. */
  advance(duration: string): Promise<void>;
  idle(): Promise<void>;
  accounts(): Promise<readonly DemoAccount[]>;
  mails(filter?: { readonly to?: string; readonly since?: string }): Promise<readonly Mail[]>;
  deadLetters(): Promise<readonly unknown[]>;
}

export function createLocalSystem(origin: string): LocalSystem {
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const init =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${origin}/_local/${path}`, init);
    if (!response.ok) throw new Error(`/_local/${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const readNow = async () => Date.parse(z.object({ now: z.string() }).parse(await ask('clock')).now);
  return {
    now: readNow,
    async moveTo(instant) {
      // Day by day, so that no single answer is waited for too long.
      const end = Date.parse(instant);
      for (let now = await readNow(); now < end; now = await readNow()) {
        await ask('clock', { now: new Date(Math.min(end, now + dayMs)).toISOString() });
      }
    },
    advance: async (advance) => void (await ask('clock', { advance })),
    idle: async () => void (await ask('idle', {})),
    accounts: async () => z.array(DemoAccount).parse(await ask('accounts.json')),
    async mails(filter = {}) {
      const query = new URLSearchParams({ limit: '100000', ...filter });
      return z.array(Mail).parse(await ask(`mail.json?${query}`));
    },
    deadLetters: async () => z.array(z.unknown()).parse(await ask('dead-letters')),
  };
}
