import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aTable, type Bench, startBench } from './support.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench([aTable('counters')]);
});

afterAll(() => bench.stop());

const add = (pk: string, ClientRequestToken: string, by = 1) =>
  new TransactWriteCommand({
    ClientRequestToken,
    TransactItems: [
      {
        Update: {
          TableName: 'counters',
          Key: { pk, sk: 'a' },
          UpdateExpression: 'ADD n :by',
          ExpressionAttributeValues: { ':by': by },
        },
      },
    ],
  });

async function count(pk: string): Promise<unknown> {
  const found = await bench.client().send(new GetCommand({ TableName: 'counters', Key: { pk, sk: 'a' } }));
  return found.Item?.['n'];
}

async function killDatabase(): Promise<void> {
  const pid = bench.database.pid();
  if (pid === undefined) throw new Error('no database runs');
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => bench.database.pid(), { timeout: 5000 }).not.toBe(pid);
}

describe('a transaction with a token', () => {
  test('takes effect once, however often and however concurrently it is sent', async () => {
    const client = bench.client();
    await client.send(add('once', 'token-1'));
    await Promise.all(Array.from({ length: 10 }, () => client.send(add('once', 'token-1'))));
    expect(await count('once')).toBe(1);
  });

  test('takes effect once also where the database was killed between', async () => {
    await bench.client().send(add('killed', 'token-2'));
    await killDatabase();
    await bench.client('Any', 5).send(add('killed', 'token-2'));
    expect(await count('killed')).toBe(1);
  });

  test('takes effect once where its answer was lost and the SDK tried again', async () => {
    bench.gate.faults.setPlan({ seed: 1, rules: [{ operation: 'TransactWriteItems', nth: 1, how: 'after' }] });
    await bench.client('Any', 3).send(add('lost', 'token-3'));
    bench.gate.faults.setPlan(undefined);
    expect(await count('lost')).toBe(1);
  });

  test('takes effect once where the call was doubled', async () => {
    bench.gate.faults.setPlan({ seed: 1, rules: [{ how: 'twice' }] });
    await bench.client().send(add('doubled', 'token-4'));
    bench.gate.faults.setPlan(undefined);
    expect(await count('doubled')).toBe(1);
  });

  test('and another content is refused', async () => {
    await bench.client().send(add('other', 'token-5'));
    await expect(bench.client().send(add('other', 'token-5', 2))).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    expect(await count('other')).toBe(1);
  });

  test('that was refused may be tried again with the same token', async () => {
    const conditional = (expression: string) => {
      const command = add('again', 'token-6');
      const [item] = command.input.TransactItems ?? [];
      if (item?.Update) item.Update.ConditionExpression = expression;
      return command;
    };
    await expect(bench.client().send(conditional('attribute_exists(pk)'))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    });
    await bench.client().send(add('again', 'other-token'));
    await bench.client().send(conditional('attribute_exists(pk)'));
    expect(await count('again')).toBe(2);
  });

  test('is forgotten ten minutes later by the clock of the system', async () => {
    await bench.client().send(add('later', 'token-7'));
    bench.clock.moveTo(bench.clock.now() + 10 * 60_000 - 1000);
    await bench.client().send(add('later', 'token-7'));
    expect(await count('later')).toBe(1);
    bench.clock.moveTo(bench.clock.now() + 2000);
    await bench.client().send(add('later', 'token-7'));
    expect(await count('later')).toBe(2);
  });

  test('of more than 36 characters is refused', async () => {
    await expect(bench.client().send(add('long', 'x'.repeat(37)))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('may have a hundred actions', async () => {
    const TransactItems = Array.from({ length: 100 }, (_, at) => ({
      Put: { TableName: 'counters', Item: { pk: 'hundred', sk: String(at) } },
    }));
    const command = new TransactWriteCommand({ TransactItems, ClientRequestToken: 'token-8' });
    await bench.client().send(command);
    await expect(bench.client().send(command)).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });
});
