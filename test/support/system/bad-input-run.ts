import { totpAt } from '../../../infra/local/scenario/web-client.ts';
import { Role } from '../../../shared/access/role.ts';
import { badApiRequest, badPageRequest, drawFrom, faultOf, operationsOf, send, told } from './bad-input.ts';
import { accountOf, linkOf, type RunningSystem } from './seeded-system.ts';

export interface BadInputRun {
  readonly requests: number;
  readonly operations: number;
  readonly byStatus: Readonly<Record<number, number>>;
  readonly slowestMs: number;
  readonly faults: readonly string[];
}

/** Sends so many requests, eight at once. The same seed sends the same ones. */
export async function sendBadInput(system: RunningSystem, seed: number, requests: number): Promise<BadInputRun> {
  const { origin } = system;
  const [operations, tokens] = [await operationsOf(origin), await tokensOf(system)];
  const cookie = await surveyCookie(system);
  const draw = drawFrom(seed);
  const byStatus: Record<number, number> = {};
  const faults: string[] = [];
  let slowestMs = 0;
  let left = requests;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const asked = draw() < 0.75 ? badApiRequest(draw, operations, tokens) : badPageRequest(draw, origin, cookie);
      const answer = await send(origin, asked).catch((fault: unknown) => String(fault));
      if (typeof answer === 'string') {
        faults.push(`no answer (${answer}): ${told(asked)}`);
        continue;
      }
      byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, answer.ms);
      const fault = faultOf(asked, answer);
      if (fault !== undefined) faults.push(`${fault}: ${told(asked)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  return { requests, operations: operations.length, byStatus, slowestMs, faults };
}

async function tokensOf(system: RunningSystem): Promise<ReadonlyMap<Role, string>> {
  const tokens = new Map<Role, string>();
  // A one-time code is used up, and whoever guessed passwords a moment ago waits.
  await system.local.advance('PT1H');
  for (const role of Role.options) {
    const { email, password, totpSecret } = await accountOf(system, role);
    const totp = totpSecret === undefined ? {} : { totp: totpAt(totpSecret, await system.local.now()) };
    const response = await fetch(`${system.origin}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password, ...totp }),
    });
    if (!response.ok) throw new Error(`${role} cannot sign in: ${response.status}`);
    tokens.set(role, ((await response.json()) as { accessToken: string }).accessToken);
  }
  return tokens;
}

async function surveyCookie(system: RunningSystem): Promise<string> {
  const response = await fetch(await linkOf(system, '472018'), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: system.origin },
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
