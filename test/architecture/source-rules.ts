/** Rules that one file keeps or breaks by itself, each with the words of who is refused. */
import { codeOf } from './code-text.ts';

export interface SourceFile {
  /** Below the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface SourceRule {
  readonly rule: string;
  /** Which files it holds for. */
  readonly holdsFor: (path: string) => boolean;
  /** What breaks it: the offending words, or nothing. */
  readonly broken: (file: SourceFile) => readonly string[];
}

const isCode = (path: string) => /\.tsx?$/.test(path);
const isProduct = (path: string) => isCode(path) && /^(shared|events|functions|infra)\//.test(path);
/** Lists that somebody else keeps, taken over as they are. */
const isData = (path: string) => /^shared\/[^/]+\/data\//.test(path);

const longestFile = 300;

export const sourceRules: readonly SourceRule[] = [
  {
    rule: 'no cast outside test/: what comes in is parsed',
    holdsFor: isProduct,
    broken: ({ text }) => matches(withoutModuleClauses(codeOf(text)), /\bas\s+(?!const\b)[\w{[(]+/g),
  },
  {
    rule: 'no enum: string literals read the same in code, table, event and log',
    holdsFor: isCode,
    broken: ({ text }) => matches(codeOf(text), /(?<![.\w])(?:const\s+)?enum\s+\w+/g),
  },
  {
    rule: 'a function reads its environment in functions/platform/config.ts',
    holdsFor: (path) => isProduct(path) && !path.startsWith('infra/') && path !== 'functions/platform/config.ts',
    broken: ({ text }) => matches(codeOf(text), /\bprocess\s*\.\s*env\b/g),
  },
  {
    rule: 'shared/ knows days and instants of shared/kernel/time.ts only, and reads no clock',
    holdsFor: (path) => isProduct(path) && path.startsWith('shared/') && path !== 'shared/kernel/time.ts',
    broken: ({ text }) => matches(codeOf(text), /(?<!\.)\b(?:Date\b(?!\s*:)|Temporal\b|performance\s*\.\s*now)/g),
  },
  {
    rule: 'the time of now is never read where days are reckoned',
    holdsFor: (path) => path === 'shared/kernel/time.ts',
    broken: ({ text }) => matches(codeOf(text), /\bDate\.now\b|\bnew Date\(\s*\)/g),
  },
  {
    rule: 'functions/ reads the clock in functions/platform/clock.ts; log lines carry the real time',
    holdsFor: (path) =>
      /^functions\/(?!ui\/browser\/)/.test(path) &&
      isCode(path) &&
      !['functions/platform/clock.ts', 'functions/platform/logger.ts'].includes(path),
    broken: ({ text }) => matches(codeOf(text), /\bDate\.now\b|\bnew Date\(\s*\)/g),
  },
  {
    rule: 'shared/ makes no ids and throws no dice',
    holdsFor: (path) => isProduct(path) && path.startsWith('shared/'),
    broken: ({ text }) => matches(codeOf(text), /\bMath\.random\b|\bcrypto\s*\./g),
  },
  {
    rule: 'fakes are passed in, modules are not patched',
    holdsFor: (path) => path.startsWith('test/') && isCode(path),
    broken: ({ text }) => matches(codeOf(text), /\bvi\.(?:mock|doMock|hoisted)\b/g),
  },
  {
    rule: 'a file is named for what it holds',
    holdsFor: isCode,
    broken: ({ path }) =>
      path.split('/').filter((part) => /^(?:utils?|helpers?|common|services?|managers?|index)(?:\.tsx?)?$/.test(part)),
  },
  {
    rule: 'names of files are in kebab case',
    holdsFor: isCode,
    broken: ({ path }) => path.split('/').filter((part) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*$/.test(part)),
  },
  {
    rule: `a file has at most ${longestFile} lines`,
    holdsFor: (path) => isProduct(path) && !isData(path),
    broken: ({ text }) => {
      const lines = text.trimEnd().split('\n').length;
      return lines > longestFile ? [`${lines} lines`] : [];
    },
  },
  {
    rule: 'zod comes in as a namespace, which bundles to a fifth',
    holdsFor: isProduct,
    broken: ({ text }) => matches(text, /^import (?!\* as z from|type).*from 'zod';/gm),
  },
  {
    rule: 'no unfinished work is left behind',
    holdsFor: (path) => isCode(path) && !path.startsWith('test/architecture/'),
    broken: ({ text }) => matches(text, /\b(?:TODO|FIXME|XXX|HACK)\b|@ts-(?:ignore|nocheck|expect-error)/g),
  },
  {
    rule: 'no path of one machine',
    holdsFor: () => true,
    broken: ({ text }) => matches(text, /(?<![\w.})/>-])\/(?:home|root|tmp|work|Users|mnt)\/\w+/g),
  },
];

export function brokenBy({ rule, holdsFor, broken }: SourceRule, files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => holdsFor(path))
    .flatMap((file) => broken(file).map((words) => `${file.path}: ${words} (${rule})`));
}

/** `import { a as b }`, `export * as c`: not casts. */
function withoutModuleClauses(code: string): string {
  return code.replace(/^\s*(?:import|export)\b\s*(?:type\s*)?(?:[\w$]+\s*,\s*)?(?:\*\s*as\s+[\w$]+|\{[^}]*\})/gm, '');
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([words]) => words.replaceAll(/\s+/g, ' '));
}
