/**
 * What may be done, as `noun:verb`. A permission whose verb is `read` never changes anything.
 *
 * - `responses:read` shows every answer in whatever state; `accepted-responses:read` only answers that the body has
 *   accepted (受理), and never a draft.
 * - `rounds:read` shows a round with the state of every organisation; `area-progress:read` only the states of the
 *   municipalities in the reader's own prefecture, and no answers.
 * - `measures:read` shows accepted answers to the questions that are compared between local governments, and no other
 *   answer; `corrections:read` what municipalities ask to have corrected in the directory.
 */
import * as z from 'zod';

export const permissions = [
  'contacts:import',
  'contacts:read',
  'rounds:read',
  'rounds:open',
  'rounds:send',
  'area-progress:read',
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
  'accounts:manage',
  'own-account:use',
] as const;

export const Permission = z.enum(permissions);
export type Permission = z.infer<typeof Permission>;
