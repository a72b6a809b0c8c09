import { describe, expect, it } from 'vitest';
import { resources } from '../support/cloud.ts';
import { invariants } from '../support/invariants/all.ts';
import { cloud } from '../support/synthesised.ts';

describe('over all templates', () => {
  it.each(invariants)('$rule', ({ broken }) => {
    expect(broken(cloud)).toEqual([]);
  });

  it('there is something to ask about', () => {
    expect(resources(cloud, 'AWS::Lambda::Function').length).toBeGreaterThan(25);
    expect(resources(cloud, 'AWS::DynamoDB::Table')).toHaveLength(9);
    expect(resources(cloud, 'AWS::CloudFront::Distribution')).toHaveLength(3);
  });
});
