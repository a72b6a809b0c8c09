/** The variables of `npm start`, checked before anything is touched. Messages are in Japanese and in English. */
import { resolve } from 'node:path';
import * as z from 'zod';

export interface HostSettings {
  readonly port: number;
  readonly dataFolder: string;
  /** Where the clock starts on an empty folder; epoch milliseconds. */
  readonly initialNow: number | undefined;
  readonly seed: 'none' | 'demo';
  readonly dynamodbEndpoint: string | undefined;
}

export class WrongSetting extends Error {}

const Variables = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4000)
    .catch(refuse('PORT', '0から65535までの整数', 'a whole number from 0 to 65535')),
  MIKATA_DATA: z
    .string()
    .min(1)
    .default('.mikata')
    .catch(refuse('MIKATA_DATA', 'フォルダのパス', 'the path of a folder')),
  MIKATA_NOW: z.iso
    .datetime({ offset: true })
    .optional()
    .catch(
      refuse('MIKATA_NOW', '2026-04-01T09:00:00+09:00 のような日時', 'an instant such as 2026-04-01T09:00:00+09:00'),
    ),
  MIKATA_SEED: z
    .enum(['none', 'demo'])
    .default('demo')
    .catch(refuse('MIKATA_SEED', 'none または demo', 'none or demo')),
  DYNAMODB_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(refuse('DYNAMODB_ENDPOINT', 'http://127.0.0.1:8000 のようなURL', 'a URL such as http://127.0.0.1:8000')),
});

function refuse(name: string, japanese: string, english: string): () => never {
  return () => {
    throw new WrongSetting(`環境変数 ${name} には${japanese}を指定してください。\n${name} has to be ${english}.`);
  };
}

/** An empty variable counts as absent. Throws `WrongSetting`. */
export function readHostSettings(environment: Readonly<Record<string, string | undefined>>): HostSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const variables = Variables.parse(given);
  return {
    port: variables.PORT,
    dataFolder: resolve(variables.MIKATA_DATA),
    initialNow: variables.MIKATA_NOW === undefined ? undefined : Date.parse(variables.MIKATA_NOW),
    seed: variables.MIKATA_SEED,
    dynamodbEndpoint: variables.DYNAMODB_ENDPOINT,
  };
}
