/** The benchmark of cold starts invokes every function once, so it has to know with what. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { synthesise } from '../../infra/local/synthesise.ts';
import { readModel } from '../../infra/local/template/read-model.ts';
import { firstEventOf } from '../bench/cold-start/first-event.ts';

it('every function but those that people start by hand has a first event', async () => {
  const model = readModel((await synthesise({ root: join(import.meta.dirname, '../..') })).assemblyFolder);
  const without = model.functions.filter((one) => firstEventOf(model, one) === undefined).map(({ id }) => id);
  expect(without.filter((id) => !/RequestSite|RegisterAdministrator/.test(id))).toEqual([]);
  expect(model.functions.length).toBeGreaterThan(without.length);
}, 120_000);
