/**
 * A staff account. The user pool knows the password and the second factor; role, programme and standing are ours and
 * are read on every request.
 *
 * Nuances: an account is never deleted and its id and mail address are never given to another person; one that is
 * `ended` stays ended.
 * @source 愛媛労働局 仕様書 別紙2 6.5.1: an identifier given to one person is not given to another
 */
import * as z from 'zod';
import { StaffAccount } from '../access/staff-session.ts';
import { Instant } from '../kernel/time.ts';

export const Account = StaffAccount.extend({
  /** Login name; shown to administrators only. */
  email: z.email().max(254),
  createdAt: Instant,
  version: z.int().min(1),
});
export type Account = z.infer<typeof Account>;

export type AccountStatus = Account['status'];

export const accountMoves = {
  active: ['suspended', 'ended'],
  suspended: ['active', 'ended'],
  ended: [],
} as const satisfies Record<AccountStatus, readonly AccountStatus[]>;
