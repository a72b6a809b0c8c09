import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dueInWords } from '../../docs/due-in-words.ts';
import { programmeDocument } from '../../docs/programme-document.ts';
import { programmes } from '../../shared/programmes/registry.ts';

const folder = join(import.meta.dirname, '../../docs/programmes');

describe('docs/programmes', () => {
  test.each(programmes)(
    '$identity.id.md is what the definition says (npm run documents writes it anew)',
    (programme) => {
      const checkedIn = readFileSync(join(folder, `${programme.identity.id}.md`), 'utf8');
      expect(checkedIn).toBe(programmeDocument(programme));
    },
  );

  test('there is no document of a programme that does not exist', () => {
    expect(readdirSync(folder).sort()).toEqual(programmes.map(({ identity }) => `${identity.id}.md`).sort());
  });

  test.each(programmes)('$identity.id.md names every question with its clause and every party', (programme) => {
    const document = programmeDocument(programme);
    const labels = programme.surveys.flatMap(({ form }) =>
      form.sections.flatMap(({ items }) => items.map(({ label }) => label)),
    );
    const sources = [
      programme.parties.implementingBody.source,
      programme.parties.receiver.source,
      programme.rolesSource,
      ...programme.surveys.map(({ source }) => source),
    ];
    for (const words of [...labels, ...sources]) expect(document).toContain(words);
  });
});

describe('a due rule in words', () => {
  const cited = { onClosedDay: 'preceding', source: '仕様書11(2)' } as const;

  test.each([
    [{ kind: 'fixed-day', month: 4, day: 10, ...cited }, '期間の終了後の4月10日'],
    [{ kind: 'day-of-next-month', day: 15, ...cited }, '翌月15日'],
    [{ kind: 'end-of-fiscal-year', ...cited }, '年度末日'],
    [{ kind: 'open-days-after', openDays: 3, ...cited }, '3開庁日以内'],
    [{ kind: 'days-after', days: -30, ...cited }, '30日前'],
  ] as const)('%o', (rule, words) => {
    expect(dueInWords(rule)).toBe(`${words}（閉庁日は直前の開庁日。仕様書11(2)）`);
  });
});
