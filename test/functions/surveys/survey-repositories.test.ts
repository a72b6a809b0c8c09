import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { randomIds } from '../../../functions/platform/clock.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { createCodeAttempts } from '../../../functions/surveys/dynamodb-code-attempts.ts';
import { createDelegationRepository } from '../../../functions/surveys/dynamodb-delegation-repository.ts';
import { createFormUpgradeRepository } from '../../../functions/surveys/dynamodb-form-upgrade-repository.ts';
import { createHandOverRepository } from '../../../functions/surveys/dynamodb-hand-over-repository.ts';
import { createInvitationRepository } from '../../../functions/surveys/dynamodb-invitation-repository.ts';
import { createKnownAnswersRepository } from '../../../functions/surveys/dynamodb-known-answers-repository.ts';
import { createRoundRepository } from '../../../functions/surveys/dynamodb-round-repository.ts';
import { surveyRepositoriesContract } from '../../support/contracts/survey-repositories.contract.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb, tableOf } from '../../support/embedded-dynamodb.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../support/fakes/in-memory-surveys.ts';

describe('in memory', () => {
  surveyRepositoriesContract(async () => ({ ...new InMemorySurveys(), attempts: inMemoryCodeAttempts() }));
});

describe('on DynamoDB', () => {
  let database: EmbeddedDynamoDb;
  let tables = 0;
  beforeAll(async () => {
    database = await startEmbeddedDynamoDb();
  });
  afterAll(() => database.stop());

  surveyRepositoriesContract(async () => {
    tables += 1;
    const table = `surveys-${tables}`;
    await database.client.send(new CreateTableCommand(tableOf(table)));
    if (tables > 1) await database.client.send(new DeleteTableCommand({ TableName: `surveys-${tables - 1}` }));
    const { client } = database;
    const { outbox, audit } = database.tables;
    const changes = createChangeSaver(client, { own: table, outbox, audit }, randomIds);
    return {
      rounds: createRoundRepository({ client, table, changes }),
      invitations: createInvitationRepository({ client, table, changes }),
      delegations: createDelegationRepository({ table, changes, noticesTable: table }),
      handOvers: createHandOverRepository({ table, changes, noticesTable: table }),
      attempts: createCodeAttempts(client, table),
      upgrades: createFormUpgradeRepository({ client, table, changes }),
      knownAnswers: createKnownAnswersRepository({ client, table, changes }),
    };
  });
});
