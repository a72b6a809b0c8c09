/**
 * The collated answers as one consistent form: a row for each block of the form's first group (each consultation desk),
 * a row for whoever has no block, and one for whoever has not answered, so that all are there.
 *
 * Nuances: what was not submitted is 未回答 and its answers are empty, never 「なし」. A returned answer is being
 * corrected and does not count. Answers that an organisation gives once stand in each of its rows, so that a filter
 * finds them; further groups (such as 民間団体) stand in one cell, numbered, since their blocks do not belong to a desk's.
 */

import { jstMoment } from '../kernel/time.ts';
import { displayAnswer } from '../programmes/check-answer.ts';
import { type FormDefinition, isGroup, type Question, type QuestionGroup } from '../programmes/form-definition.ts';
import type { Answers, Submission } from '../programmes/form-submission.ts';
import { findLocalGovernment, prefectureOf } from '../programmes/local-governments.ts';
import type { CollationTable } from './collation-repository.ts';
import { countBlanks } from './count-blanks.ts';
import { type Invitation, invitationStatusLabels } from './invitation.ts';
import type { Response } from './response.ts';
import type { Recipient } from './survey-programmes.ts';

export interface CollatedOrganisation {
  readonly recipient: Recipient;
  readonly invitation?: Invitation | undefined;
  /** The one submitted last. */
  readonly response?: Response | undefined;
}

export const unanswered = '未回答';

interface AnswerColumn {
  readonly header: string;
  readonly read: (submission: Submission, block: Answers | undefined) => string;
}

export function collate(form: FormDefinition, organisations: readonly CollatedOrganisation[]): CollationTable {
  const rowGroup = form.sections.flatMap(({ items }) => items).find(isGroup);
  const columns = form.sections.flatMap(({ items }) => items.flatMap((item) => columnsOf(item, rowGroup)));
  const placeColumn = rowGroup === undefined ? [] : [`${rowGroup.label}の番号`];
  const counted = organisations.flatMap((organisation) => countedSubmission(organisation) ?? []);
  return {
    title: form.title,
    blanks: countBlanks(form, counted),
    header: [...headerOf(organisations), ...placeColumn, ...columns.map(({ header }) => header)],
    rows: organisations.flatMap((organisation) => {
      const submission = countedSubmission(organisation);
      const blocks = rowGroup === undefined ? [] : (submission?.groups[rowGroup.id] ?? []);
      return (blocks.length === 0 ? [undefined] : blocks).map((block, place) => [
        ...organisationCells(organisation),
        ...placeColumn.map(() => (block === undefined ? '' : String(place + 1))),
        ...columns.map(({ read }) => (submission === undefined ? '' : read(submission, block))),
      ]);
    }),
  };
}

/** Whether an answer of the organisation counts: submitted or accepted, and not sent back. */
export function countedSubmission({ invitation, response }: CollatedOrganisation): Submission | undefined {
  const counts = invitation?.status === 'submitted' || invitation?.status === 'accepted';
  return counts ? response?.submission : undefined;
}

/** Of a national organisation only its code and name: it lies in no prefecture. */
function headerOf(organisations: readonly CollatedOrganisation[]): readonly string[] {
  const hasNational = organisations.some(({ recipient }) => recipient.prefecture === undefined);
  return [
    '団体コード',
    '都道府県',
    hasNational ? '市区町村・全国団体' : '市区町村',
    '回答状況',
    '提出日時',
    '受付番号',
  ];
}

function organisationCells({ recipient, invitation, response }: CollatedOrganisation): readonly string[] {
  const { organisationId, name } = recipient;
  const place = findLocalGovernment(organisationId);
  const prefecture = prefectureOf(organisationId)?.name ?? '';
  const municipality = place?.kind === 'prefecture' ? '' : (place?.name ?? name);
  const counts = countedSubmission({ recipient, invitation, response }) !== undefined;
  return [
    ...[organisationId, prefecture, municipality, collatedStatus(invitation)],
    ...(counts && response !== undefined ? [jstMoment(response.submittedAt), response.referenceNumber] : ['', '']),
  ];
}

/** Whether somebody has begun is no answer yet: 未着手 and 入力途中 are both 未回答. */
function collatedStatus(invitation: Invitation | undefined): string {
  const hasAnswered = invitation !== undefined && invitation.status !== 'invited' && invitation.status !== 'drafting';
  return hasAnswered ? invitationStatusLabels[invitation.status] : unanswered;
}

function columnsOf(item: Question | QuestionGroup, rowGroup: QuestionGroup | undefined): readonly AnswerColumn[] {
  if (!isGroup(item)) return [{ header: item.label, read: ({ answers }) => shown(item, answers) }];
  if (item === rowGroup) {
    return item.questions.map((question) => ({
      header: question.label,
      read: (_, block) => (block === undefined ? '' : shown(question, block)),
    }));
  }
  return item.questions.map((question) => ({
    header: `${item.label}：${question.label}`,
    read: ({ groups }) => numbered((groups[item.id] ?? []).map((block) => shown(question, block))),
  }));
}

function shown(question: Question, answers: Answers): string {
  const value = answers[question.id];
  return value === undefined ? '' : displayAnswer(question, value);
}

function numbered(values: readonly string[]): string {
  if (values.every((value) => value === '')) return '';
  return values.map((value, place) => `(${place + 1}) ${value}`).join('\n');
}
