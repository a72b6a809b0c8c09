import { expect, test } from 'vitest';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import {
  answeringBodyOf,
  currentCodeOf,
  findFormer,
  findPlaces,
  formerLocalGovernments,
} from '../../../shared/programmes/former-local-governments.ts';
import { findLocalGovernment } from '../../../shared/programmes/local-governments.ts';

test('M03: an old code is no code of today, and each of its successors is, by a right check digit', () => {
  expect(formerLocalGovernments).toHaveLength(7);
  for (const { code, successors, endedOn } of formerLocalGovernments) {
    expect(findLocalGovernment(code)).toBeUndefined();
    expect(endedOn).toBe('2024-01-01');
    for (const successor of successors) expect(findLocalGovernment(successor)?.parentCode).toBe('221309');
  }
});

test('M03: what was answered under an old code keeps its municipality', () => {
  expect(findFormer('221350')?.successors).toEqual(['221392', '221384']);
  expect(answeringBodyOf('221350')?.name).toBe('浜松市');
  expect(currentCodeOf(OrganisationId.parse('221376'))).toBe('221309');
  expect(currentCodeOf(OrganisationId.parse('221384'))).toBe('221309');
  expect(currentCodeOf(OrganisationId.parse('121002'))).toBe('121002');
  expect(currentCodeOf(OrganisationId.parse('N00019'))).toBe('N00019');
});

test('M03: a place is found by its name, its reading, another spelling, its code, an old name and an old code', () => {
  const names = (words: string) => findPlaces(words).map(({ place }) => place.name);
  expect(names('千葉市')).toEqual(['千葉市']);
  expect(names('くじゅうくりまち')).toEqual(['九十九里町']);
  expect(names('檮原町')).toEqual(['梼原町']);
  expect(names('121002')).toEqual(['千葉市']);
  expect(names('浜松市浜北区')).toEqual(['浜松市']);
  expect(findPlaces('221368')[0]?.former?.name).toBe('浜松市浜北区');
  expect(names('浜松市')).toEqual(['浜松市']);
  expect(names('　')).toEqual([]);
  expect(names('府中市')).toEqual(['府中市', '府中市']);
});
