import { describe, expect, it } from 'vitest';
import { follows, followsFrom, statusIn } from '../../../../functions/platform/dynamodb/condition.ts';

describe('a condition', () => {
  it('of the first version is that there is no row; of a later one, the version before', () => {
    expect(follows(1)).toEqual({ ConditionExpression: 'attribute_not_exists(pk)' });
    expect(follows(7)).toEqual({
      ConditionExpression: '#version = :before',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':before': 6 },
    });
  });

  it('of a move names the version before and every status that leads there', () => {
    expect(followsFrom(['draft', 'opening'], 3)).toEqual({
      ConditionExpression: '#version = :before AND #status IN (:status0, :status1)',
      ExpressionAttributeNames: { '#version': 'version', '#status': 'status' },
      ExpressionAttributeValues: { ':before': 2, ':status0': 'draft', ':status1': 'opening' },
    });
  });

  it('of a status to which nothing leads never holds, and is no empty list, which the database would refuse', () => {
    expect(statusIn([])).toEqual({
      names: { '#status': 'status' },
      values: {},
      condition: 'attribute_not_exists(#status)',
    });
  });
});
