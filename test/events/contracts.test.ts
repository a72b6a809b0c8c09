import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../events/catalogue.ts';
import { happened } from '../../events/event.ts';
import { contractFiles } from '../../infra/write-contracts.ts';

const folder = join(import.meta.dirname, '../../events');
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const names = Object.keys(catalogue) as (keyof typeof catalogue)[];
const contractOf = (name: keyof typeof catalogue) => catalogue[name];
const ajv = formats.default(new Ajv2020({ strict: true, allowUnionTypes: true }));

/** What an event must never carry: who a person is, and how to reach one. */
const personal = /(displayName|personName|officer|recipientAddress|password|token)/i;

describe.each(names)('%s', (name) => {
  const contract = contractOf(name);
  const example: unknown = JSON.parse(read(`examples/${name}.json`));
  const schema = JSON.parse(read(`schemas/${name}.json`));

  it('is written down as the contract says it', () => {
    const files = contractFiles();
    expect(read(`examples/${name}.json`)).toBe(files.get(`examples/${name}.json`));
    expect(read(`schemas/${name}.json`)).toBe(files.get(`schemas/${name}.json`));
  });

  it('accepts its example, by the contract and by its JSON Schema', () => {
    expect(contract.envelope.parse(example)).toMatchObject({ type: name });
    expect(ajv.validate(schema, example), JSON.stringify(ajv.errors)).toBe(true);
    expect(contract.type).toBe(name);
  });

  it('accepts every earlier example that is kept beside it', () => {
    const kept = readdirSync(join(folder, 'examples')).filter((file) => file.startsWith(`${name}.`));
    expect(kept).toContain(`${name}.json`);
    for (const file of kept) {
      const earlier: unknown = JSON.parse(read(`examples/${file}`));
      expect([file, contract.envelope.safeParse(earlier).success, ajv.validate(schema, earlier)]).toEqual([
        file,
        true,
        true,
      ]);
    }
  });

  it('refuses what lacks any part of the envelope, by both', () => {
    for (const part of ['id', 'type', 'programmeId', 'occurredAt', 'data']) {
      const lacking = { ...(example as Record<string, unknown>), [part]: undefined };
      expect(contract.envelope.safeParse(lacking).success).toBe(false);
      expect(ajv.validate(schema, JSON.parse(JSON.stringify(lacking)))).toBe(false);
    }
  });

  it('names nobody and no way to reach anybody', () => {
    expect(JSON.stringify(schema)).not.toMatch(personal);
  });

  it('is a fact in the past, told by a context', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.v\d+$/);
    expect(happened(contract as never, contract.example as never)).toMatchObject({
      type: name,
      context: contract.context,
    });
  });
});

describe('the folder', () => {
  it('holds a contract for every file, and every contract is in the catalogue', () => {
    const contracts = readdirSync(folder)
      .filter((file) => /\.v\d+\.ts$/.test(file))
      .map((file) => file.replace(/\.ts$/, ''));
    expect(contracts.sort()).toEqual([...names].sort());
    expect(
      readdirSync(join(folder, 'schemas'))
        .map((file) => file.replace(/\.json$/, ''))
        .sort(),
    ).toEqual([...names].sort());
    // `<event>.v1.<label>.json` is an example of earlier days, kept so that old events can always be read again.
    const exampled = readdirSync(join(folder, 'examples')).map((file) => /^[a-z-]+\.v\d+/.exec(file)?.[0]);
    expect([...new Set(exampled)].sort()).toEqual([...names].sort());
  });
});
