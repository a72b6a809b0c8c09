import { describe, expect, test } from 'vitest';
import { createCallRecord, type RecordedCall } from '../../../../infra/local/gate/call-record.ts';

function aCall(overrides: Partial<RecordedCall> = {}): RecordedCall {
  return {
    time: 0,
    requestId: 'r',
    functionId: 'A',
    service: 'dynamodb',
    operation: 'GetItem',
    outcome: 'answered',
    status: 200,
    durationMs: 1,
    ...overrides,
  };
}

describe('the record of calls', () => {
  test('keeps the last calls in order and counts all', () => {
    const record = createCallRecord(3);
    for (const time of [1, 2, 3, 4, 5]) record.add(aCall({ time }));
    expect(record.calls().map(({ time }) => time)).toEqual([3, 4, 5]);
    expect(record.counts()).toEqual({ 'A dynamodb:GetItem answered': 5 });
  });

  test('is asked by function, service, operation and time', () => {
    const record = createCallRecord();
    record.add(aCall({ time: 1 }));
    record.add(aCall({ time: 2, functionId: 'B' }));
    record.add(aCall({ time: 3, service: 's3', operation: 'PutObject' }));
    const times = (filter: Parameters<typeof record.calls>[0]) => record.calls(filter).map(({ time }) => time);
    expect(times({ functionId: 'A' })).toEqual([1, 3]);
    expect(times({ service: 's3' })).toEqual([3]);
    expect(times({ operation: 'GetItem' })).toEqual([1, 2]);
    expect(times({ since: 2 })).toEqual([2, 3]);
  });

  test('names the grants that nobody used, without those of the platform', () => {
    const record = createCallRecord();
    const statements = [
      { effect: 'Allow' as const, actions: ['s3:PutObject', 's3:GetObject'], resources: ['b/*'], conditions: {} },
      { effect: 'Allow' as const, actions: ['logs:PutLogEvents'], resources: ['l'], conditions: {} },
      { effect: 'Deny' as const, actions: ['s3:DeleteObject'], resources: ['b/*'], conditions: {} },
    ];
    record.used('A', 0, 's3:PutObject');
    const model = {
      id: 'A',
      name: 'A',
      arn: 'a',
      codeFolder: '/',
      handler: 'index.handler',
      timeoutSeconds: 3,
      memoryMb: 128,
      environment: {},
      statements,
      asynchronous: { maxAttempts: 3, maxAgeSeconds: 60 },
    };
    expect(record.unusedGrants([model])).toEqual([{ functionId: 'A', action: 's3:GetObject', resources: ['b/*'] }]);
  });
});
