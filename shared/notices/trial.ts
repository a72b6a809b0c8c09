/**
 * 試行: while a programme tries its mails out, they go to a list of addresses and to nobody else. It ends when a second
 * person decides so: then at least two accounts can send.
 *
 * Nuances: what is held back in a trial is not sent later: a survey that was tried out must not reach anybody by
 * surprise. Where nothing was stated the programme is live; what is sent then is decided for each survey.
 * @source FEATURES AC-N11
 */
import * as z from 'zod';
import type { Cause, ChangeRecord, Saved } from '../kernel/change.ts';
import { ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { Instant } from '../kernel/time.ts';
import { type AddressLineError, readAddressLines } from './address-lines.ts';
import { sameMail } from './correction.ts';
import type { Recipients } from './notice.ts';

export const mostTrialAddresses = 50;
const none = '試行で送ってよいメールアドレスを入力してください。';

const base = { programmeId: ProgrammeId, version: z.int().min(1), since: Instant };

export const MailMode = z.discriminatedUnion('mode', [
  z.object({
    ...{ ...base, mode: z.literal('trial') },
    allowed: z.array(z.string().max(254)).min(1).max(mostTrialAddresses),
    /** The account that stated it; another one ends it. */
    by: z.string().max(60),
  }),
  z.object({ ...base, mode: z.literal('live') }),
]);
export type MailMode = z.infer<typeof MailMode>;

export interface MailModes {
  /** `undefined` where nothing was stated. */
  of(programmeId: ProgrammeId): Promise<MailMode | undefined>;
  /** Over the version before; version 1 where nothing was stated. */
  save(mode: MailMode, record: ChangeRecord): Promise<Saved>;
}

/** Whom the mail reaches; `undefined` where the trial leaves nobody. */
export function withinTrial(mode: MailMode | undefined, { to, cc }: Recipients): Recipients | undefined {
  if (mode?.mode !== 'trial') return { to, cc };
  const within = (addresses: readonly string[]) =>
    addresses.filter((address) => mode.allowed.some((each) => sameMail(each, address)));
  const left = { to: within(to), cc: within(cc) };
  return left.to.length === 0 ? undefined : left;
}

export type TrialRefusal =
  | { readonly kind: 'trial-not-valid'; readonly errors: readonly AddressLineError[] }
  | { readonly kind: 'not-in-trial' }
  | { readonly kind: 'second-person-needed' }
  | { readonly kind: 'changed-meanwhile' };

/** Without addresses: the answer is kept with the command. */
export const MailModeSet = z.object({ mode: z.enum(['trial', 'live']), version: z.int() }).readonly();
type MailModeSet = z.infer<typeof MailModeSet>;

interface Deps {
  readonly modes: MailModes;
}

/** Begins a trial, or changes whom it reaches. @param input.addresses one a line, as typed */
export async function startTrial(
  { modes }: Deps,
  input: { readonly addresses: readonly string[]; readonly version: number },
  cause: Cause,
): Promise<Result<MailModeSet, TrialRefusal>> {
  const { addresses: allowed, errors } = readAddressLines(input.addresses, { most: mostTrialAddresses, none });
  if (errors.length > 0) return refuse({ kind: 'trial-not-valid', errors });
  const stated = { programmeId: cause.programmeId, version: input.version + 1, since: cause.at };
  const mode: MailMode = { ...stated, mode: 'trial', allowed, by: whoOf(cause) };
  return saved(modes, mode, cause, { action: 'start-mail-trial', detail: { addresses: allowed.length } });
}

/** 本番への切替え: by another account than the one that stated the trial. */
export async function goLive(
  { modes }: Deps,
  input: { readonly version: number },
  cause: Cause,
): Promise<Result<MailModeSet, TrialRefusal>> {
  const current = await modes.of(cause.programmeId);
  if (current?.mode !== 'trial') return refuse({ kind: 'not-in-trial' });
  if (current.by === whoOf(cause)) return refuse({ kind: 'second-person-needed' });
  const mode: MailMode = { programmeId: cause.programmeId, version: input.version + 1, since: cause.at, mode: 'live' };
  return saved(modes, mode, cause, { action: 'end-mail-trial', detail: {} });
}

async function saved(
  modes: MailModes,
  mode: MailMode,
  cause: Cause,
  audit: { readonly action: string; readonly detail: Readonly<Record<string, number>> },
): Promise<Result<MailModeSet, TrialRefusal>> {
  const result = { mode: mode.mode, version: mode.version };
  const record = { cause, result, events: [], audit: { ...audit, target: 'mail-mode' } };
  return (await modes.save(mode, record)) === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

function whoOf({ actor }: Cause): string {
  return actor.kind === 'account' ? actor.accountId : actor.kind;
}
