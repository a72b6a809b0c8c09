/** 廃止 by one button: the desk stays in the draft, and what is asked about its end comes next. */
import { expect, test } from 'vitest';
import { surveyForms } from '../../../functions/surveys/survey-forms.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import { chiba, now, programmeId, programmesWith, roundId } from '../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../support/fakes/in-memory-surveys.ts';
import { invite, publicSurveys, setClock } from './public-surveys.ts';

test.each([
  ['desks.1', { 'desks.1.state': 'retired' }, '#desks.1.retiredOn'],
  ['desks.9', {}, ''],
  ['groups.0', {}, ''],
])('A14: a desk is marked as ended and not taken away: %s', async (block, added, focus) => {
  const surveys = new InMemorySurveys();
  const stores = { rounds: surveys.rounds, invitations: surveys.invitations, attempts: inMemoryCodeAttempts() };
  const { token } = await invite(stores, { formVersion: 2 });
  const programmes = { ...programmesWith([]), findForm: surveyForms.findForm };
  const handler = publicSurveys(stores, setClock(now), undefined, programmes);
  const send = (path: string, fields?: Readonly<Record<string, string>>, cookie = '') =>
    handler(
      apiEvent({
        ...{ method: fields === undefined ? 'GET' : 'POST', path },
        headers: { ...(fields && formHeaders), cookie },
        ...(fields && { body: formBody(fields) }),
      }),
      lambdaContext,
    );
  const begun = await send(`/s/${token}`, {});
  const cookie = String(begun.multiValueHeaders?.['set-cookie']?.[0]).split(';')[0] ?? '';
  const csrf = /name="csrf" value="([^"]+)"/.exec((await send('/s/form', undefined, cookie)).body)?.[1] ?? '';
  const desks = { 'desks.0.name': '女性相談窓口', 'desks.1.name': '若年女性の窓口', 'blocks.desks': '2' };
  const known = { programme: programmeId, formId: 'consultation-desks', formVersion: '2', draftVersion: '0' };
  const answer = await send('/s/form/retire-block', { ...desks, ...known, csrf, block }, cookie);
  expect(answer.statusCode).toBe(303);
  expect(String(answer.headers?.['location'])).toMatch(new RegExp(`^/s/form.*${focus}$`));
  const opened = await surveys.invitations.open({ programmeId, roundId, organisationId: chiba });
  const { 'blocks.desks': _, ...typed } = desks;
  expect(opened?.draft?.answers).toEqual({ ...typed, ...added });
});
