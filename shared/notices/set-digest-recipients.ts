/** A person says where the digests (定期報告) go from the next one on. */
import * as z from 'zod';
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type AddressLineError, readAddressLines } from './address-lines.ts';
import { type DigestSettings, mostDigestRecipients } from './digest-recipients.ts';

export interface SetDigestRecipientsDeps {
  readonly digests: Pick<DigestSettings, 'save'>;
}

export interface DigestRecipientsInput {
  /** One address a line, as typed. Blank lines say nothing, but count, so that a line keeps its number. */
  readonly addresses: readonly string[];
  /** The version that was shown to the person; 0 where nobody was set. */
  readonly version: number;
}

export type SetDigestRecipientsRefusal =
  | { readonly kind: 'digest-recipients-not-valid'; readonly errors: readonly AddressLineError[] }
  | { readonly kind: 'changed-meanwhile' };

/** Without addresses: the answer is kept with the command. */
export const DigestRecipientsSet = z.object({ recipients: z.int(), version: z.int() }).readonly();

export async function setDigestRecipients(
  { digests }: SetDigestRecipientsDeps,
  input: DigestRecipientsInput,
  cause: Cause,
): Promise<Result<z.infer<typeof DigestRecipientsSet>, SetDigestRecipientsRefusal>> {
  const { addresses, errors } = readAddressLines(input.addresses, { most: mostDigestRecipients, none });
  if (errors.length > 0) return refuse({ kind: 'digest-recipients-not-valid', errors });
  const result = { recipients: addresses.length, version: input.version + 1 };
  const saved = await digests.save(
    { programmeId: cause.programmeId, addresses, version: result.version },
    {
      ...{ cause, result, events: [] },
      audit: {
        action: 'set-digest-recipients',
        target: 'digest-recipients',
        detail: { recipients: addresses.length },
      },
    },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

const none = '送信先のメールアドレスを入力してください。';
