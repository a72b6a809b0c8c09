import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinkSecrets, digestOfToken } from '../../../../functions/platform/links/link-secrets.ts';
import { OrganisationId, ProgrammeId, RoundId } from '../../../../shared/kernel/ids.ts';
import { readTypedCode } from '../../../../shared/kernel/reference-number.ts';
import { localGovernments } from '../../../../shared/programmes/local-governments.ts';

/** A key service as small as it can be: the same message gives the same MAC, another key gives another one. */
function keyService(key = 'key') {
  let calls = 0;
  let fails = false;
  return {
    calls: () => calls,
    fail: (now: boolean) => {
      fails = now;
    },
    send: async ({ input }: { input: { Message: Uint8Array; KeyId: string; MacAlgorithm: string } }) => {
      calls += 1;
      if (fails) throw new Error('the key service is away');
      return { Mac: new Uint8Array(createHmac('sha256', key).update(input.Message).digest()) };
    },
  };
}
const secretsOf = (service = keyService()) => createLinkSecrets('link-key', service as never);
const round = {
  programmeId: ProgrammeId.parse('womens-support-2026'),
  roundId: RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b'),
};
const organisation = OrganisationId.parse('011002');

describe('a link', () => {
  it('has a token of 23 URL-safe characters and a code that people can type', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...localGovernments),
        fc.integer({ min: 1, max: 9 }),
        fc.uuid({ version: 4 }),
        async ({ code }, generation, roundId) => {
          const secrets = secretsOf();
          const link = await secrets.linkOf({ ...round, roundId: RoundId.parse(roundId) }, code, generation);
          expect(link.token).toMatch(/^[A-Za-z0-9_-]{23}$/);
          expect(link.code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{8}$/);
          expect(readTypedCode(link.code.toLowerCase())).toBe(link.code);
          expect(link.tokenDigest).toBe(digestOfToken(link.token));
          expect(link.codeDigest).toBe(await secrets.codeDigestOf(code, link.code));
        },
      ),
    );
  });

  it('has a code whose digest nobody can work out who holds the table but not the key', async () => {
    const { code, codeDigest } = await secretsOf().linkOf(round, organisation, 1);
    expect(await secretsOf(keyService('another key')).codeDigestOf(organisation, code)).not.toBe(codeDigest);
    expect(await secretsOf().codeDigestOf(OrganisationId.parse('012025'), code)).not.toBe(codeDigest);
    expect(codeDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same at every resend, also after a cold start', async () => {
    expect(await secretsOf().linkOf(round, organisation, 1)).toEqual(await secretsOf().linkOf(round, organisation, 1));
  });

  it('differs by programme, round, organisation, generation and key, for all organisations of a round', async () => {
    const secrets = secretsOf();
    const links = await Promise.all(localGovernments.map(({ code }) => secrets.linkOf(round, code, 1)));
    const others = await Promise.all([
      secrets.linkOf(round, organisation, 2),
      secrets.linkOf({ ...round, programmeId: ProgrammeId.parse('single-parent-2024') }, organisation, 1),
      secrets.linkOf({ ...round, roundId: RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6c') }, organisation, 1),
      secretsOf(keyService('another key')).linkOf(round, organisation, 1),
    ]);
    const all = [...links, ...others];
    expect(new Set(all.map(({ token }) => token)).size).toBe(all.length);
    expect(new Set(all.map(({ codeDigest }) => codeDigest)).size).toBe(all.length);
    expect(
      all.some(({ token, tokenDigest, code, codeDigest }) => tokenDigest.includes(token) || codeDigest.includes(code)),
    ).toBe(false);
  });
});

describe('the key service', () => {
  it('is asked once for a round, also by many at once', async () => {
    const service = keyService();
    const secrets = secretsOf(service);
    await Promise.all(localGovernments.slice(0, 50).map(({ code }) => secrets.linkOf(round, code, 1)));
    // One for the round's links, one for all typed codes.
    expect(service.calls()).toBe(2);
  });

  it('that was away is asked again', async () => {
    const service = keyService();
    const secrets = secretsOf(service);
    service.fail(true);
    await expect(secrets.linkOf(round, organisation, 1)).rejects.toThrow('away');
    service.fail(false);
    expect((await secrets.linkOf(round, organisation, 1)).token).toHaveLength(23);
  });
});
