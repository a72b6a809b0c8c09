/**
 * Survey links are derived, never stored. A round's secret comes out of the key service and stays in memory; the
 * tables hold digests alone, so that nobody who reads a table can open a form, and every resend is the same link.
 */
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import type { OrganisationId, ProgrammeId, RoundId } from '../../../shared/kernel/ids.ts';
import { hmac, sha256Hex } from '../digest.ts';

export interface SurveyLink {
  /** 23 URL-safe characters, 136 random-looking bits; case-sensitive. */
  readonly token: string;
  readonly tokenDigest: string;
  /** Eight characters without look-alikes, typed together with the organisation's code. */
  readonly code: string;
  readonly codeDigest: string;
}

export interface LinkSecrets {
  linkOf(round: RoundOfProgramme, organisationId: OrganisationId, generation: number): Promise<SurveyLink>;
}

export interface RoundOfProgramme {
  readonly programmeId: ProgrammeId;
  readonly roundId: RoundId;
}

/** No 0, O, 1, I, L, U, V: what is read from paper is typed right. 29 letters, so 8 of them carry 38 bits. */
const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ';
const codeLength = 8;
const tokenBytes = 17;

export function createLinkSecrets(
  keyId: string,
  kms: Pick<KMSClient, 'send'> = new KMSClient({ maxAttempts: 4 }),
): LinkSecrets {
  const secrets = new Map<string, Promise<Uint8Array>>();
  const secretOf = (message: string): Promise<Uint8Array> => {
    const known = secrets.get(message);
    if (known !== undefined) return known;
    const asked = askForMac(kms, keyId, message);
    secrets.set(message, asked);
    asked.catch(() => secrets.delete(message));
    return asked;
  };
  return {
    async linkOf({ programmeId, roundId }, organisationId, generation) {
      const secret = await secretOf(`survey-links|${programmeId}|${roundId}`);
      const token = hmac(secret, `token|${organisationId}|${generation}`).subarray(0, tokenBytes).toString('base64url');
      const code = codeFrom(hmac(secret, `code|${organisationId}|${generation}`));
      return { token, tokenDigest: digestOfToken(token), code, codeDigest: digestOfCode(organisationId, code) };
    },
  };
}

async function askForMac(kms: Pick<KMSClient, 'send'>, keyId: string, message: string): Promise<Uint8Array> {
  const command = new GenerateMacCommand({
    KeyId: keyId,
    MacAlgorithm: 'HMAC_SHA_256',
    Message: new TextEncoder().encode(message),
  });
  const { Mac } = await kms.send(command);
  if (Mac === undefined) throw new Error('the key service answered without a MAC');
  return Mac;
}

function codeFrom(bytes: Uint8Array): string {
  const base = BigInt(codeAlphabet.length);
  let rest = bytes.subarray(0, 16).reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  let code = '';
  for (let place = 0; place < codeLength; place += 1) {
    code += codeAlphabet[Number(rest % base)] ?? '';
    rest /= base;
  }
  return code;
}

export function digestOfToken(token: string): string {
  return sha256Hex(`token|${token}`);
}

/** The code is short; tying it to the organisation keeps one guess from fitting 1,788 organisations. */
export function digestOfCode(organisationId: OrganisationId, code: string): string {
  return sha256Hex(`code|${organisationId}|${code}`);
}
