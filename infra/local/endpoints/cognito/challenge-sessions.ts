/** What stands between two steps of a sign-in. Only the digest of a session is kept; it lives three minutes. */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Store, SystemClock } from '../../ports.ts';
import { ServiceError } from '../service-error.ts';

const lifetimeMs = 3 * 60 * 1_000;
const mostWrongCodes = 5;

export const ChallengeName = z.enum(['NEW_PASSWORD_REQUIRED', 'SOFTWARE_TOKEN_MFA', 'MFA_SETUP']);
export type ChallengeName = z.infer<typeof ChallengeName>;

const Challenge = z.object({
  name: ChallengeName,
  poolId: z.string(),
  clientId: z.string(),
  username: z.string(),
  /** Base32, once AssociateSoftwareToken gave it out in this session. */
  pendingSecret: z.string().optional(),
  /** Whether VerifySoftwareToken took a code in this session. */
  verified: z.boolean().optional(),
});
export type Challenge = z.infer<typeof Challenge>;

const Row = z.object({ data: z.string(), expires_at: z.number(), used: z.number(), wrong: z.number() });

export function openChallengeSessions(store: Store, clock: SystemClock) {
  store.db.exec(`CREATE TABLE IF NOT EXISTS cognito_sessions (
    digest TEXT PRIMARY KEY, data TEXT NOT NULL, expires_at INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0, wrong INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID`);
  const insert = store.db.prepare('INSERT INTO cognito_sessions (digest, data, expires_at) VALUES (?, ?, ?)');
  const get = store.db.prepare('SELECT data, expires_at, used, wrong FROM cognito_sessions WHERE digest = ?');
  const use = store.db.prepare('UPDATE cognito_sessions SET used = 1 WHERE digest = ? AND used = 0');
  const wrong = store.db.prepare('UPDATE cognito_sessions SET wrong = wrong + 1 WHERE digest = ?');
  const forget = store.db.prepare('DELETE FROM cognito_sessions WHERE expires_at < ?');

  return {
    /** Answers the session that the next call brings back. */
    open(challenge: Challenge): string {
      const session = randomBytes(48).toString('base64url');
      const now = clock.now();
      store.transaction(() => {
        forget.run(now - 24 * 60 * 60 * 1_000);
        insert.run(digestOf(session), JSON.stringify(challenge), now + lifetimeMs);
      });
      return session;
    },

    /** Refuses a session that is unknown, used, too old, or had too many wrong codes. */
    read(session: string): Challenge {
      const row = Row.optional().parse(get.get(digestOf(session)));
      if (!row || row.wrong >= mostWrongCodes) throw invalid('Invalid session for the user.');
      if (row.used) throw usedBefore();
      if (row.expires_at <= clock.now()) throw invalid('Invalid session for the user, session is expired.');
      return Challenge.parse(JSON.parse(row.data));
    },

    /** Ends the session. Of two who bring it at once, one is refused. Joins the surrounding transaction. */
    use(session: string): void {
      if (use.run(digestOf(session)).changes !== 1) throw usedBefore();
    },

    wrongCode(session: string): void {
      store.transaction(() => wrong.run(digestOf(session)));
    },
  };
}

function digestOf(session: string): string {
  return createHash('sha256').update(session).digest('base64url');
}

function usedBefore(): ServiceError {
  return invalid('Invalid session for the user, session can only be used once.');
}

function invalid(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
