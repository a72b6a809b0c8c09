import { grouped } from '../../shared/kernel/reference-number.ts';
import type { LetterLinks } from '../../shared/notices/mailer.ts';
import type { LinkSecrets } from '../platform/links/link-secrets.ts';

/** @param appOrigin `https://app.example.jp` */
export function createLetterLinks(secrets: LinkSecrets, appOrigin: string): LetterLinks {
  return {
    correctionUrlOf: async (...asking) => `${appOrigin}/corrections/${await secrets.correctionOf(...asking)}`,
    async linkOf(round, organisationId, generation) {
      const { token, code } = await secrets.linkOf(round, organisationId, generation);
      return { url: `${appOrigin}/s/${token}`, typedUrl: `${appOrigin}/s`, code: grouped(code) };
    },
    async delegateUrlOf(round, organisationId, delegation) {
      return `${appOrigin}/s/${(await secrets.delegateLinkOf(round, organisationId, delegation)).token}`;
    },
  };
}
