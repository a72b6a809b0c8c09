/** The pool's tokens: RS256 JWTs under a durable key pair, and opaque refresh tokens of which only digests are kept. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { promisify } from 'node:util';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import type { UserPoolModel } from '../../model.ts';
import type { Store, SystemClock } from '../../ports.ts';
import { ServiceError } from '../service-error.ts';
import { attributeOf, type User } from './user-rows.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const usualRefreshDays = 30;

export type PoolClient = UserPoolModel['clients'][number];

const Jwk = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() }).loose();
const KeyRow = z.object({ kid: z.string(), jwk: z.string() });
const Refresh = z.object({
  client_id: z.string(),
  sub: z.string(),
  origin: z.string(),
  auth_time: z.number(),
  expires_at: z.number(),
});
const AccessClaims = z.object({ sub: z.string(), origin_jti: z.string(), token_use: z.literal('access') });

/** The public half, as `/<poolId>/.well-known/jwks.json` shows it. */
export interface KeySet {
  readonly keys: readonly {
    readonly kty: 'RSA';
    readonly kid: string;
    readonly alg: 'RS256';
    readonly use: 'sig';
    readonly n: string;
    readonly e: string;
  }[];
}

interface PoolKey {
  readonly privateKey: KeyObject;
  readonly kid: string;
  readonly jwk: z.infer<typeof Jwk>;
}

/** One sign-in; all its access tokens name it, and signing out ends it. */
interface Origin {
  readonly id: string;
  /** Epoch seconds. */
  readonly authTime: number;
}

export function openTokenIssuer(region: string, store: Store, clock: SystemClock) {
  store.db.exec(`
    CREATE TABLE IF NOT EXISTS cognito_keys (pool_id TEXT PRIMARY KEY, kid TEXT NOT NULL, jwk TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS cognito_refresh (
      digest TEXT PRIMARY KEY, pool_id TEXT NOT NULL, client_id TEXT NOT NULL, sub TEXT NOT NULL,
      origin TEXT NOT NULL UNIQUE, auth_time INTEGER NOT NULL, expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS cognito_refresh_by_user ON cognito_refresh (pool_id, sub);`);
  const { db } = store;
  const getKey = db.prepare('SELECT kid, jwk FROM cognito_keys WHERE pool_id = ?');
  const putKey = db.prepare('INSERT OR IGNORE INTO cognito_keys (pool_id, kid, jwk) VALUES (?, ?, ?)');
  const addRefresh = db.prepare('INSERT INTO cognito_refresh VALUES (?, ?, ?, ?, ?, ?, ?)');
  const getRefresh = db.prepare(
    'SELECT client_id, sub, origin, auth_time, expires_at FROM cognito_refresh WHERE digest = ? AND pool_id = ?',
  );
  const liveOrigin = db.prepare('SELECT 1 FROM cognito_refresh WHERE origin = ?');
  const endAll = db.prepare('DELETE FROM cognito_refresh WHERE pool_id = ? AND sub = ?');
  const forget = db.prepare('DELETE FROM cognito_refresh WHERE expires_at < ?');
  const known = new Map<string, PoolKey>();
  const issuer = (pool: UserPoolModel) => `https://cognito-idp.${region}.amazonaws.com/${pool.id}`;

  async function keyOf(pool: UserPoolModel): Promise<PoolKey> {
    const remembered = known.get(pool.id);
    if (remembered) return remembered;
    if (!getKey.get(pool.id)) {
      const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
      const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }));
      // Whoever was first wins: the key is read back.
      store.transaction(() => putKey.run(pool.id, randomBytes(32).toString('base64'), jwk));
    }
    const row = KeyRow.parse(getKey.get(pool.id));
    const jwk = Jwk.parse(JSON.parse(row.jwk));
    const key = { kid: row.kid, jwk, privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) };
    known.set(pool.id, key);
    return key;
  }

  async function sign(pool: UserPoolModel, claims: Record<string, unknown>): Promise<string> {
    const { privateKey, kid } = await keyOf(pool);
    return new SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256' }).sign(privateKey);
  }

  async function tokens(pool: UserPoolModel, client: PoolClient, user: User, origin: Origin) {
    const iat = Math.floor(clock.now() / 1_000);
    const ExpiresIn = client.accessTokenMinutes * 60;
    const shared = {
      sub: user.sub,
      iss: issuer(pool),
      origin_jti: origin.id,
      event_id: randomUUID(),
      auth_time: origin.authTime,
      iat,
      exp: iat + ExpiresIn,
    };
    const AccessToken = await sign(pool, {
      ...shared,
      client_id: client.id,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      jti: randomUUID(),
      username: user.username,
    });
    const email = attributeOf(user, 'email');
    const IdToken = await sign(pool, {
      ...shared,
      aud: client.id,
      token_use: 'id',
      jti: randomUUID(),
      'cognito:username': user.username,
      ...(email === undefined ? {} : { email, email_verified: attributeOf(user, 'email_verified') === 'true' }),
    });
    return { AccessToken, IdToken, ExpiresIn, TokenType: 'Bearer' };
  }

  return {
    async signedIn(pool: UserPoolModel, client: PoolClient, user: User) {
      const now = clock.now();
      const origin = { id: randomUUID(), authTime: Math.floor(now / 1_000) };
      const RefreshToken = randomBytes(64).toString('base64url');
      const expiresAt = now + (client.refreshTokenDays ?? usualRefreshDays) * dayMs;
      store.transaction(() => {
        forget.run(now);
        addRefresh.run(digestOf(RefreshToken), pool.id, client.id, user.sub, origin.id, origin.authTime, expiresAt);
      });
      return { ...(await tokens(pool, client, user, origin)), RefreshToken };
    },

    /** The sub and the sign-in that a refresh token belongs to. Refuses one that is unknown, ended or too old. */
    readRefresh(
      pool: UserPoolModel,
      client: PoolClient,
      token: string,
    ): { readonly sub: string; readonly origin: Origin } {
      const row = Refresh.optional().parse(getRefresh.get(digestOf(token), pool.id));
      if (!row || row.client_id !== client.id) throw notAuthorized('Invalid Refresh Token');
      if (row.expires_at <= clock.now()) throw notAuthorized('Refresh Token has expired');
      return { sub: row.sub, origin: { id: row.origin, authTime: row.auth_time } };
    },

    refreshed: tokens,

    /** The sub of whom an access token of this pool was given to. */
    async readAccess(pool: UserPoolModel, token: string): Promise<string> {
      const { privateKey } = await keyOf(pool);
      const options = { issuer: issuer(pool), algorithms: ['RS256'], currentDate: new Date(clock.now()) };
      try {
        const claims = AccessClaims.parse((await jwtVerify(token, createPublicKey(privateKey), options)).payload);
        if (!liveOrigin.get(claims.origin_jti)) throw notAuthorized('Access Token has been revoked');
        return claims.sub;
      } catch (error) {
        if (error instanceof ServiceError) throw error;
        throw notAuthorized(error instanceof errors.JWTExpired ? 'Access Token has expired' : 'Invalid Access Token');
      }
    },

    /** Ends every sign-in of a user. Joins the surrounding transaction. */
    signOut: (pool: UserPoolModel, user: User): unknown => endAll.run(pool.id, user.sub),

    async keySet(pool: UserPoolModel): Promise<KeySet> {
      const { kid, jwk } = await keyOf(pool);
      return { keys: [{ kty: 'RSA', kid, alg: 'RS256', use: 'sig', n: jwk.n, e: jwk.e }] };
    },
  };
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
