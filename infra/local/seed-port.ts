/**
 * What the demo data needs from the host, and what the host asks of it. The seed runs once, on an empty folder,
 * before the first request is answered; it writes rows, objects and mails directly.
 */
import type { CognitoEndpoint } from './endpoints/cognito/cognito-endpoint.ts';
import type { SystemModel } from './model.ts';
import type { Endpoint, MailArchive, ObjectReader, Store, SystemClock } from './ports.ts';

export interface SeedContext {
  readonly model: SystemModel;
  readonly store: Store;
  readonly clock: SystemClock;
  /** Where `accounts.json` is to be written; `/_local/accounts.json` serves that file as it is. */
  readonly dataFolder: string;
  /** Where the DynamoDB protocol is spoken, past the gate. */
  readonly dynamodbUrl: string;
  /** For calls past the gate: no signature, no policy, no faults. By the service's name. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly objects: ObjectReader;
  readonly mails: MailArchive;
  /** Where the SES endpoint keeps its .eml files. */
  readonly mailFolder: string;
  readonly cognito: CognitoEndpoint;
  /** `https://app.localhost` and the like -> this machine's addresses. */
  localise(text: string): string;
}

export interface LinkWish {
  readonly organisation: string;
  readonly round: string;
  readonly expired: boolean;
}

export interface MintedLink {
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

export interface Seed {
  /** Fills an empty folder; called again after a kill in its middle, so it has to be repeatable. */
  seed(context: SeedContext): Promise<void>;
  /** A survey link for tests. Undefined where there is no such organisation or round. */
  mintLink(context: SeedContext, wish: LinkWish): Promise<MintedLink | undefined>;
}
