import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomIds } from '../../../functions/platform/clock.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import type { PrivateFiles } from '../../../functions/platform/s3/private-files.ts';
import { onCollationRequested } from '../../../functions/surveys/collate-round/handler.ts';
import { createCollationWriter } from '../../../functions/surveys/collation-files.ts';
import {
  createCollationRepository,
  createResponseArchive,
} from '../../../functions/surveys/dynamodb-collation-repository.ts';
import { createDeliveryRepository } from '../../../functions/surveys/dynamodb-delivery-repository.ts';
import { createInvitationRepository } from '../../../functions/surveys/dynamodb-invitation-repository.ts';
import { createMorningRepository } from '../../../functions/surveys/dynamodb-morning-repository.ts';
import { createPreNoticeRepository } from '../../../functions/surveys/dynamodb-pre-notice-repository.ts';
import { createReminderRepository } from '../../../functions/surveys/dynamodb-reminder-repository.ts';
import { createRoundRepository } from '../../../functions/surveys/dynamodb-round-repository.ts';
import { createRemindDue } from '../../../functions/surveys/remind-due/handler.ts';
import { surveyForms } from '../../../functions/surveys/survey-forms.ts';
import { surveyRecipients } from '../../../functions/surveys/survey-recipients.ts';
import { ImportId, OrganisationId } from '../../../shared/kernel/ids.ts';
import { addMs, JstDate, startOfDay } from '../../../shared/kernel/time.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';
import { announceRound } from '../../../shared/surveys/announce-round.ts';
import { CollationRequest } from '../../../shared/surveys/collation-request.ts';
import { aCause, anInvitation, aRecord, aRound, now, programmeId, roundId } from '../../support/builders/surveys.ts';
import { surveyJobsContract } from '../../support/contracts/survey-jobs.contract.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb, tableOf } from '../../support/embedded-dynamodb.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';

describe('in memory', () => {
  surveyJobsContract(async () => new InMemorySurveys());
});

