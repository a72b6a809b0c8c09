/**
 * A signed-in person of the staff: what the session says, what the account says now, and whether both still let
 * the person in. Read on every request, in one call, so that a suspension works at the next click.
 */
import * as z from 'zod';
import { AccountId, OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { Instant, msOf } from '../kernel/time.ts';
import type { Caller } from './policy.ts';
import { Role } from './role.ts';

const minuteMs = 60_000;
/** A session without a click ends. */
export const idleMinutes = 30;
/** A session ends at the latest. */
export const longestMinutes = 8 * 60;

export const StaffAccount = z.object({
  accountId: AccountId,
  programmeId: ProgrammeId,
  role: Role,
  /** Only for people of a prefecture or municipality. */
  organisationId: OrganisationId.optional(),
  displayName: z.string().min(1).max(80),
  status: z.enum(['active', 'suspended', 'ended']),
  /** Sessions and tokens from before this moment no longer count (password change, forced sign-out). */
  signedOutBefore: Instant.optional(),
});
export type StaffAccount = z.infer<typeof StaffAccount>;

export const StaffSession = z.object({
  /** SHA-256 of the secret in the cookie, lower-case hex. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  accountId: AccountId,
  startedAt: Instant,
  lastSeenAt: Instant,
});
export type StaffSession = z.infer<typeof StaffSession>;

export type SessionVerdict = 'let-in' | 'idle-too-long' | 'too-old' | 'signed-out' | 'account-not-active';

export function judgeSession(session: StaffSession, account: StaffAccount, now: Instant): SessionVerdict {
  if (account.status !== 'active') return 'account-not-active';
  if (account.signedOutBefore !== undefined && session.startedAt < account.signedOutBefore) return 'signed-out';
  if (msOf(now) - msOf(session.startedAt) > longestMinutes * minuteMs) return 'too-old';
  if (msOf(now) - msOf(session.lastSeenAt) > idleMinutes * minuteMs) return 'idle-too-long';
  return 'let-in';
}

export function callerOf(account: StaffAccount): Caller {
  return {
    accountId: account.accountId,
    programmeId: account.programmeId,
    role: account.role,
    displayName: account.displayName,
    ...(account.organisationId === undefined ? {} : { organisationId: account.organisationId }),
  };
}
