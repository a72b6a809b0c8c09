/** A person says where the weekly summary (週次報告) goes from the next on. */
import * as z from 'zod';
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { normaliseMailAddress } from '../kernel/text.ts';
import { sameMail } from './correction.ts';
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

/** `addresses.<place>` for a line, counted from 0; `addresses` for all of them. */
export interface RecipientError {
  readonly field: string;
  readonly message: string;
}

export type SetDigestRecipientsRefusal =
  | { readonly kind: 'digest-recipients-not-valid'; readonly errors: readonly RecipientError[] }
  | { readonly kind: 'changed-meanwhile' };

/** Without addresses: the answer is kept with the command. */
export const DigestRecipientsSet = z.object({ recipients: z.int(), version: z.int() }).readonly();

export async function setDigestRecipients(
  { digests }: SetDigestRecipientsDeps,
  input: DigestRecipientsInput,
  cause: Cause,
): Promise<Result<z.infer<typeof DigestRecipientsSet>, SetDigestRecipientsRefusal>> {
  const { addresses, errors } = readLines(input.addresses);
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

/** An address that stands there twice is one recipient. */
function readLines(lines: readonly string[]): { addresses: string[]; errors: RecipientError[] } {
  const addresses: string[] = [];
  const errors: RecipientError[] = [];
  for (const [place, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const address = normaliseMailAddress(line);
    if (address === undefined) {
      const message = `${place + 1}行目を、メールアドレスの形式で入力してください。`;
      errors.push({ field: `addresses.${place}`, message });
    } else if (!addresses.some((known) => sameMail(known, address))) addresses.push(address);
  }
  if (addresses.length > mostDigestRecipients) errors.push({ field: 'addresses', message: tooMany });
  if (addresses.length === 0 && errors.length === 0) errors.push({ field: 'addresses', message: none });
  return { addresses, errors };
}

const none = '送信先のメールアドレスを入力してください。';
const tooMany = `送信先は${mostDigestRecipients}件までです。${mostDigestRecipients}件以内にしてください。`;
