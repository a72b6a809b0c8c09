/** The running system with its people: what every chapter of the scenario works with. */
import { type HostProcess, startHostProcess } from './host-process.ts';
import { createLocalSystem, type LocalSystem } from './local-system.ts';
import { createProgram, type DemoAccount, type Program } from './web-client.ts';

export interface Stage {
  readonly origin: string;
  readonly local: LocalSystem;
  account(role: string): DemoAccount;
  program(role: string): Promise<Program>;
  /** SIGKILL to the host and all it started, and a start on the same folder. */
  killAndRestart(): Promise<void>;
  end(): Promise<void>;
}

const programme = 'womens-support-2026';

export async function openStage(options: { readonly dataFolder: string; readonly now: string }): Promise<Stage> {
  let host: HostProcess = await startHostProcess(options);
  const { origin } = host;
  const local = createLocalSystem(origin);
  const accounts = await local.accounts();
  const account = (role: string): DemoAccount => {
    const found = accounts.find((each) => each.role === role && each.programme === programme);
    if (found === undefined) throw new Error(`there is no demo account for ${role}`);
    return found;
  };
  return {
    origin,
    local,
    account,
    program: (role) => createProgram(origin, account(role), local.now),
    async killAndRestart() {
      await host.kill('group');
      host = await startHostProcess({ dataFolder: options.dataFolder, port: Number(new URL(origin).port) });
    },
    end: () => host.end(),
  };
}
