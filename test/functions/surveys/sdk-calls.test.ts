/** How many calls of the database each request costs, and the opening job on a real engine. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { randomIds } from '../../../functions/platform/clock.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { eventSubscriber } from '../../../functions/platform/messaging/event-subscriber.ts';
import { createCodeAttempts } from '../../../functions/surveys/dynamodb-code-attempts.ts';
import { createDelegationRepository } from '../../../functions/surveys/dynamodb-delegation-repository.ts';
import { createHandOverRepository } from '../../../functions/surveys/dynamodb-hand-over-repository.ts';
import { createInvitationRepository } from '../../../functions/surveys/dynamodb-invitation-repository.ts';
import { createKnownAnswersRepository } from '../../../functions/surveys/dynamodb-known-answers-repository.ts';
import { createRoundRepository } from '../../../functions/surveys/dynamodb-round-repository.ts';
import { onContactsImported } from '../../../functions/surveys/on-contacts-imported/handler.ts';
import { onInvitationsIssued } from '../../../functions/surveys/on-invitations-issued/handler.ts';
import { onRoundOpeningRequested } from '../../../functions/surveys/on-round-opening-requested/handler.ts';
import { surveyRecipients } from '../../../functions/surveys/survey-recipients.ts';
import { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import type { KnownAnswersRepository } from '../../../shared/surveys/known-answers-repository.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import { aRecord, aRound, completeAnswers, fakeLinks, now, programmeId } from '../../support/builders/surveys.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { invite, publicSurveys, type Stores, setClock } from './public-surveys.ts';

let database: EmbeddedDynamoDb;
let stores: Stores & { readonly knownAnswers: KnownAnswersRepository };
let handler: HttpHandler;

beforeAll(async () => {
  database = await startEmbeddedDynamoDb();
  const { client, tables } = database;
  const changes = createChangeSaver(
    client,
    { own: tables.surveys, outbox: tables.outbox, audit: tables.audit },
    randomIds,
  );
  const deps = { client, table: tables.surveys, changes };
  stores = {
    rounds: createRoundRepository(deps),
    invitations: createInvitationRepository(deps),
    delegations: createDelegationRepository({ ...deps, noticesTable: tables.notices }),
    handOvers: createHandOverRepository({ ...deps, noticesTable: tables.notices }),
    attempts: createCodeAttempts(client, tables.surveys),
    knownAnswers: createKnownAnswersRepository(deps),
  };
  handler = publicSurveys(stores, setClock(now));
});
afterAll(() => database.stop());
beforeEach(() => {
  database.takeCalls();
});

async function send(
  method: string,
  path: string,
  cookie?: string,
  fields?: Readonly<Record<string, string | readonly string[]>>,
) {
  const headers = { ...(cookie === undefined ? {} : { cookie }), ...(fields === undefined ? {} : formHeaders) };
  const body = fields === undefined ? {} : { body: formBody(fields) };
  database.takeCalls();
  const answer = await handler(apiEvent({ method, path, headers, ...body }), lambdaContext);
  return { answer, calls: database.takeCalls() };
}

async function seenOn(cookie: string | undefined): Promise<string> {
  const { answer } = await send('GET', '/s/form', cookie);
  return /name="seen" value="([^"]*)"/.exec(answer.body)?.[1] ?? '';
}

test('landing 1 call, form 1, draft 1, check 1, submit 2, receipt 1, typed code at most 4', async () => {
  const { token, code, invitation } = await invite(stores);
  const landing = await send('GET', `/s/${token}`);
  expect([landing.answer.statusCode, landing.calls]).toEqual([200, ['GetItemCommand']]);
  const begun = await send('POST', `/s/${token}`, undefined, {});
  expect(begun.calls).toEqual(['GetItemCommand']);
  const cookie = String(begun.answer.multiValueHeaders?.['set-cookie']?.[0]).split(';')[0];

  const form = await send('GET', '/s/form', cookie);
  expect([form.answer.statusCode, form.calls]).toEqual([200, ['QueryCommand']]);
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.answer.body)?.[1] ?? '';
  const known = { programme: programmeId, formId: 'consultation-desks', formVersion: '1', csrf };
  for (const draftVersion of ['0', '1', '2']) {
    const seen = await seenOn(cookie);
    const draft = await send('POST', '/s/form/draft', cookie, {
      ...completeAnswers,
      ...known,
      ...{ draftVersion, seen },
      'desks.0.notes': draftVersion,
    });
    expect([draft.answer.statusCode, draft.calls]).toEqual([303, ['TransactWriteItemsCommand']]);
  }
  const check = await send('GET', '/s/check', cookie);
  expect([check.answer.statusCode, check.calls]).toEqual([200, ['QueryCommand']]);
  const submit = await send('POST', '/s/submit', cookie, { csrf, draftVersion: '3', commandId: 'command-0001' });
  expect([submit.answer.headers?.['location'], submit.calls]).toEqual([
    '/s/receipt',
    ['QueryCommand', 'TransactWriteItemsCommand'],
  ]);
  const receipt = await send('GET', '/s/receipt', cookie);
  expect([receipt.answer.statusCode, receipt.calls]).toEqual([200, ['QueryCommand']]);

  const typed = await send('POST', '/s', undefined, { organisation: invitation.organisationId, code });
  expect(typed.answer.statusCode).toBe(303);
  expect(typed.calls).toEqual(['UpdateItemCommand', 'UpdateItemCommand', 'GetItemCommand', 'DeleteItemCommand']);
});

test('a chunk of thirty fits into one transaction, is issued once however often it is heard, and leads to the next', async () => {
  const roundId = RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a77');
  await stores.rounds.add(aRound({ status: 'opening', roundId }), aRecord());
  const { rounds, knownAnswers } = stores;
  const deps = { rounds, knownAnswers, programmes: surveyRecipients, links: fakeLinks };
  const subscriber = eventSubscriber([onRoundOpeningRequested(deps), onInvitationsIssued(deps)], { now: () => now });
  const hear = (type: string, data: object, id = randomIds.next()) => {
    const detail = { id, type, programmeId, occurredAt: now, data };
    const body = JSON.stringify({ 'detail-type': type, detail });
    return subscriber({ Records: [{ messageId: 'm', body, attributes: {} }] } as never, lambdaContext);
  };
  const first = randomIds.next();
  database.takeCalls();
  const done = { batchItemFailures: [] };
  expect(await hear('round-opening-requested.v1', { roundId }, first)).toEqual(done);
  expect(database.takeCalls()).toEqual(['GetItemCommand', 'BatchGetItemCommand', 'TransactWriteItemsCommand']);
  expect(await hear('round-opening-requested.v1', { roundId }, first)).toEqual(done);
  expect(await stores.invitations.list(programmeId, roundId)).toHaveLength(30);

  const issued = (issuedSoFar: number, isLast = false) => ({
    ...{ roundId, surveyTitle: '調査', dueOn: '2026-06-30', linkGeneration: 1 },
    ...{ organisations: ['010006'], issuedSoFar, isLast },
  });
  await Promise.all([hear('invitations-issued.v1', issued(30)), hear('invitations-issued.v1', issued(30))]);
  expect(await stores.invitations.list(programmeId, roundId)).toHaveLength(60);
  expect(await hear('invitations-issued.v1', issued(30))).toEqual(done);
  expect(await hear('invitations-issued.v1', issued(60, true))).toEqual(done);
  expect(await stores.invitations.list(programmeId, roundId)).toHaveLength(60);
  const asked = surveyRecipients.recipientsOf(aRound({ status: 'open' }))[59];
  expect(
    await stores.invitations.open({
      programmeId,
      roundId,
      organisationId: OrganisationId.parse(asked?.organisationId),
    }),
  ).toBeDefined();
});

test('an import of contacts is remembered, and hearing of it again is no failure', async () => {
  const subscriber = eventSubscriber([onContactsImported(stores)], { now: () => now });
  const data = { importId: '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01', organisations: 1788 };
  const detail = { id: randomIds.next(), type: 'contacts-imported.v1', programmeId, occurredAt: now, data };
  const body = JSON.stringify({ 'detail-type': 'contacts-imported.v1', detail });
  for (let heard = 0; heard < 2; heard += 1) {
    const answer = await subscriber({ Records: [{ messageId: 'm', body, attributes: {} }] } as never, lambdaContext);
    expect(answer).toEqual({ batchItemFailures: [] });
  }
  expect(await stores.rounds.findContacts(programmeId)).toEqual({ programmeId, ...data, importedAt: now });
});
