/**
 * The one table of who may do what. Whatever does not stand in it is denied.
 *
 * Nuances: the administrator manages accounts and sees no survey content (S2 別紙2 6.9.3); the auditor reads and
 * never writes (S0 第3の2(6)); the receiver sees what the body has accepted and opens nothing; a prefecture sees the
 * states of its municipalities, not their drafts.
 * @source 千葉県 仕様書 別記2 5.3(2)(イ), 愛媛労働局 仕様書 別紙2 6.9.1: access follows duty
 */
import type { AccountId, OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { Permission } from './permission.ts';
import type { Role } from './role.ts';

/** Somebody who has logged in: what every staff use case is told about who asks. */
export interface Caller {
  readonly accountId: AccountId;
  readonly role: Role;
  /** Comes from the account, never from the request; it is what keeps programmes apart. */
  readonly programmeId: ProgrammeId;
  /** The prefecture or municipality that the account belongs to; absent for accounts of the body and the receiver. */
  readonly organisationId?: OrganisationId;
  /** Shown on pages and written to the audit trail beside the id. */
  readonly displayName: string;
}

export const policy = {
  // Both roles of the body may send, so that one person's absence does not stop a round.
  'body-staff': [
    'contacts:import',
    'contacts:read',
    'rounds:read',
    'rounds:open',
    'rounds:send',
    'responses:read',
    'responses:review',
    'responses:export',
    'accepted-responses:read',
    'desks:read',
    'measures:read',
    'corrections:read',
    'corrections:decide',
    'site:read',
    'notices:read',
    'files:upload',
    'files:read',
    'own-account:use',
  ],
  'body-manager': [
    'contacts:import',
    'contacts:read',
    'rounds:read',
    'rounds:open',
    'rounds:send',
    'responses:read',
    'responses:review',
    'responses:export',
    'accepted-responses:read',
    'desks:read',
    'measures:read',
    'corrections:read',
    'corrections:decide',
    'site:read',
    'notices:read',
    'files:upload',
    'files:read',
    'audit:read',
    'accounts:read',
    'own-account:use',
  ],
  'receiver-officer': [
    'rounds:read',
    'accepted-responses:read',
    'desks:read',
    'measures:read',
    'corrections:read',
    'site:read',
    'own-account:use',
  ],
  'prefecture-officer': ['area-progress:read', 'desks:read', 'measures:read', 'site:read', 'own-account:use'],
  auditor: [
    'contacts:read',
    'rounds:read',
    'accepted-responses:read',
    'desks:read',
    'measures:read',
    'corrections:read',
    'site:read',
    'notices:read',
    'files:read',
    'audit:read',
    'accounts:read',
    'own-account:use',
  ],
  administrator: ['accounts:read', 'accounts:manage', 'own-account:use'],
} as const satisfies Record<Role, readonly Permission[]>;

/** Whether the role holds the permission; denied unless the table says otherwise, also for a role not in the table. */
export function may(role: Role, permission: Permission): boolean {
  if (!Object.hasOwn(policy, role)) return false;
  const held: readonly Permission[] = policy[role];
  return held.includes(permission);
}

/**
 * Roles that need a second factor beside the password: those that read across the programme, decide, or manage others.
 * @source 愛媛労働局 仕様書 別紙2 6.5.1, 6.7.1
 */
const secondFactor = {
  'body-staff': false,
  'body-manager': true,
  'receiver-officer': true,
  'prefecture-officer': false,
  auditor: true,
  administrator: true,
} as const satisfies Record<Role, boolean>;

/** Whether a session of this role may begin only after a second factor (TOTP). */
export function multiFactorRequired(role: Role): boolean {
  return secondFactor[role];
}
