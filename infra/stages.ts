/** What differs between one deployment and another, as data. */
export interface Stage {
  readonly name: StageName;
  /** Mails that may leave in one second: the account's SES sending rate (a new account out of the sandbox has 14). */
  readonly mailPerSecond: number;
  /** Steady rate and burst of the gateway, requests per second over all routes. */
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
  /** Requests of one address within five minutes before the front door turns it away. */
  readonly requestsPerAddress: number;
  /** The same for the addresses that take a password, a typed code or a link. */
  readonly attemptsPerAddress: number;
  /** US dollars a month; at 80 % and when a forecast passes it, the alarm topic is told. */
  readonly monthlyBudgetUsd: number;
}

/**
 * Names of the secrets by which the gateway knows our distributions. All of them are accepted, the last is shown; so
 * a new one is added, deployed, and the old one taken out with the next deployment.
 */
export const doorSecrets: readonly [string, ...string[]] = ['1'];

export type StageName = 'local' | 'prod';

const prod: Stage = {
  name: 'prod',
  mailPerSecond: 14,
  requestsPerSecond: 500,
  requestBurst: 1000,
  requestsPerAddress: 3000,
  // A ward office or a prefecture stands behind one address with all of its officers.
  attemptsPerAddress: 300,
  monthlyBudgetUsd: 400,
};

export const stages: Readonly<Record<StageName, Stage>> = {
  prod,
  local: { ...prod, name: 'local', mailPerSecond: 200 },
};
