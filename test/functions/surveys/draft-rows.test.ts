import { expect, test } from 'vitest';
import { draftRows } from '../../../functions/surveys/draft-rows.ts';
import { jstDateOf } from '../../../shared/kernel/time.ts';
import { allFields } from '../../../shared/programmes/form-draft.ts';
import { consultationDesks } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { mostFieldsAtOnce } from '../../../shared/surveys/save-draft.ts';
import { aDraft, anInvitation, now } from '../../support/builders/surveys.ts';

/** @source Amazon DynamoDB, quotas: an expression is a string of 4 KB at most, with 300 operators at most */
const longestExpression = 4096;
const mostOperators = 300;

test('as many changed fields as are saved by their paths fit into one expression of the database', () => {
  const fields = allFields(consultationDesks)
    .slice(-mostFieldsAtOnce)
    .map(({ name }) => name);
  const invitation = anInvitation({ status: 'drafting' });
  const answers = Object.fromEntries(fields.map((name) => [name, '回答']));
  const changes = Object.fromEntries(fields.map((name) => [name, { at: now }]));
  const linkDigest = invitation.linkDigests[0] ?? ('' as never);
  const draft = { ...aDraft(2, answers), changes };
  const rows = draftRows('table', { key: invitation, draft, linkDigest, today: jstDateOf(now), onlyFields: fields });
  const expression = rows.map(({ Update }) => Update?.UpdateExpression ?? '').join('');
  expect(fields).toHaveLength(mostFieldsAtOnce);
  expect(expression.length).toBeLessThanOrEqual(longestExpression);
  expect(expression.split('=').length - 1).toBeLessThanOrEqual(mostOperators);
});
