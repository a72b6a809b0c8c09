/** Reads a cloud assembly (cdk.out): which stacks there are, their templates, and the folder of each code asset. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const Template = z.object({
  Resources: z.record(z.string(), Resource).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const AssetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

export type TemplateResource = z.infer<typeof Resource>;
export type StackTemplate = z.infer<typeof Template>;

export interface Stack {
  /** As CloudFormation knows it; the part before the logical id in generated names. */
  readonly name: string;
  readonly region: string;
  readonly template: StackTemplate;
}

export interface Assembly {
  /** In the manifest's order, nested assemblies (stages) included. */
  readonly stacks: readonly Stack[];
  /** Object key in the asset bucket (`<hash>.zip`) -> absolute folder. */
  readonly assetFolders: ReadonlyMap<string, string>;
}

/** Where the system lives when a stack does not say. */
export const homeRegion = 'ap-northeast-1';

function readJson(file: string): unknown {
  if (!existsSync(file)) throw new Error(`${file} is missing; synthesise the stacks first`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function regionOf(environment: string | undefined): string {
  const region = environment?.split('/').at(-1);
  return region === undefined || region === '' || region === 'unknown-region' ? homeRegion : region;
}

function readAssets(file: string, folders: Map<string, string>): void {
  const { files } = AssetManifest.parse(readJson(file));
  for (const { source, destinations } of Object.values(files)) {
    if (source.packaging !== 'zip' || source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations)) {
      folders.set(objectKey, join(dirname(file), source.path));
    }
  }
}

/** Throws where the folder holds no assembly. */
export function readAssembly(folder: string): Assembly {
  const stacks: Stack[] = [];
  const assetFolders = new Map<string, string>();
  const { artifacts } = Manifest.parse(readJson(join(folder, 'manifest.json')));
  for (const [id, artifact] of Object.entries(artifacts)) {
    const properties = artifact.properties ?? {};
    if (artifact.type === 'aws:cloudformation:stack' && properties.templateFile !== undefined) {
      const template = Template.parse(readJson(join(folder, properties.templateFile)));
      stacks.push({ name: properties.stackName ?? id, region: regionOf(artifact.environment), template });
    } else if (artifact.type === 'cdk:asset-manifest' && properties.file !== undefined) {
      readAssets(join(folder, properties.file), assetFolders);
    } else if (artifact.type === 'cdk:cloud-assembly' && properties.directoryName !== undefined) {
      const nested = readAssembly(join(folder, properties.directoryName));
      stacks.push(...nested.stacks);
      for (const [key, path] of nested.assetFolders) assetFolders.set(key, path);
    }
  }
  return { stacks, assetFolders };
}
