import { describe, expect, it } from 'vitest';
import { functionFolders } from '../../../infra/bundle.ts';
import { prod } from '../support/synthesised.ts';

const { functions } = prod.house;
const listed = functions.map(({ props }) => props.folder).sort();

describe('the catalogue and the folders of functions', () => {
  it('name the same functions', () => {
    expect(listed).toEqual(functionFolders());
  });

  it('every function stands in the catalogue once', () => {
    expect(new Set(listed).size).toBe(listed.length);
  });

  it.each(functions)('$props.folder says in one sentence who is hurt', ({ props }) => {
    expect(props.failureImpact).toMatch(/^[A-Z][^.]{28,}\.$/);
  });
});
