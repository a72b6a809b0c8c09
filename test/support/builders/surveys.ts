import { createHash } from 'node:crypto';
import { AddressDeposit } from '../../../shared/kernel/address-deposit.ts';
import type { Cause, ChangeRecord, IdSource } from '../../../shared/kernel/change.ts';
import { OrganisationId, ProgrammeId, RoundId } from '../../../shared/kernel/ids.ts';
import { receiptNumberFrom } from '../../../shared/kernel/reference-number.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import type { Draft } from '../../../shared/programmes/form-draft.ts';
import { consultationDesks } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { consultationDesksV2 } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v2.ts';
import { womensMeasuresV2 } from '../../../shared/programmes/womens-support-2026/forms/measures.v2.ts';
import { Delegation } from '../../../shared/surveys/delegation.ts';
import { Digest, Invitation } from '../../../shared/surveys/invitation.ts';
import type { DelegateLinks, InvitationLinks } from '../../../shared/surveys/invitation-links.ts';
import { KnownAnswers } from '../../../shared/surveys/known-answers.ts';
import { Response } from '../../../shared/surveys/response.ts';
import { Round } from '../../../shared/surveys/round.ts';
import { SavedDraft } from '../../../shared/surveys/saved-draft.ts';
import type { Recipient, SurveyProgrammes } from '../../../shared/surveys/survey-programmes.ts';

export const programmeId = ProgrammeId.parse('womens-support-2026');
export const roundId = RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b');
export const chiba = OrganisationId.parse('121002');
export const sapporo = OrganisationId.parse('011002');

/** Wednesday, 10 June 2026, 10:23 in Tokyo. */
export const now = Instant.parse('2026-06-10T01:23:45.678Z');

export const digestOf = (text: string): Digest => Digest.parse(createHash('sha256').update(text).digest('hex'));

const roundBase = {
  programmeId,
  roundId,
  title: '令和8年度 相談窓口等に関する調査',
  formId: 'consultation-desks',
  formVersion: 1,
  opensOn: '2026-06-01',
  dueOn: '2026-06-30',
  closesOn: '2026-07-10',
  reminderPlan: [5, 2],
  reminderStepsDone: 0,
  issuedSoFar: 0,
  organisations: 0,
  createdAt: '2026-05-20T00:00:00.000Z',
  version: 1,
};
const roundStates = {
  draft: {},
  cancelled: { cancelledAt: '2026-05-25T00:00:00.000Z' },
  opening: { openingAt: '2026-06-01T00:00:00.000Z', organisations: 1788 },
  open: {
    openingAt: '2026-06-01T00:00:00.000Z',
    openedAt: '2026-06-01T00:05:00.000Z',
    issuedSoFar: 1788,
    organisations: 1788,
  },
  closed: {
    ...{
      openingAt: '2026-06-01T00:00:00.000Z',
      openedAt: '2026-06-01T00:05:00.000Z',
      closedAt: '2026-07-13T00:00:00.000Z',
    },
    ...{ issuedSoFar: 1788, organisations: 1788 },
  },
};

export function aRound<Status extends Round['status']>(
  over: { readonly status: Status } & Readonly<Record<string, unknown>>,
): Extract<Round, { status: Status }> {
  return Round.parse({ ...roundBase, ...roundStates[over.status], ...over }) as Extract<Round, { status: Status }>;
}

const invitationBase = {
  programmeId,
  roundId,
  organisationId: chiba,
  organisationName: '千葉県千葉市',
  prefecture: '12',
  surveyTitle: roundBase.title,
  formId: 'consultation-desks',
  formVersion: 1,
  opensOn: '2026-06-01',
  dueOn: '2026-06-30',
  closesOn: '2026-07-10',
  linkGeneration: 1,
  revokedLinkDigests: [],
  responses: 0,
  version: 1,
};
export const aReference = receiptNumberFrom(new Uint8Array(16).fill(7));
const submitted = {
  ...{ draftedAt: '2026-06-05T00:00:00.000Z', submittedAt: '2026-06-06T00:00:00.000Z' },
  ...{ referenceNumber: aReference, responses: 1 },
};
const invitationStates = {
  invited: {},
  drafting: { draftedAt: '2026-06-05T00:00:00.000Z' },
  submitted,
  returned: {
    ...{ ...submitted, returnedAt: '2026-06-08T00:00:00.000Z', reason: '電話番号を確認してください。' },
    ...{ comments: [], returnedResponse: 1 },
  },
  accepted: { ...submitted, acceptedAt: '2026-06-08T00:00:00.000Z' },
  exempt: {
    ...{ exemptedAt: '2026-06-08T00:00:00.000Z', exemptionReason: '合併により廃止されたため' },
    before: { status: 'invited' },
  },
};

