/**
 * Survey links are derived, never stored. A round's secret comes out of the key service and stays in memory; the
 * tables hold digests alone, so that nobody who reads a table can open a form, and every resend is the same link.
 */
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import type { OrganisationId, ProgrammeId, RoundId } from '../../../shared/kernel/ids.ts';
import { type TypedCode, typedCodeFrom } from '../../../shared/kernel/reference-number.ts';
import { hmac, sha256Hex } from '../digest.ts';

interface SurveyLink {
  /** 23 URL-safe characters, 136 random-looking bits; case-sensitive. */
  readonly token: string;
  readonly tokenDigest: string;
  /** Eight characters without look-alikes, the last one a check; typed together with the organisation's code. */
  readonly code: TypedCode;
  readonly codeDigest: string;
}

export interface LinkSecrets {
  /** What a typed code is found by. Keyed: of an 8-character code a bare digest could be guessed by who reads the table. */
  codeDigestOf(organisationId: OrganisationId, code: string): Promise<string>;
  linkOf(round: RoundOfProgramme, organisationId: OrganisationId, generation: number): Promise<SurveyLink>;
  /**
   * The name of an organisation's calendar: as hard to guess as the link and another secret, so that nobody comes from
   * the calendar to the form. It ends with the generation of the link.
   */
  calendarOf(round: RoundOfProgramme, organisationId: OrganisationId, generation: number): Promise<string>;
  /** The link of a colleague with whom the draft is shared. Generations of the mailed link do not touch it. */
  delegateLinkOf(
    round: RoundOfProgramme,
    organisationId: OrganisationId,
    delegation: number,
  ): Promise<Pick<SurveyLink, 'token' | 'tokenDigest'>>;
  /** The token of the mail by which an organisation corrects its desks; another asking has another. */
  correctionOf(programmeId: ProgrammeId, organisationId: OrganisationId, askId: string): Promise<string>;
}

interface RoundOfProgramme {
  readonly programmeId: ProgrammeId;
  readonly roundId: RoundId;
}

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
  const codeDigestOf = async (organisationId: OrganisationId, code: string): Promise<string> =>
    hmac(await secretOf('typed-codes'), `${organisationId}|${code}`).toString('hex');
  const secretOfRound = ({ programmeId, roundId }: RoundOfProgramme) =>
    secretOf(`survey-links|${programmeId}|${roundId}`);
  return {
    codeDigestOf,
    async correctionOf(programmeId, organisationId, askId) {
      const secret = await secretOf(`desk-corrections|${programmeId}`);
      return hmac(secret, `token|${organisationId}|${askId}`).subarray(0, tokenBytes).toString('base64url');
    },
    async calendarOf(round, organisationId, generation) {
      const secret = await secretOfRound(round);
      return tokenFrom(hmac(secret, `calendar|${organisationId}|${generation}`));
    },
    async linkOf(round, organisationId, generation) {
      const secret = await secretOfRound(round);
      const token = tokenFrom(hmac(secret, `token|${organisationId}|${generation}`));
      const code = typedCodeFrom(hmac(secret, `code|${organisationId}|${generation}`));
      const codeDigest = await codeDigestOf(organisationId, code);
      return { token, tokenDigest: digestOfToken(token), code, codeDigest };
    },
    async delegateLinkOf(round, organisationId, delegation) {
      const token = tokenFrom(hmac(await secretOfRound(round), `delegate|${organisationId}|${delegation}`));
      return { token, tokenDigest: digestOfToken(token) };
    },
  };
}

function tokenFrom(mac: Buffer): string {
  return mac.subarray(0, tokenBytes).toString('base64url');
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

export function digestOfToken(token: string): string {
  return sha256Hex(`token|${token}`);
}
