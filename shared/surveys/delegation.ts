/**
 * 分担: the person in charge (取りまとめ担当, who holds the mailed link) shares the one draft with a colleague of the same
 * organisation, for the whole form or for some of its sections. Each colleague has a link of their own.
 *
 * Nuances: the person in charge stays responsible and is the only one who submits. A revoked delegation keeps its row,
 * so that its holder is told and so that what they changed keeps its name; the address lies with `notices` alone. A
 * number is never given twice: whoever is asked again gets the next number and with it another link.
 */
import * as z from 'zod';
import { CommandId, OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { addMs, Instant } from '../kernel/time.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import { allFields } from '../programmes/form-draft.ts';
import { Digest } from './invitation.ts';

/** Section ids of a form, as its definition names them. */
export const FormSectionIds = z
  .array(z.string().regex(/^[A-Za-z0-9-]{1,60}$/))
  .min(1)
  .max(40)
  .readonly();
export type FormSectionIds = z.infer<typeof FormSectionIds>;

const base = {
  programmeId: ProgrammeId,
  roundId: RoundId,
  organisationId: OrganisationId,
  /** From 1 within the invitation; stands in the derivation of the link. */
  number: z.int().min(1).max(99),
  /** 課の名称, as typed: never a person. */
  section: z.string().min(1).max(60),
  /** Of whom the colleague was asked: the section of the person in charge, as typed. */
  askedBy: z.string().min(1).max(60),
  /** Absent: the whole form. */
  formSections: FormSectionIds.optional(),
  linkDigest: Digest,
  delegatedAt: Instant,
  /** What was heard last of the mail with the link: whether it arrived, and of which version of the notice. */
  mail: z
    .object({ hasArrived: z.boolean(), version: z.int().min(1) })
    .readonly()
    .optional(),
  /** The same command again has the delegation already. */
  command: CommandId.optional(),
};
const over = { endedAt: Instant };

export const Delegation = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('active') }).readonly(),
  z.object({ ...base, ...over, status: z.literal('revoked') }).readonly(),
  /** The address is none of this organisation's: no mail went out. */
  z.object({ ...base, ...over, status: z.literal('declined') }).readonly(),
]);
export type Delegation = z.infer<typeof Delegation>;
export type DelegationStatus = Delegation['status'];

export const delegationMoves = {
  active: ['revoked', 'declined'],
  revoked: [],
  declined: [],
} as const satisfies Record<DelegationStatus, readonly DelegationStatus[]>;

/** More sections than that are not asked about one desk; a leaked link must not become a distribution list. */
export const mostDelegations = 10;
/** Every delegation is one mail: with revoked ones, so many mails can leave by one link in a round, and no more. */
export const mostDelegationsEver = 30;
/** Whoever shares with more sections within an hour can wait; whoever abuses a link is slowed down. */
const mostDelegationsAnHour = 5;
const hourMs = 3_600_000;

export function activeDelegations(delegations: readonly Delegation[]): readonly Delegation[] {
  return delegations.filter(({ status }) => status === 'active');
}

/** What stands in the way of one more. */
export function delegationLimit(
  delegations: readonly Delegation[],
  now: Instant,
): 'too-many-delegations' | 'too-quick' | undefined {
  if (activeDelegations(delegations).length >= mostDelegations) return 'too-many-delegations';
  if (delegations.length >= mostDelegationsEver) return 'too-many-delegations';
  const anHourAgo = addMs(now, -hourMs);
  const lately = delegations.filter(({ delegatedAt }) => delegatedAt > anHourAgo);
  return lately.length >= mostDelegationsAnHour ? 'too-quick' : undefined;
}

/** Names of the fields that may be changed; `undefined` sections: all of the form. */
export function fieldsWithin(form: FormDefinition, formSections: FormSectionIds | undefined): ReadonlySet<string> {
  return new Set(allFields(formWithin(form, formSections)).map(({ name }) => name));
}

export function formWithin(form: FormDefinition, formSections: FormSectionIds | undefined): FormDefinition {
  if (formSections === undefined) return form;
  return { ...form, sections: form.sections.filter(({ id }) => formSections.includes(id)) };
}
