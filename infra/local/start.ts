/** Starts the whole system on this machine. docs/local-host.md says what it offers and what it leaves out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Host, startHost } from './host.ts';
import { FolderInUse } from './lock.ts';
import type { Seed } from './seed-port.ts';
import { type HostSettings, readHostSettings, WrongSetting } from './settings.ts';
import { synthesise } from './synthesise.ts';
import { readModel } from './template/read-model.ts';

const root = join(import.meta.dirname, '..', '..');

const shownAccounts = 6;

const Accounts = z.array(
  z.object({
    email: z.string(),
    password: z.string(),
    totpSecret: z.string().optional(),
    role: z.string(),
    programme: z.string(),
    organisation: z.string(),
  }),
);

/** The demo data brings much code along; it is loaded on an empty folder, or when a test wants a link. */
const seed: Seed = {
  seed: async (context) => (await loadSeed()).seed(context),
  mintLink: async (context, wish) => (await loadSeed()).mintLink(context, wish),
};

async function loadSeed(): Promise<Seed> {
  return await import(new URL('./seed/seed.ts', import.meta.url).href);
}

async function openHost(settings: HostSettings): Promise<Host> {
  const { assemblyFolder } = await synthesise({
    root,
    onStart: () => console.log('構成を作成しています（数十秒かかります）。 Making the template …'),
  });
  const { port, dataFolder, initialNow, dynamodbEndpoint } = settings;
  const model = readModel(assemblyFolder);
  return startHost({ port, dataFolder, initialNow, dynamodbEndpoint, model, seed, demo: settings.seed === 'demo' });
}

function printTable({ origins, accountsFile }: Host, { dataFolder }: HostSettings): void {
  const { app } = origins;
  const portals = [...origins.byAlias].filter(([, origin]) => origin !== app);
  const rows: readonly (readonly [string, string])[] = [
    ['ポータル', `${app}/`],
    ...portals.map(([, origin]) => ['', `${origin}/`] as const),
    ['管理画面', `${app}/console`],
    ['API', `${app}/api/openapi.json`],
    ['送信メール', `${app}/_local/mail`],
    ['データ', dataFolder],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(6, '　')} ${value}`);
  if (!existsSync(accountsFile)) return;
  const accounts = Accounts.parse(JSON.parse(readFileSync(accountsFile, 'utf8')));
  console.log(`\nデモ用アカウント（全${accounts.length}件は ${app}/_local/accounts.json）`);
  const shown = accounts.slice(0, shownAccounts);
  for (const { email, password, role, programme } of shown) console.log(`${email}  ${password}  ${role}  ${programme}`);
}

function endOnSignal(host: Host): void {
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    host.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

function explain(error: unknown): string {
  if (error instanceof WrongSetting || error instanceof FolderInUse) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'PORT で指定したポートは、ほかのプログラムが使用しています。\nThe port is taken; name another one with PORT.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Answers when the host is ready; a host that cannot start ends the process with 1 and a message. */
export async function start(): Promise<void> {
  try {
    const settings = readHostSettings(process.env);
    const host = await openHost(settings);
    endOnSignal(host);
    printTable(host, settings);
    console.log(`\nready ${host.origins.app}`);
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
}
