/**
 * Names of things. Each id has one name for its check and its type, so that a round's id cannot stand where a
 * file's id is wanted.
 */
import * as z from 'zod';

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A programme (事業), e.g. `womens-support-2026`. */
export const ProgrammeId = z.string().regex(slug).max(40).brand<'ProgrammeId'>();
export type ProgrammeId = z.infer<typeof ProgrammeId>;

/**
 * 全国地方公共団体コード: five digits and a check digit.
 * @source 総務省「全国地方公共団体コード仕様」: (11 - (6a+5b+4c+3d+2e) mod 11) mod 10
 */
export const LocalGovernmentCode = z
  .string()
  .regex(/^\d{6}$/)
  .refine(hasRightCheckDigit)
  .brand<'LocalGovernmentCode'>();
export type LocalGovernmentCode = z.infer<typeof LocalGovernmentCode>;

function hasRightCheckDigit(code: string): boolean {
  let sum = 0;
  // A loop over two thousand codes at every cold start of some functions: no lists are made for it.
  for (let place = 0; place < 5; place += 1) sum += (6 - place) * digitAt(code, place);
  return (11 - (sum % 11)) % 10 === digitAt(code, 5);
}

function digitAt(code: string, place: number): number {
  return code.charCodeAt(place) - 48;
}

/**
 * A national organisation (全国団体) by a code of its own: N, four digits and a check digit that is made like the one of
 * a local government's code. It can be typed into the same field and never be taken for one.
 */
export const NationalOrganisationId = z
  .string()
  .regex(/^N\d{5}$/)
  .refine((id) => hasRightCheckDigit(id.replace('N', '0')))
  .brand<'NationalOrganisationId'>();
export type NationalOrganisationId = z.infer<typeof NationalOrganisationId>;

/** Who is asked and who answers. */
export const OrganisationId = z.union([LocalGovernmentCode, NationalOrganisationId]);
export type OrganisationId = z.infer<typeof OrganisationId>;

/** A staff account. */
export const AccountId = z.uuid().brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

/** One round of a survey (調査の回). */
export const RoundId = z.uuid().brand<'RoundId'>();
export type RoundId = z.infer<typeof RoundId>;

/** A response (回答) that an organisation submitted to a round. */
export const ResponseId = z
  .string()
  .regex(/^[0-9A-Za-z-]{10,80}$/)
  .brand<'ResponseId'>();
export type ResponseId = z.infer<typeof ResponseId>;

/** An uploaded file, from its request on. */
export const FileId = z.uuid().brand<'FileId'>();
export type FileId = z.infer<typeof FileId>;

/** One import of a contact file. */
export const ImportId = z.uuid().brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;

/** A mail that is to go out; derived from purpose, organisation and step, so that the same notice has the same id. */
export const NoticeId = z
  .string()
  .regex(/^[0-9A-Za-z-]{10,120}$/)
  .brand<'NoticeId'>();
export type NoticeId = z.infer<typeof NoticeId>;

/** A consultation desk (相談窓口) in the directory. */
export const DeskId = z
  .string()
  .regex(/^[0-9A-Za-z-]{6,80}$/)
  .brand<'DeskId'>();
export type DeskId = z.infer<typeof DeskId>;

/** One thing that happened; the key by which subscribers recognise a repeat. */
export const EventId = z.uuid().brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** What a caller gives a changing request so that its repeat is recognised (Idempotency-Key, hidden command id). */
export const CommandId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/)
  .brand<'CommandId'>();
export type CommandId = z.infer<typeof CommandId>;
