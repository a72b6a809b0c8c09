/** The whole cloud, built from one tiny bundle in place of every function's own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { acknowledge } from '../../../infra/acknowledgements.ts';
import { buildHouse, type House } from '../../../infra/house.ts';
import { readSettings } from '../../../infra/settings.ts';
import type { Cloud, Template } from './cloud.ts';
import { prodContext } from './prod-context.ts';

const root = join(import.meta.dirname, '../../..');
const flags = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')).context;

export interface Built {
  readonly app: App;
  readonly house: House;
}

export interface BuildOptions {
  readonly context?: Readonly<Record<string, unknown>>;
  readonly outdir?: string;
  /** Checking templates against the resources' schemas takes most of the time of a synthesis. */
  readonly validated?: boolean;
  readonly acknowledged?: boolean;
}

export function build(options: BuildOptions = {}): Built {
  const app = new App({
    context: { ...flags, ...(options.context ?? prodContext) },
    analyticsReporting: false,
    builtinCloudFormationValidation: options.validated ?? false,
    ...(options.outdir === undefined ? {} : { outdir: options.outdir }),
  });
  const house = buildHouse(app, {
    settings: readSettings((name) => app.node.tryGetContext(name)),
    bundleOf: () => join(root, 'test/infra/fixtures/bundle'),
  });
  if (options.acknowledged ?? true) acknowledge(app);
  return { app, house };
}

/** The templates as CloudFormation gets them, by stack. */
export function synthesise(built: Built): Cloud {
  const { stacks } = built.app.synth();
  return Object.fromEntries(stacks.map((stack) => [stack.id, stack.template as Template]));
}

/** What nobody may change; who plants mistakes takes a copy. */
export const prod: Built = build();
export const cloud: Cloud = synthesise(prod);