export function anInvitation<Status extends Invitation['status'] = 'invited'>(
  over: { readonly status?: Status } & Readonly<Record<string, unknown>> = {},
): Extract<Invitation, { status: Status }> {
  const status = over.status ?? 'invited';
  const organisationId = String(over['organisationId'] ?? invitationBase.organisationId);
  return Invitation.parse({
    ...invitationBase,
    ...{ linkDigests: [digestOf(`token|${organisationId}|1`)], codeDigest: digestOf(`code|${organisationId}|1`) },
    ...invitationStates[status],
    ...over,
    status,
  }) as Extract<Invitation, { status: Status }>;
}

/** Complete and right, as a municipality would type it. */
export const completeAnswers: Draft = consultationDesks.example;

export function aDraft(version = 1, answers: Draft = completeAnswers, savedAt: string = now): SavedDraft {
  return SavedDraft.parse({ formId: 'consultation-desks', formVersion: 1, answers, version, savedAt });
}

export function aResponse(over: Readonly<Record<string, unknown>> = {}): Response {
  return Response.parse({
    ...{ programmeId, roundId, organisationId: chiba, responseId: `${roundId}-${chiba}-1`, number: 1 },
    ...{ referenceNumber: aReference, submittedAt: now },
    submission: {
      ...{ form: 'consultation-desks', formVersion: 1 },
      ...{ answers: { hasDesk: 'no', respondentSection: '福祉課', respondentPhone: '043-000-0000' }, groups: {} },
    },
    ...over,
  });
}

/** What Chiba was known by from the year before: an accepted answer without personal data. */
export function knownAnswers(over: Readonly<Record<string, unknown>> = {}): KnownAnswers {
  return KnownAnswers.parse({
    ...{ programmeId, organisationId: chiba, formId: 'consultation-desks', formVersion: 1 },
    ...{ roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a25', confirmedOn: '2025-06-12' },
    answers: withoutPhone(completeAnswers),
    ...over,
  });
}

function withoutPhone({ respondentPhone: _, ...answers }: Draft): Draft {
  return answers;
}

/** By the system, without anything that recognises a repeat. */
export function aCause(over: Partial<Cause> = {}): Cause {
  return { programmeId, actor: { kind: 'system', name: 'test' }, at: now, requestId: 'request-1', ...over };
}

export function aRecord(over: Partial<ChangeRecord> = {}): ChangeRecord {
  return { cause: aCause(), audit: { action: 'test', target: 'round/1' }, events: [], ...over };
}

/** UUIDs that can be told apart and are never the same twice. */
export function countedIds(): IdSource {
  let count = 0;
  return {
    next() {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
  };
}

export const fakeLinks: InvitationLinks = {
  linkOf: async (_round, organisationId, generation) => ({
    tokenDigest: digestOf(`token|${organisationId}|${generation}`),
    codeDigest: digestOf(`code|${organisationId}|${generation}`),
  }),
};

export function programmesWith(recipients: readonly Recipient[]): SurveyProgrammes {
  return {
    findForm: (_programme, formId, version) =>
      [consultationDesks, consultationDesksV2, womensMeasuresV2].find(
        (form) => formId === form.id && version === form.version,
      ),
    formsWithDesks: () => [consultationDesks.id],
    asksNationalOrganisations: () => recipients.some(({ prefecture }) => prefecture === undefined),
    recipientsOf: () => recipients,
    contactOf: () => ({ section: '調査事務局', phone: '03-1111-2222' }),
  };
}

export const twoRecipients: readonly Recipient[] = [
  { organisationId: sapporo, name: '北海道札幌市', prefecture: '01' },
  { organisationId: chiba, name: '千葉県千葉市', prefecture: '12' },
];

/** Of one section of the form, by Chiba. */
export function aDelegation<Status extends Delegation['status'] = 'active'>(
  over: { readonly status?: Status } & Readonly<Record<string, unknown>> = {},
): Extract<Delegation, { status: Status }> {
  const number = Number(over['number'] ?? 1);
  return Delegation.parse({
    ...{ programmeId, roundId, organisationId: chiba, number, section: 'こども家庭課', askedBy: '企画課' },
    ...{ linkDigest: digestOf(`delegate|${chiba}|${number}`), delegatedAt: now, status: 'active' },
    ...(over.status === undefined || over.status === 'active' ? {} : { endedAt: now }),
    ...over,
  }) as Extract<Delegation, { status: Status }>;
}

export function aDeposit(over: Readonly<Record<string, unknown>> = {}): AddressDeposit {
  return AddressDeposit.parse({
    ...{ programmeId, roundId, organisationId: chiba, purpose: 'delegation', number: 1 },
    ...{ section: 'こども家庭課', mail: 'kodomo@city.chiba.example.jp', depositedAt: now },
    ...over,
  });
}

export const fakeDelegateLinks: DelegateLinks = {
  delegateLinkOf: async (_round, organisationId, delegation) => digestOf(`delegate|${organisationId}|${delegation}`),
};