describe('on DynamoDB', () => {
  let database: EmbeddedDynamoDb;
  let tables = 0;
  beforeAll(async () => {
    database = await startEmbeddedDynamoDb();
  });
  afterAll(() => database.stop());

  const freshStores = async () => {
    tables += 1;
    const table = `surveys-${tables}`;
    const { client } = database;
    await client.send(new CreateTableCommand(tableOf(table)));
    if (tables > 1) await client.send(new DeleteTableCommand({ TableName: `surveys-${tables - 1}` }));
    const { outbox, audit } = database.tables;
    const deps = { client, table, changes: createChangeSaver(client, { own: table, outbox, audit }, randomIds) };
    return {
      rounds: createRoundRepository(deps),
      invitations: createInvitationRepository(deps),
      reminders: createReminderRepository(deps),
      collations: createCollationRepository(deps),
      archive: createResponseArchive(deps),
      deliveries: createDeliveryRepository(deps),
      preNotices: createPreNoticeRepository(deps),
      mornings: createMorningRepository(deps),
    };
  };
  surveyJobsContract(freshStores);

  test('A16: announcing to all and to the most 全国団体 is one transaction of the real engine', async () => {
    const { rounds } = await freshStores();
    const nationalOrganisations = Array.from({ length: 300 }, (_, place) => ({
      ...{ organisationId: nationalOrganisationCode(place + 1), name: `全国団体${place + 1}` },
    }));
    const mark = {
      programmeId,
      importId: ImportId.parse('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01'),
      organisations: 2088,
      nationalOrganisations,
    };
    await rounds.markContacts({ ...mark, importedAt: now }, aRecord());
    await rounds.add(aRound({ status: 'draft' }), aRecord());
    const programmes = { ...surveyRecipients, asksNationalOrganisations: () => true };
    const all = {
      recipientsOf: () => [...programmes.recipientsOf(aRound({ status: 'draft' })), ...nationalOrganisations],
    };
    const announced = await announceRound({ rounds, programmes: { ...programmes, ...all } }, { roundId }, aCause());
    expect(announced).toEqual({ ok: true, value: { roundId, time: 1, organisations: 2088 } });
    expect(await rounds.find(programmeId, roundId)).toMatchObject({ status: 'draft', announcement: { times: 1 } });
  });

  const asked = localGovernments.map(({ code }) => OrganisationId.parse(code));

  test('a sweep reads the organisations that are due and hardly a row more, and scans nothing', async () => {
    const stores = await freshStores();
    const due = asked.slice(0, 200);
    const answered = asked
      .slice(200, 230)
      .map((organisationId) => anInvitation({ organisationId, status: 'submitted' }));
    await openedRound(stores, [...due.map((organisationId) => anInvitation({ organisationId })), ...answered]);
    database.takeCalls();
    let itemsRead = 0;
    database.client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const { Items, Item } = result.output as { Items?: unknown[]; Item?: unknown };
        itemsRead += (Items?.length ?? 0) + (Item === undefined ? 0 : 1);
        return result;
      },
      { step: 'initialize', name: 'countItems', priority: 'high' },
    );
    const remind = createRemindDue({ ...stores, programmes: [programmeId] });
    const nine = addMs(startOfDay(JstDate.parse('2026-06-23')), 9 * 3_600_000);
    const outcome = await remind(nine, { awsRequestId: 'run' });
    database.client.middlewareStack.remove('countItems');
    expect(outcome).toEqual({});
    expect(itemsRead).toBeGreaterThanOrEqual(due.length);
    expect(itemsRead).toBeLessThanOrEqual(due.length * 1.1);
    const calls = database.takeCalls();
    expect(calls).not.toContain('ScanCommand');
    // Seven chunks of thirty at most, the step of the round, and that the morning is done.
    expect(calls.filter((call) => call === 'TransactWriteItemsCommand')).toHaveLength(9);
    const marked = await stores.invitations.list(programmeId, roundId, ['invited']);
    expect(marked.every(({ lastReminder }) => lastReminder?.step === 1)).toBe(true);
  });

  test('1,788 organisations, some with answers, become files that are read back', async () => {
    const stores = await freshStores();
    const answered = asked.slice(0, 130).map((organisationId) => anInvitation({ organisationId, status: 'submitted' }));
    await openedRound(stores, answered);
    const collationId = '9d3c1b7a-2f4e-4d6c-8a1b-5e7f9a0b1c2d';
    const collation = CollationRequest.parse({
      programmeId,
      roundId,
      collationId,
      requestedAt: now,
      status: 'requested',
    });
    await stores.collations.add(collation, aRecord());
    const files = new Map<string, Uint8Array>();
    const put: PrivateFiles['put'] = async ({ key, bytes }) => {
      files.set(key, bytes);
    };
    const job = onCollationRequested({
      ...stores,
      responses: stores.archive,
      programmes: { ...surveyForms, ...surveyRecipients },
      writer: createCollationWriter({ put }),
    });
    const event = {
      ...{ id: '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c', type: 'collation-requested.v1', programmeId, occurredAt: now },
      data: { roundId, collationId, requestedBy: '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c' },
    };
    await job.handle(event, now);
    await job.handle(event, now);
    const folder = `${programmeId}/collations/${roundId}/${collationId}`;
    expect([...files.keys()]).toEqual(
      ['answers.xlsx', 'answers.csv', 'answers-cp932.csv'].map((name) => `${folder}/${name}`),
    );

    const { sheets } = await readXlsx(files.get(`${folder}/answers.xlsx`) ?? new Uint8Array());
    const rows = (sheets[0]?.rows ?? []).slice(1);
    expect(rows).toHaveLength(1788 + 130);
    expect(new Set(rows.map(([code]) => code))).toEqual(new Set(asked));
    expect(rows.filter((row) => row[3] === '未回答')).toHaveLength(1788 - 130);
    expect(rows[0]?.[0]).toBe('010006');
    expect(sheets.map(({ name }) => name)).toEqual(['回答', '記入の状況']);
    expect(sheets[1]?.rows.slice(0, 2)).toEqual([
      ['項目', '数える単位', '回答を求めた数', '記入', '空欄'],
      ['相談窓口の有無', '団体', '130', '130', '0'],
    ]);
    const utf8 = new TextDecoder().decode(files.get(`${folder}/answers.csv`));
    const cp932 = new TextDecoder('shift_jis').decode(files.get(`${folder}/answers-cp932.csv`));
    expect(cp932).toBe(utf8);
    expect(await stores.collations.find(programmeId, roundId, collation.collationId)).toMatchObject({
      ...{ status: 'done', organisations: 1788, answered: 130, rows: 1918, unencodable: [] },
    });
  });
});
