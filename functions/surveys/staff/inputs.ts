/** What comes in by path, query and body. Pages are lenient (the use cases list what is wrong), the API says it at once. */
import * as z from 'zod';
import { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { CollationId, collationFiles } from '../../../shared/surveys/collation-request.ts';
import { commentField } from '../../../shared/surveys/return-response.ts';
import { mostOpenDaysAfter, mostOpenDaysBefore } from '../../../shared/surveys/round.ts';

const day = z.string().max(40);

export const OneRound = z.object({ roundId: RoundId });
export const OneOrganisation = OneRound.extend({ organisationId: OrganisationId });
export const OneCollation = OneRound.extend({ collationId: CollationId });
export const OneCollationFile = OneCollation.extend({ file: z.enum(collationFiles) });

/** 00: 全国団体 */
const prefecture = z
  .string()
  .regex(/^(0\d|[1-3]\d|4[0-7])$/, '都道府県は 01 から 47 までの2桁、全国団体は 00 で指定してください。');
const status = z.enum(
  ['not-issued', 'unanswered', 'invited', 'drafting', 'submitted', 'returned', 'accepted', 'exempt'],
  '回答の状況の値が正しくありません。',
);
const cursor = z.string().max(40);

export const ListOrganisations = OneRound.extend({
  prefecture: prefecture.optional(),
  status: status.optional(),
  cursor: cursor.optional(),
});

/** A form of choices sends its empty lines too; what is none of them is left out. */
export const ShowOrganisations = OneRound.extend({
  prefecture: prefecture.optional().catch(undefined),
  status: status.optional().catch(undefined),
  cursor: cursor.min(1).optional().catch(undefined),
});

export const ShowArea = z.object({ roundId: RoundId.optional() });

export const PlanRound = z.object({
  title: z.string().max(500),
  formId: z.string().max(60),
  formVersion: z.int('調査票の版を整数で指定してください。').min(1).max(10_000),
  opensOn: day.optional(),
  dueOn: day,
  closesOn: day.optional(),
  reminderPlan: z.array(z.int().min(-mostOpenDaysAfter).max(mostOpenDaysBefore)).max(20).optional(),
});

export const UpgradeForm = OneRound.extend({
  formVersion: z.int('調査票の版を整数で指定してください。').min(1).max(10_000),
  dueOn: day,
});
/** What is no version is told like one that is too old. */
export const UpgradeFormPosted = OneRound.extend({
  formVersion: z.coerce.number().int().min(0).max(10_000).catch(0),
  dueOn: day.default(''),
});

const version = z.coerce.number('版を整数で指定してください。').int().min(1);

export const AcceptPage = OneOrganisation.extend({ ifVersion: version });
const typed = z.string().max(20_000).default('');

/** Beside the named fields, a comment for each field of the form that has one. */
export const ReturnPage = z
  .looseObject({ ...AcceptPage.shape, reason: typed, dueOn: day.default('') })
  .transform(({ roundId, organisationId, ifVersion, reason, dueOn, ...posted }) => ({
    ...{ roundId, organisationId, ifVersion, reason, dueOn },
    comments: commentsIn(posted),
  }));

function commentsIn(posted: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const start = commentField('');
  return Object.fromEntries(
    Object.entries(posted).flatMap(([name, text]) =>
      name.startsWith(start) && typeof text === 'string' ? [[name.slice(start.length), text]] : [],
    ),
  );
}

export const PausePage = OneRound.extend({ reason: typed, until: day.default('') });
export const ExemptPage = OneOrganisation.extend({ reason: typed });
export const ExtendPage = ExemptPage.extend({ until: day.default('') });

const seenVersion = z.int('版を整数で指定してください。').min(1);
export const Accept = OneOrganisation.extend({ ifVersion: seenVersion });
export const Return = Accept.extend({
  reason: z.string().max(20_000),
  dueOn: day,
  comments: z.record(z.string().max(100), z.string().max(20_000)).optional(),
});
export const Pause = OneRound.extend({ reason: z.string().max(20_000), until: day.optional() });
export const Exempt = OneOrganisation.extend({ reason: z.string().max(20_000) });
export const Extend = Exempt.extend({ until: day });

export const exampleRound = '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b';
export const exampleCollation = '9d3c1b7a-2f4e-4d6c-8a1b-5e7f9a0b1c2d';
