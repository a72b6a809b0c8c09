/**
 * What every business change carries besides its rows. State, event, audit row and idempotency row go to the
 * database in one transaction; this is their common description.
 *
 * Nuances: a cause with a `command` came from a person or a program, whose repeat is answered from the stored
 * result; a cause with `heard` came from an event, which may be heard twice and must have one effect.
 */
import type { AccountId, CommandId, EventId, OrganisationId, ProgrammeId } from './ids.ts';
import type { Instant } from './time.ts';

/** Who did it. Never a name: the audit trail must be readable without holding personal data. */
export type Actor =
  | { readonly kind: 'account'; readonly accountId: AccountId; readonly role: string }
  | { readonly kind: 'organisation'; readonly organisationId: OrganisationId }
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'visitor' };

/** A request that must have its effect once, however often it arrives. */
export interface Command {
  /** Who asks, so that two callers may use the same key. */
  readonly caller: string;
  readonly operation: string;
  readonly key: CommandId;
  /** SHA-256 of the request's body, lower-case hex: the same key with another body is refused. */
  readonly bodyDigest: string;
}

export interface Cause {
  readonly programmeId: ProgrammeId;
  readonly actor: Actor;
  readonly at: Instant;
  /** Ties log lines, audit rows and events of one request together. */
  readonly requestId: string;
  readonly command?: Command;
  readonly heard?: { readonly subscriber: string; readonly eventId: EventId };
}

/** A thing that happened, before it has an id: made by `happened(contract, data)` of the event contracts. */
export interface Fact {
  readonly type: string;
  readonly context: string;
  readonly data: unknown;
}

export interface AuditNote {
  /** Verb-noun, e.g. `submit-response`. */
  readonly action: string;
  /** What it was done to, by ids only, e.g. `round/…/organisation/011002`. */
  readonly target: string;
  /** Figures and states, never personal data. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** What a change says of itself. */
export interface ChangeRecord {
  readonly cause: Cause;
  readonly audit: AuditNote;
  readonly events: readonly Fact[];
  /** What the command answers; stored so that a repeat gets the same. JSON. */
  readonly result?: unknown;
}

/**
 * How saving ended: `changed-meanwhile` when a condition on the rows no longer held (nothing was written),
 * `heard-before` when the event had its effect already (nothing was written).
 */
export type Saved = 'saved' | 'changed-meanwhile' | 'heard-before';

/** Gives ids that nobody can guess. */
export interface IdSource {
  /** A random UUID. */
  next(): string;
}
