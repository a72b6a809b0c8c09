/** The writes that save a draft. Nothing has been read before: what must hold stands in their conditions. */
import type { DraftSave } from '../../shared/surveys/invitation-repository.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { follows, statusIn } from '../platform/dynamodb/condition.ts';
import { delegationKey, draftKey, invitationRowKey, invitationSort } from './survey-keys.ts';

/** The invitation that takes drafts, the colleague's link where it is one, and the draft itself. */
export function draftRows(table: string, save: DraftSave): RowWrite[] {
  const invitation = save.draft.version === 1 ? firstDraft(table, save) : laterDraft(table, save);
  return [invitation, ...delegationCheck(table, save), draftRow(table, save)];
}

function draftRow(table: string, save: DraftSave): RowWrite {
  const { key, draft, onlyFields } = save;
  if (onlyFields !== undefined)
    return { Update: { TableName: table, Key: draftKey(key), ...overFields(save, onlyFields) } };
  return { Put: { TableName: table, Item: { ...draftKey(key), ...draft }, ...follows(draft.version) } };
}

/** Each field by its own path, so that what others hold stays as it is. Short names: an expression has 4 KB at most. */
function overFields({ draft }: DraftSave, fields: readonly string[]) {
  const numbered = fields.map((field, place) => ({ field, place, answer: draft.answers[field] }));
  const confirmed = Object.entries(draft.confirmed);
  const given = numbered.filter(({ answer }) => answer !== undefined);
  const gone = numbered.filter(({ answer }) => answer === undefined);
  const sets = [
    ...['#version = :version', 'savedAt = :savedAt'],
    ...given.map(({ place }) => `#a.#f${place}=:a${place}`),
    ...numbered.map(({ place }) => `#c.#f${place}=:c${place}`),
    ...confirmed.map((_, place) => `#o.#p${place}=:p${place}`),
  ];
  const removed = gone.map(({ place }) => `#a.#f${place}`);
  const { ConditionExpression, ExpressionAttributeValues } = follows(draft.version);
  return {
    UpdateExpression: [`SET ${sets.join(',')}`, ...(removed.length > 0 ? [`REMOVE ${removed.join(',')}`] : [])].join(
      ' ',
    ),
    ConditionExpression,
    ExpressionAttributeNames: {
      ...{ '#version': 'version' },
      ...(numbered.length > 0 ? { '#c': 'changes', '#a': 'answers' } : {}),
      ...Object.fromEntries(numbered.map(({ field, place }) => [`#f${place}`, field])),
      ...(confirmed.length > 0 ? { '#o': 'confirmed' } : {}),
      ...Object.fromEntries(confirmed.map(([part], place) => [`#p${place}`, part])),
    },
    ExpressionAttributeValues: {
      ...ExpressionAttributeValues,
      ...{ ':version': draft.version, ':savedAt': draft.savedAt },
      ...Object.fromEntries(given.map(({ answer, place }) => [`:a${place}`, answer])),
      ...Object.fromEntries(numbered.map(({ field, place }) => [`:c${place}`, draft.changes[field]])),
      ...Object.fromEntries(confirmed.map(([, change], place) => [`:p${place}`, change])),
    },
  };
}

function laterDraft(table: string, save: DraftSave): RowWrite {
  const { names, values, condition } = statusIn(['drafting', 'returned']);
  const admitted = admits(save);
  return {
    ConditionCheck: {
      TableName: table,
      Key: invitationRowKey(save.key),
      ConditionExpression: `${condition} AND ${admitted.condition}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ...values, ...admitted.values },
    },
  };
}

function firstDraft(table: string, save: DraftSave): RowWrite {
  const { key, draft } = save;
  const { names, values, condition } = statusIn(['invited']);
  const admitted = admits(save);
  return {
    Update: {
      TableName: table,
      Key: invitationRowKey(key),
      UpdateExpression: 'SET #status = :drafting, draftedAt = :at, listSort = :sort, #version = #version + :one',
      ConditionExpression: `${condition} AND ${admitted.condition}`,
      ExpressionAttributeNames: { ...names, '#version': 'version' },
      ExpressionAttributeValues: {
        ...values,
        ...admitted.values,
        ':drafting': 'drafting',
        ':at': draft.savedAt,
        ':sort': invitationSort('drafting', key.organisationId),
        ':one': 1,
      },
    },
  };
}

/** Today is one of the invitation's days, the answers are to its form, and the mailed link, where it is one, opens it. */
function admits({ draft, linkDigest, delegation, today }: DraftSave) {
  const days = 'opensOn <= :today AND closesOn >= :today AND formId = :form AND formVersion = :formVersion';
  const values = { ':today': today, ':form': draft.formId, ':formVersion': draft.formVersion };
  if (delegation !== undefined) return { condition: days, values };
  return { condition: `contains(linkDigests, :link) AND ${days}`, values: { ...values, ':link': linkDigest } };
}

/** The colleague's link is alive, and may change what the session says that it may. */
function delegationCheck(table: string, { key, linkDigest, delegation }: DraftSave): RowWrite[] {
  if (delegation === undefined) return [];
  const { number, formSections } = delegation;
  const { names, values, condition } = statusIn(['active']);
  const sections = formSections === undefined ? 'attribute_not_exists(formSections)' : 'formSections = :sections';
  return [
    {
      ConditionCheck: {
        TableName: table,
        Key: delegationKey(key, number),
        ConditionExpression: `${condition} AND linkDigest = :link AND ${sections}`,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: {
          ...{ ...values, ':link': linkDigest },
          ...(formSections === undefined ? {} : { ':sections': formSections }),
        },
      },
    },
  ];
}
