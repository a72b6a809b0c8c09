/** Who may import whom. What a folder's rule does not name is refused, and so is a module that no rule covers. */
import type { Import } from './import-graph.ts';

interface Allowed {
  /** Paths of our own modules, beside the folder itself. */
  readonly ours: readonly RegExp[];
  readonly packages?: RegExp;
  readonly builtIns?: RegExp;
}

export interface FolderRule {
  readonly folder: string;
  /** The first rule whose pattern fits decides. Its first group, if it has one, is the context's name. */
  readonly modules: RegExp;
  readonly mayImport: (context: string) => Allowed;
}

const nothing = /(?!)/;
const anything = /./;
const core = [/^shared\/kernel\//, /^shared\/calendar\//, /^shared\/access\//, /^shared\/programmes\//];
const dynamoDb = /^@aws-sdk\/(lib|client)-dynamodb$/;

function within(folder: string): RegExp {
  return new RegExp(`^${folder.replaceAll('/', '\\/')}\\/`);
}

export const folderRules: readonly FolderRule[] = [
  {
    folder: 'shared/kernel',
    modules: /^shared\/kernel\//,
    mayImport: () => ({ ours: [within('shared/kernel')], packages: /^zod$/ }),
  },
  {
    folder: 'shared/calendar and shared/access',
    modules: /^shared\/(calendar|access)\//,
    mayImport: (context) => ({ ours: [within('shared/kernel'), within(`shared/${context}`)], packages: /^zod$/ }),
  },
  {
    folder: 'shared/programmes',
    modules: /^shared\/programmes\//,
    mayImport: () => ({ ours: core, packages: /^zod$/ }),
  },
  {
    folder: 'shared/<context>',
    modules: /^shared\/([^/]+)\//,
    mayImport: (context) => ({ ours: [...core, within(`shared/${context}`), within('events')], packages: /^zod$/ }),
  },
  {
    folder: 'events',
    modules: /^events\//,
    mayImport: () => ({ ours: [within('events'), within('shared/kernel')], packages: /^zod$/ }),
  },
  {
    // Whoever makes ids, digests and secrets is known by name.
    folder: 'functions/platform/{clock,digest,secrets,links,s3}',
    modules: /^functions\/platform\/((clock|digest)\.ts$|(secrets|links|s3)\/)/,
    mayImport: () => ofPlatform(anything),
  },
  {
    folder: 'functions/platform',
    modules: /^functions\/platform\//,
    mayImport: () => ofPlatform(/^(?!node:crypto$)/),
  },
  {
    folder: 'functions/ui/browser',
    modules: /^functions\/ui\/browser\//,
    mayImport: () => ({ ours: [within('functions/ui/browser')] }),
  },
  {
    folder: 'functions/ui',
    modules: /^functions\/ui\//,
    mayImport: () => ({ ours: [within('functions/ui'), within('shared')], packages: /^preact(-render-to-string)?$/ }),
  },
  {
    // An adapter is named after the service that it speaks to, and is the only kind of module that may know it.
    folder: 'functions/<context>/dynamodb-<entity>.ts',
    modules: /^functions\/([^/]+)\/dynamodb-[^/]+\.ts$/,
    mayImport: (context) => ({ ...ofContext(context), packages: new RegExp(`${dynamoDb.source}|^zod$`) }),
  },
  {
    folder: 'functions/accounts/cognito-<port>.ts',
    modules: /^functions\/(accounts)\/cognito-[^/]+\.ts$/,
    mayImport: (context) => ({
      ...ofContext(context),
      packages: /^(@aws-sdk\/client-cognito-identity-provider|jose|zod)$/,
    }),
  },
  {
    folder: 'functions/<context>',
    modules: /^functions\/([^/]+)\//,
    mayImport: ofContext,
  },
  {
    folder: 'infra/local/seed',
    modules: /^infra\/local\/seed\//,
    mayImport: () => ({
      // The demo data is written through the functions' own adapters, so that it cannot drift from them.
      ours: [within('infra/local'), within('shared'), within('events'), within('functions')],
      packages: /^(zod|@aws-sdk\/(lib-dynamodb|client-(dynamodb|kms|s3|cognito-identity-provider)))$/,
      builtIns: anything,
    }),
  },
  {
    folder: 'infra/local/scenario',
    modules: /^infra\/local\/scenario\//,
    // The story writes contact files as people do, in Shift_JIS and as a workbook.
    mayImport: () => ({
      ours: [within('infra/local'), within('shared')],
      packages: /^(zod|iconv-lite|hucre)$/,
      builtIns: anything,
    }),
  },
  {
    folder: 'infra/local',
    modules: /^infra\/local\//,
    mayImport: () => ({ ours: [within('infra/local')], packages: /^(zod|jose)$/, builtIns: anything }),
  },
  {
    folder: 'infra',
    modules: /^infra\//,
    mayImport: () => ({
      ours: [/^infra\/(?!local\/)/, /^events\/catalogue\.ts$/, /^shared\/programmes\/registry\.ts$/],
      packages: /^(aws-cdk-lib|constructs|cdk-nag|esbuild|zod)$/,
      builtIns: anything,
    }),
  },
  {
    folder: 'docs',
    modules: /^docs\//,
    mayImport: () => ({ ours: [within('docs'), ...core], builtIns: /^node:(fs|path)$/ }),
  },
];

function ofPlatform(builtIns: RegExp): Allowed {
  return {
    ours: [within('functions/platform'), within('shared'), within('events')],
    packages: anything,
    builtIns,
  };
}

function ofContext(context: string): Allowed {
  return {
    ours: [
      within(`functions/${context}`),
      within('functions/platform'),
      /^functions\/ui\/(?!browser\/)/,
      within('shared'),
      within('events'),
    ],
    // `aws-lambda` holds types only.
    packages: /^(zod|preact|aws-lambda)$/,
    builtIns: /^(?!node:crypto$)/,
  };
}

/** Why the import is refused, or `undefined` where it is allowed. */
function refusalOf({ importer, imported, kind }: Import): string | undefined {
  const rule = folderRules.find(({ modules }) => modules.test(importer));
  if (rule === undefined) return `${importer} stands in no folder that has a rule`;
  const allowed = rule.mayImport(rule.modules.exec(importer)?.[1] ?? '');
  const patterns = {
    ours: allowed.ours,
    package: [allowed.packages ?? nothing],
    'built-in': [allowed.builtIns ?? nothing],
  } as const;
  const isAllowed = patterns[kind].some((pattern) => pattern.test(imported));
  return isAllowed ? undefined : `${importer} imports ${imported} (rule of ${rule.folder})`;
}

export function refusalsOf(imports: readonly Import[]): readonly string[] {
  return imports.map(refusalOf).filter((refusal) => refusal !== undefined);
}
