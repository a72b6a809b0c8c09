/**
 * The consultation desks (相談窓口) of one organisation as the directory holds them: whole, with what they came from (an
 * accepted answer or an accepted correction) and the day they were confirmed on.
 *
 * Nuances: the newest acceptance wins, whatever the order in which events arrive. An organisation that was never
 * accepted has no entry (未回答); one that said it has no desk has an entry with an empty list (なし). A desk that has
 * ended stays in the entry with its id, also when later answers no longer speak of it.
 */
import * as z from 'zod';
import { PublicDesk, RetiredDesk } from '../../events/response-accepted.v1.ts';
import { DeskId, OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { normalisePhone, specialNumbers } from '../kernel/phone.ts';
import { normaliseMailAddress, normaliseWebAddress } from '../kernel/text.ts';
import { Instant, JstDate } from '../kernel/time.ts';

/** A number as it is shown, as it is dialled, and what a short number is called. */
const Telephone = z.object({
  display: z.string().max(60),
  dial: z.string().max(20),
  label: z.string().max(60).optional(),
});

export const Desk = PublicDesk.extend({ deskId: DeskId, telephone: Telephone.optional() });
export type Desk = z.infer<typeof Desk>;

export const EndedDesk = RetiredDesk.extend({ deskId: DeskId.optional() });
export type EndedDesk = z.infer<typeof EndedDesk>;

/** The most desks that an organisation has, and the most ended ones that its entry remembers. */
export const mostDesks = 20;
export const mostEndedDesks = 60;

/** Who said so and when: a section and roles, no person. */
const acceptance = {
  acceptedAt: Instant,
  /** The role of whoever accepted it. */
  acceptedBy: z.string().max(40).optional(),
  section: z.string().max(120).optional(),
};
const AnswerSource = z.object({
  ...acceptance,
  kind: z.literal('answer').default('answer'),
  roundId: RoundId,
  referenceNumber: z.string().max(40),
});
const CorrectionSource = z.object({ ...acceptance, kind: z.literal('correction'), requestId: z.uuid() });
export const DesksSource = z.union([CorrectionSource, AnswerSource]);
export type DesksSource = z.infer<typeof DesksSource>;

export const OrganisationDesks = z.object({
  programmeId: ProgrammeId,
  organisationId: OrganisationId,
  version: z.int().min(1),
  confirmedOn: JstDate,
  desks: z.array(Desk).max(mostDesks),
  /** Desks that have ended (廃止), the newest first; never published. */
  retired: z.array(EndedDesk).max(mostEndedDesks).optional(),
  /** The highest number that a desk of the organisation has had; absent in entries from before it was kept. */
  lastDeskNumber: z.int().min(0).optional(),
  source: DesksSource,
});
export type OrganisationDesks = z.infer<typeof OrganisationDesks>;

/** Phones as they are shown and dialled; an address that is none of http, https or mail is left out. */
export function normalisedDesk(desk: PublicDesk & { readonly deskId: DeskId }): Desk {
  const { phone, mail, url, snsUrl, ...words } = desk;
  const number = phone === undefined ? undefined : normalisePhone(phone);
  const label = specialNumbers.find(({ dial }) => dial === number?.dial)?.label;
  return withoutGaps({
    ...words,
    ...{ phone: number?.display ?? phone, mail: mail && normaliseMailAddress(mail) },
    ...{ url: url && normaliseWebAddress(url), snsUrl: snsUrl && normaliseWebAddress(snsUrl) },
    telephone: number && withoutGaps({ display: number.display, dial: number.dial, label }),
  });
}

function withoutGaps<Value extends object>(value: Value): Value {
  const kept = { ...value };
  for (const [name, held] of Object.entries(value))
    if (held === undefined || held === '') Reflect.deleteProperty(kept, name);
  return kept;
}
