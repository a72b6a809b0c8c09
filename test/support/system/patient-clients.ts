/** A browser and a program whose people try again: the same form, the same Idempotency-Key, until they are answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Browser,
  createProgram,
  type DemoAccount,
  type Program,
  type WebAnswer,
} from '../../../infra/local/scenario/web-client.ts';

export interface Patience {
  readonly tries: number;
  readonly pauseMs: number;
}

export const shortPatience: Patience = { tries: 8, pauseMs: 100 };
/** Long enough for a host to be started again. */
export const longPatience: Patience = { tries: 400, pauseMs: 150 };

const worthTrying = (status: number) => status >= 500 || status === 429;

/** Calls again while there is no answer, or one that says "not now". Throws with the last one. */
export async function insist<Answer extends { readonly status: number }>(
  ask: () => Promise<Answer>,
  { tries, pauseMs }: Patience,
): Promise<Answer> {
  for (let nth = 1; ; nth += 1) {
    const answer = await ask().catch((fault: unknown) => (fault instanceof Error ? fault : new Error(String(fault))));
    if (!(answer instanceof Error) && !worthTrying(answer.status)) return answer;
    if (nth >= tries) {
      if (answer instanceof Error) throw answer;
      throw new Error(`still ${answer.status} after ${tries} tries`);
    }
    await sleep(pauseMs);
  }
}

/** Does again what throws. */
export async function persist<Value>(act: () => Promise<Value>, { tries, pauseMs }: Patience): Promise<Value> {
  for (let nth = 1; ; nth += 1) {
    try {
      return await act();
    } catch (fault) {
      if (nth >= tries) throw fault;
      await sleep(pauseMs);
    }
  }
}

export function patientBrowser(browser: Browser, patience: Patience): Browser {
  const again = (ask: () => Promise<WebAnswer>) => insist(ask, patience);
  return {
    get: (path) => again(() => browser.get(path)),
    post: (path, fields) => again(() => browser.post(path, fields)),
    postFile: (path, fields, file) => again(() => browser.postFile(path, fields, file)),
  };
}

export interface PatientProgram {
  raw: Program['raw'];
}

/** Signs in when first used, and again as often as it takes. */
export function patientProgram(
  origin: string,
  account: DemoAccount,
  now: () => Promise<number>,
  patience: Patience,
): PatientProgram {
  let program: Program | undefined;
  return {
    raw(method, path, input, key = crypto.randomUUID()) {
      return insist(async () => {
        program ??= await createProgram(origin, account, now);
        return program.raw(method, path, input, key);
      }, patience);
    },
  };
}
