/** Small slips in the code that reckons days, and each official holiday left out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../architecture/code-text.ts';
import { modulesBelow, root } from '../architecture/import-graph.ts';
import type { Mutant } from './mutant.ts';

const list = 'shared/calendar/official-holidays.ts';

interface Slip {
  readonly pattern: RegExp;
  readonly instead: (words: string) => string;
}

const slips: readonly Slip[] = [
  { pattern: /(?<=\s)<(?=\s)/g, instead: () => '<=' },
  { pattern: /(?<=\s)<=(?=\s)/g, instead: () => '<' },
  { pattern: /(?<=\s)>(?=\s)/g, instead: () => '>=' },
  { pattern: /(?<=\s)>=(?=\s)/g, instead: () => '>' },
  { pattern: /===/g, instead: () => '!==' },
  { pattern: /!==/g, instead: () => '===' },
  { pattern: /&&/g, instead: () => '||' },
  { pattern: /\|\|/g, instead: () => '&&' },
  { pattern: /(?<=[\w)\]] )\+(?= [\w(])/g, instead: () => '-' },
  { pattern: /(?<=[\w)\]] )-(?= [\w(])/g, instead: () => '+' },
  { pattern: /\b(?:true|false)\b/g, instead: (words) => String(words === 'false') },
  { pattern: /(?<![\w.$])\d+(?![\w.])/g, instead: (words) => String(Number(words) + 1) },
];

export function calendarMutants(): readonly Mutant[] {
  return [
    ...modulesBelow('shared/calendar')
      .filter((file) => file !== list)
      .flatMap(slipsIn),
    ...missingHolidays(),
  ];
}

function slipsIn(file: string): readonly Mutant[] {
  const source = readFileSync(join(root, file), 'utf8');
  const code = withoutTypes(codeOf(source));
  return slips.flatMap(({ pattern, instead }) =>
    [...code.matchAll(pattern)].map(({ 0: words, index }) => ({
      file,
      mistake: `${lineAt(source, index)} [${words} became ${instead(words)}]`,
      source: `${source.slice(0, index)}${instead(words)}${source.slice(index + words.length)}`,
    })),
  );
}

/** Types are not run, so nothing can be slipped into them; they become blank. */
function withoutTypes(code: string): string {
  return code.replace(/^(?:export )?(?:type|interface) [\s\S]*?(?:;\n(?!\s)|\n\})/gm, (type) =>
    type.replace(/[^\n]/g, ' '),
  );
}

function missingHolidays(): readonly Mutant[] {
  const source = readFileSync(join(root, list), 'utf8');
  return [...source.matchAll(/(?<![-\d])\d\d-\d\d \S+?(?:, *|(?=`)|,\n)/g)].map(({ 0: entry, index }) => ({
    file: list,
    mistake: `${source
      .slice(0, index)
      .match(/\d{4}(?=: `)/g)
      ?.at(-1)}: ${entry.trim()} left out`,
    source: source.slice(0, index) + source.slice(index + entry.length),
  }));
}

/** Its words, since its number changes with every edit above it. */
function lineAt(source: string, index: number): string {
  return source.slice(source.lastIndexOf('\n', index) + 1, source.indexOf('\n', index)).trim();
}
